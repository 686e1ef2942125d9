import { env } from 'cloudflare:test';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Submission } from '../../worker/cases/cases.contract.ts';
import { caseIdOf } from '../../worker/cases/naming.usecases.ts';
import { NO_FILTER } from '../../worker/cases/queue.rules.ts';
import { readPage } from '../../worker/cases/queue.usecases.ts';
import { findCase, listReads, openCase, openPhoto } from '../../worker/cases/reading.usecases.ts';
import type { Viewer } from '../../worker/cases/viewer.rules.ts';
import type { CaseWorld } from '../../worker/cases/world.usecases.ts';
import type { Env } from '../../worker/platform/env.ts';
import { readKeys } from '../../worker/platform/keys.ts';
import type { Staff } from '../../worker/staff/staff.contract.ts';
import { unlimited } from './caller.ts';
import { OTHER_TOWN, staff, TOWN, viewer } from './deskstaff.ts';
import { jpeg } from './pictures.ts';
import { handle, worldOf } from './staff.ts';

const real = { ...(env as unknown as Env), RATE_LIMITS: 'off' };
const citizen = unlimited();
let world: CaseWorld;
beforeAll(async () => {
  world = await worldOf(real);
});
const seenBy = (person: Staff): Viewer => viewer(person, world.content.directory);

const clerk = staff('counter-clerk', { townshipCode: TOWN });
const otherClerk = staff('counter-clerk', { townshipCode: OTHER_TOWN });
const leader = staff('township-leader', { townshipCode: TOWN });
const handler = staff('township-handler', { townshipCode: TOWN, officeId: `${TOWN}-O08` });
const otherHandler = staff('township-handler', { townshipCode: TOWN, officeId: `${TOWN}-O10` });
const department = staff('department-handler', { departmentCode: 'M18' });
const otherDepartment = staff('department-head', { departmentCode: 'M14' });
const coordinator = staff('coordinator');
const auditor = staff('auditor');
const EVERYBODY = {
  clerk,
  otherClerk,
  leader,
  handler,
  otherHandler,
  department,
  otherDepartment,
  coordinator,
  auditor,
};

async function handIn(change: Partial<Submission> = {}): Promise<number> {
  const { body } = await citizen.submit({ kind: 'complaint', township: TOWN, ...change });
  return caseIdOf(readKeys(real), body.receiptNumber);
}
const give = (id: number, holder: string) =>
  env.DB.prepare('UPDATE case_record SET holder = ? WHERE id = ?').bind(holder, id).run();

/** Who of all sees it. The list and the page must say the same. */
async function whoSees(id: number): Promise<string[]> {
  const names: string[] = [];
  for (const [name, person] of Object.entries(EVERYBODY)) {
    const eyes = seenBy(person);
    const isSeen = (await findCase(world, eyes, id)) !== null;
    const boxes = [
      'own' as const,
      'parts' as const,
      ...(eyes.scope === 'organ' ? [] : [{ township: TOWN }, { township: OTHER_TOWN }]),
    ];
    const pages = await Promise.all(boxes.map((box) => readPage(world, eyes, box, NO_FILTER, null, () => undefined)));
    expect([name, pages.some(({ lines }) => lines.some((line) => line.id === id))]).toEqual([name, isSeen]);
    if (isSeen) names.push(name);
  }
  return names;
}

