import { env } from 'cloudflare:test';
import { zipSync } from 'fflate';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createApp } from '../../worker/app.ts';
import { activateDraft, rollBack } from '../../worker/catalogue/activation.usecases.ts';
import { checkCatalogue } from '../../worker/catalogue/check.rules.ts';
import { discardDraft, takeUpload, type UploadRequest, viewDraft } from '../../worker/catalogue/drafts.usecases.ts';
import { type CatalogueWorld, keepSet, readInForce } from '../../worker/catalogue/sets.usecases.ts';
import { openDatabase } from '../../worker/platform/database.ts';
import { openObjects } from '../../worker/platform/objects.ts';
import { setFiles, textIn } from './set-files.ts';

/** A set is some 20,000 rows: each change of it checks, packs and writes all of them. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const [CLERK, SECOND] = [11, 12];
const world = (): CatalogueWorld => ({
  db: openDatabase(env.DB),
  objects: openObjects(env.BUCKET),
  now: Date.UTC(2026, 10, 23),
});
const request = (files: UploadRequest['files'], more: Partial<UploadRequest> = {}): UploadRequest => ({
  files,
  once: crypto.randomUUID(),
  reason: '十一月的更新',
  facts: {},
  countsChange: false,
  replacesOffices: false,
  ...more,
});
const encoder = new TextEncoder();
const fileWith = (file: string, change: (text: string) => string) => ({
  name: file,
  bytes: encoder.encode(change(textIn(setFiles(), file))),
});
const cheaper = (text: string) => text.replace(/^(T001,.*?),25工作日,25,工作日,/m, '$1,20工作日,20,工作日,');

async function drafted(asked: UploadRequest): Promise<number> {
  const result = await takeUpload(world(), CLERK, asked);
  if (result.kind !== 'drafted') throw new Error(JSON.stringify(result).slice(0, 500));
  return result.id;
}
async function activated(id: number) {
  const view = await viewDraft(world(), id);
  return activateDraft(world(), SECOND, id, view?.next?.bundle ?? '');
}
const promisedOf = async (code: string) => {
  const answer = await createApp().app.request(`/api/v1/items/${code}`, undefined, env);
  return ((await answer.json()) as { promisedLimit: { text: string } }).promisedLimit.text;
};
const found = async (words: string) => {
  const answer = await createApp().app.request(`/api/v1/search?q=${encodeURIComponent(words)}`, undefined, env);
  return ((await answer.json()) as { hits: { code: string }[] }).hits.map(({ code }) => code);
};
const releases = async () =>
  (await env.DB.prepare('SELECT count(*) AS n FROM catalogue_release').first<{ n: number }>())?.n;

describe('a set of which no files were kept', () => {
  it('cannot be completed from one list, and says what to upload; a whole set is taken', async () => {
    const one = await takeUpload(world(), CLERK, request([fileWith('township_items.csv', cheaper)]));
    expect(one.kind === 'faults' && one.faults).toMatchObject([{ found: '现行的目录没有留底，只传几张表拼不出整套' }]);
    const bytes = zipSync(Object.fromEntries(setFiles()));
    const id = await drafted(request([{ name: 'all.zip', bytes }]));
    expect((await viewDraft(world(), id))?.next?.difference.files.length).toBeGreaterThan(10);
    await discardDraft(world(), CLERK, id);
  });
});

describe('a new catalogue', () => {
  /** As `npm run catalogue:import` leaves it. */
  beforeAll(async () => {
    const checked = checkCatalogue(setFiles());
    if (!checked.ok) throw new Error('the demonstration set has faults');
    const bundle = await keepSet(openObjects(env.BUCKET), checked.set);
    await env.DB.prepare('UPDATE catalogue_release SET bundle=?1').bind(bundle).run();
  });

  it('is a draft first: nothing in force has changed, and the same form twice is one draft', async () => {
    const asked = request([fileWith('township_items.csv', cheaper)]);
    const id = await drafted(asked);
    expect(await drafted(asked)).toBe(id);
    expect(await promisedOf('T001')).toBe('25工作日');
    const view = await viewDraft(world(), id);
    expect(view?.next?.difference.files).toMatchObject([{ file: 'township_items.csv', changed: [{ key: 'T001' }] }]);
    expect(await discardDraft(world(), CLERK, id)).toBe(true);
  });

  it('comes into force by a second person only, at once for the API, and keeps what the search has learnt', async () => {
    const hitsBefore = await found('吃低保');
    const id = await drafted(request([fileWith('township_items.csv', cheaper)]));
    const seen = (await viewDraft(world(), id))?.next?.bundle ?? '';
    expect(await activateDraft(world(), CLERK, id, seen)).toBe('own');
    expect(await promisedOf('T001')).toBe('25工作日');
    expect(await activateDraft(world(), SECOND, id, seen)).toBe('done');
    expect(await promisedOf('T001')).toBe('20工作日');
    expect(await found('吃低保')).toEqual(hitsBefore);
    expect((await readInForce(world()))?.release).toMatchObject({
      origin: 'upload',
      draftedBy: CLERK,
      activatedBy: SECOND,
      learnt: true,
    });
    expect(await activateDraft(world(), SECOND, id, seen)).toBe('lost');
  });

  it('does not come into force before its day', async () => {
    const asked = request([fileWith('departments.csv', (text) => text.replace('市委政法委员会', '市委政法'))]);
    const id = await drafted({ ...asked, facts: { effectiveDate: '2026-12-01' } });
    const before = await releases();
    /** 2026-12-01 begins at 16:00 UTC. */
    const onDay = (hour: number) => ({ ...world(), now: Date.UTC(2026, 10, 30, hour) });
    const next = (await viewDraft(onDay(15), id))?.next;
    expect(next?.waitsFor).toBe('2026-12-01');
    expect(await activateDraft(onDay(15), SECOND, id, next?.bundle ?? '')).toBe('early');
    expect(await releases()).toBe(before);
    expect((await viewDraft(onDay(16), id))?.next?.waitsFor).toBeNull();
    expect(await activateDraft(onDay(16), SECOND, id, next?.bundle ?? '')).toBe('done');
    const { id: present = 0 } = (await readInForce(world()))?.release ?? {};
    const earlier = await env.DB.prepare('SELECT max(id) AS id FROM catalogue_release WHERE id<?1')
      .bind(present)
      .first<{ id: number }>();
    const back = { id: earlier?.id ?? 0, seen: present, reason: '试过了' };
    expect(await rollBack(world(), SECOND, back)).toEqual({ kind: 'done' });
  });

  it('cannot be put into force by its writer in the database either', async () => {
    const id = await drafted(
      request([fileWith('township_items.csv', (text) => text.replace('25工作日,25', '24工作日,24'))]),
    );
    const own = env.DB.prepare("UPDATE catalogue_draft SET state='activated', ended_by=created_by WHERE id=?1")
      .bind(id)
      .run();
    await expect(own).rejects.toThrow(/CHECK/);
    await discardDraft(world(), SECOND, id);
  });

  it('with an item that is new is found by its name and by what people call it, and said not to be learnt', async () => {
    const before = await found('吃低保');
    const village = fileWith(
      'village_items.csv',
      (text) => `${text.trimEnd()}\nV54,秸秆粉碎机借用登记,农业,代办,,O20,身份证,当场,不收费,借粉碎机,unverified\n`,
    );
    const refused = await takeUpload(world(), CLERK, request([village]));
    expect(refused.kind === 'faults' && refused.faults).toMatchObject([{ found: '村（社区）事项 54 条' }]);
    expect(await activated(await drafted(request([village], { countsChange: true })))).toBe('done');
    expect((await found('秸秆粉碎机'))[0]).toBe('V54');
    expect((await found('借粉碎机'))[0]).toBe('V54');
    expect(await found('吃低保')).toEqual(before);
    expect((await readInForce(world()))?.release.learnt).toBe(false);
  });

  it('is taken back by one person: the tables, the words that were learnt then, the entry that goes again', async () => {
    const { results } = await env.DB.prepare('SELECT id FROM catalogue_release ORDER BY id DESC LIMIT 2').all<{
      id: number;
    }>();
    const [present, before] = results.map(({ id }) => id);
    const back = { id: before ?? 0, seen: present ?? 0, reason: '新表登错了' };
    expect(await rollBack(world(), SECOND, back)).toEqual({ kind: 'done' });
    expect(await rollBack(world(), SECOND, back)).toEqual({ kind: 'lost' });
    const gone = await createApp().app.request('/api/v1/items/V54', undefined, env);
    expect(gone.status).toBe(410);
    expect(await found('借粉碎机')).not.toContain('V54');
    expect((await readInForce(world()))?.release).toMatchObject({
      origin: 'rollback',
      learnt: true,
      reason: '新表登错了',
    });
  });

  it('of which two come at once: one wins, the other is told, and nothing is half done', async () => {
    const drafts = await Promise.all(
      ['23', '22', '21'].map((days) =>
        drafted(
          request([
            fileWith('township_items.csv', (text) =>
              text.replace(/^(T001,.*?),25工作日,25,/m, `$1,${days}工作日,${days},`),
            ),
          ]),
        ),
      ),
    );
    const before = (await releases()) ?? 0;
    const seen = await Promise.all(drafts.map(async (id) => (await viewDraft(world(), id))?.next?.bundle ?? ''));
    const results = await Promise.all(drafts.map((id, at) => activateDraft(world(), SECOND, id, seen[at] ?? '')));
    expect(results.toSorted()).toEqual(['done', 'lost', 'lost']);
    expect(await releases()).toBe(before + 1);
    const winner = ['23', '22', '21'][results.indexOf('done')];
    expect(await promisedOf('T001')).toBe(`${winner}工作日`);
    const open = await env.DB.prepare("SELECT count(*) AS n FROM catalogue_draft WHERE state='open'").first<{
      n: number;
    }>();
    expect(open?.n).toBe(2);
  });

  it('that was thrown away while somebody read it does not come into force', async () => {
    const id = await drafted(
      request([fileWith('departments.csv', (text) => text.replace('市委政法委员会', '市委政法委'))]),
    );
    const seen = (await viewDraft(world(), id))?.next?.bundle ?? '';
    const before = await releases();
    const [activation] = await Promise.all([
      activateDraft(world(), SECOND, id, seen),
      discardDraft(world(), CLERK, id),
    ]);
    const draft = await env.DB.prepare('SELECT state FROM catalogue_draft WHERE id=?1')
      .bind(id)
      .first<{ state: string }>();
    expect([activation, draft?.state]).toEqual(activation === 'done' ? ['done', 'activated'] : ['lost', 'discarded']);
    expect(await releases()).toBe((before ?? 0) + (activation === 'done' ? 1 : 0));
  });

  it('that says what is in force already is no draft', async () => {
    const again = await takeUpload(
      world(),
      CLERK,
      request([{ name: 'calendar.csv', bytes: setFiles().get('calendar.csv') ?? new Uint8Array() }]),
    );
    expect(again.kind).toBe('same');
  });

  it('that leaves an entry out asks whether that is meant, and retires it with its words when it is', async () => {
    const without = fileWith('village_items.csv', (text) => text.replace(/^V53,.*\n?/m, ''));
    const refused = await takeUpload(world(), CLERK, request([without]));
    expect(refused.kind === 'faults' && refused.faults[0]).toMatchObject({
      file: 'village_items.csv',
      found: expect.stringContaining('少了 1 条：V53') as string,
    });
    const id = await drafted(request([without], { countsChange: true }));
    const files = (await viewDraft(world(), id))?.next?.difference.files;
    expect(files?.find(({ file }) => file === 'village_items.csv')?.retired).toMatchObject([
      { key: 'V53', replacedBy: '' },
    ]);
    expect(await activated(id)).toBe('done');
    expect((await createApp().app.request('/api/v1/items/V53', undefined, env)).status).toBe(410);
    const back = await drafted(request([fileWith('village_items.csv', (text) => text)], { countsChange: true }));
    expect(await activated(back)).toBe('done');
    expect((await createApp().app.request('/api/v1/items/V53', undefined, env)).status).toBe(200);
  });

  it('with faults writes nothing and names each of them', async () => {
    const before = await env.DB.prepare('SELECT count(*) AS n FROM catalogue_draft').first();
    const result = await takeUpload(
      world(),
      CLERK,
      request([fileWith('township_items.csv', (text) => text.replace('T001,', 'T1,').replace('T003,', 'T002,'))]),
    );
    expect(result.kind === 'faults' && result.faults.map(({ file, row, column }) => [file, row, column])).toEqual(
      expect.arrayContaining([
        ['township_items.csv', 2, 'code'],
        ['township_items.csv', 4, 'code'],
      ]),
    );
    expect(await env.DB.prepare('SELECT count(*) AS n FROM catalogue_draft').first()).toEqual(before);
  });
});