describe('who sees a case', () => {
  it('at the counter: its township and the coordinating office; the auditor only that it is there', async () => {
    expect(await whoSees(await handIn())).toEqual(['clerk', 'leader', 'coordinator', 'auditor']);
  });

  it('given to an office or to a department: that one too, and no other', async () => {
    const id = await handIn();
    await give(id, `O${TOWN}-O08`);
    expect(await whoSees(id)).toEqual(['clerk', 'leader', 'handler', 'coordinator', 'auditor']);
    await give(id, 'DM18');
    expect(await whoSees(id)).toEqual(['clerk', 'leader', 'department', 'coordinator', 'auditor']);
  });

  it('a department that helps', async () => {
    const id = await handIn();
    await env.DB.prepare('INSERT INTO case_part (case_id, organ, seq, asked_at, due_at) VALUES (?, ?, 1, 1, 2)')
      .bind(id, 'DM14')
      .run();
    expect(await whoSees(id)).toEqual(['clerk', 'leader', 'otherDepartment', 'coordinator', 'auditor']);
  });

  it('whom it is about never, not even when it was given to them by mistake', async () => {
    const about = { offices: [`${TOWN}-O08`], departments: ['M18'], persons: '' };
    const id = await handIn({ about });
    await give(id, `O${TOWN}-O08`);
    expect(await whoSees(id)).toEqual(['clerk', 'leader', 'coordinator', 'auditor']);
    await give(id, 'DM18');
    expect(await whoSees(id)).toEqual(['clerk', 'leader', 'coordinator', 'auditor']);
  });

  it('a report against an office: nobody who sees the whole township, wherever it goes', async () => {
    const about = { offices: [`${TOWN}-O08`], departments: [], persons: '' };
    const id = await handIn({ kind: 'report', about });
    expect(await whoSees(id)).toEqual(['coordinator', 'auditor']);
    await give(id, 'DM18');
    expect(await whoSees(id)).toEqual(['department', 'coordinator', 'auditor']);
    await give(id, `T${TOWN}`);
    expect(await whoSees(id)).toEqual(['coordinator', 'auditor']);
    const accusation = await handIn({ kind: 'petition', petitionKind: 'accusation', about });
    expect(await whoSees(accusation)).toEqual(['coordinator', 'auditor']);
  });

  it('a complaint about the counter itself: not the counter', async () => {
    const id = await handIn({ about: { offices: [`${TOWN}-O02`], departments: [], persons: '' } });
    await give(id, 'DM18');
    expect(await whoSees(id)).toEqual(['leader', 'department', 'coordinator', 'auditor']);
  });

  it('an office that has taken over the work of the one it is about does not see it', async () => {
    const id = await handIn({ about: { offices: [`${TOWN}-O10`], departments: [], persons: '' } });
    await give(id, `O${TOWN}-O08`);
    expect(await findCase(world, seenBy(handler), id)).not.toBeNull();
    const offices = world.content.directory.offices.map((office) =>
      office.id === `${TOWN}-O10` ? { ...office, mergedIntoId: `${TOWN}-O08` } : office,
    );
    expect(await findCase(world, viewer(handler, { offices }), id)).toBeNull();
    // And it goes on with what lay there.
    const plain = await handIn();
    await give(plain, `O${TOWN}-O10`);
    expect(await findCase(world, viewer(handler, { offices }), plain)).not.toBeNull();
  });

  it('an account without a place sees nothing', async () => {
    const id = await handIn();
    await give(id, 'D');
    for (const person of [staff('counter-clerk'), staff('township-handler'), staff('department-head')])
      expect(await findCase(world, seenBy(person), id)).toBeNull();
  });
});

/** The second step of a case, as `grant-identity` writes it. */
const grantEvent = (id: number, until: number) =>
  env.DB.prepare(
    "INSERT INTO case_event (case_id, seq, at, action, from_state, to_state, actor, public_note, content_hash, prev_hash, hash, mac) SELECT case_id, 2, at, 'grant-identity', to_state, to_state, actor, ?, content_hash, hash, hash, mac FROM case_event WHERE case_id = ? AND seq = 1",
  )
    .bind(JSON.stringify({ data: { until } }), id)
    .run();

describe('what one sees of it', () => {
  it('the name of a named complaint; of a sealed one, a report, an accusation only with approval', async () => {
    const named = await handIn();
    const sealed = await handIn({ identity: 'sealed' });
    const report = await handIn({ kind: 'report' });
    const accusation = await handIn({ kind: 'petition', petitionKind: 'accusation' });
    const personOf = async (id: number, person: Staff) =>
      (await openCase(world, seenBy(person), id, ['text', 'identity']))?.person?.name ?? null;
    expect(await personOf(named, clerk)).toBe('演示人');
    for (const id of [sealed, report, accusation]) {
      for (const person of [clerk, leader, coordinator]) expect(await personOf(id, person)).toBeNull();
      const row = await findCase(world, seenBy(coordinator), id);
      expect([row?.sealed?.person, row?.phoneIndex, row?.seesPerson]).toEqual([null, null, false]);
    }
    await env.DB.prepare(
      "INSERT INTO case_approval (id, case_id, kind, asked_at, asked_by, asked_seq, organ, decided_at, decided_by, decided_seq, is_granted) VALUES ('a', ?, 'identity', 1, 7, 1, 'C', 2, 8, 2, 1), ('b', ?, 'identity', 1, 7, 1, 'C', 2, 8, 2, 0)",
    )
      .bind(sealed, report)
      .run();
    // The row alone opens nothing: it is the event of the grant that says until when.
    expect(await personOf(sealed, staff('coordinator', { id: 7 }))).toBeNull();
    await grantEvent(sealed, world.now + 1);
    await grantEvent(report, world.now + 1);
    const asker = staff('coordinator', { id: 7 });
    expect(await personOf(sealed, asker)).toBe('演示人');
    // Refused, and approved for somebody else.
    expect(await personOf(report, asker)).toBeNull();
    expect(await personOf(sealed, staff('coordinator', { id: 9 }))).toBeNull();
    // Over, to the millisecond.
    world = { ...world, now: world.now + 1 };
    expect(await personOf(sealed, asker)).toBeNull();
    world = { ...world, now: world.now - 1 };
    expect(await personOf(sealed, asker)).toBe('演示人');
  });

  it('the auditor: steps and dates, neither text nor name nor a key that opens one', async () => {
    const id = await handIn();
    const opened = await openCase(world, seenBy(auditor), id, ['text', 'identity', 'export']);
    expect(opened?.row.history).toHaveLength(1);
    expect([opened?.matter, opened?.person, opened?.row.sealed, opened?.row.wrappedKey]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect([opened?.row.isErased, opened?.notes.size]).toEqual([false, 0]);
  });

  it('every read leaves a line before anything is shown; a refused one leaves none', async () => {
    const { body: receipt } = await citizen.submit({ kind: 'complaint', township: TOWN });
    const id = caseIdOf(readKeys(real), receipt.receiptNumber);
    const picture = await citizen.attach(receipt, jpeg());
    await handle(real, receipt.receiptNumber, 'accept');
    await openCase(world, seenBy({ ...clerk, id: 21 }), id, ['text']);
    await openCase(world, seenBy({ ...leader, id: 22 }), id, ['text', 'identity']);
    expect((await openPhoto(world, seenBy({ ...clerk, id: 21 }), id, picture.body.id))?.type).toBe('image/jpeg');
    expect(await openPhoto(world, seenBy({ ...clerk, id: 21 }), id, 'another')).toBeNull();
    expect(await openPhoto(world, seenBy({ ...auditor, id: 23 }), id, picture.body.id)).toBeNull();
    await openCase(world, seenBy({ ...auditor, id: 23 }), id, ['text']);
    expect(await openCase(world, seenBy({ ...otherClerk, id: 24 }), id, ['text'])).toBeNull();
    const all = { recordId: id, staffNumber: '', from: null, to: null };
    const { entries } = await listReads(world, all, null, 50);
    expect(entries.map(({ staffId, what }) => [staffId, what])).toEqual([
      [23, 'trail'],
      [21, 'photo'],
      [22, 'identity'],
      [22, 'text'],
      [21, 'text'],
    ]);
    const first = await listReads(world, all, null, 2);
    const second = await listReads(world, all, first.next, 3);
    expect([...first.entries, ...second.entries]).toEqual(entries);
    expect(second.next).toBeNull();
  });

  it('nothing is shown when the line cannot be written', async () => {
    const id = await handIn();
    const db = new Proxy(world.db, {
      get: (target, name) => {
        if (name === 'insert')
          return () => {
            throw new Error('lost');
          };
        return Reflect.get(target, name);
      },
    });
    await expect(openCase({ ...world, db }, seenBy(clerk), id, ['text'])).rejects.toThrow('lost');
  });

  it('the log can be neither changed nor cut nor written over', async () => {
    const id = await handIn();
    await openCase(world, seenBy(clerk), id, ['text']);
    for (const change of [
      'UPDATE case_read SET staff_id = 2',
      'DELETE FROM case_read',
      'INSERT OR REPLACE INTO case_read (id, at, staff_id, case_id, what) SELECT id, at, 5, case_id, what FROM case_read LIMIT 1',
    ])
      await expect(env.DB.prepare(change).run(), change).rejects.toThrow();
  });
});
