/** Who read what of a call, an operation, a hazard; and what goes when its time is over. */
import { env } from 'cloudflare:test';
import { beforeAll, describe, expect, it } from 'vitest';
import { openCall } from '../../worker/calls/calls.usecases.ts';
import { callPhotoObject, photosOf } from '../../worker/calls/photos.rules.ts';
import { openCallPhoto } from '../../worker/calls/photos.usecases.ts';
import { eraseCalls } from '../../worker/calls/retention.usecases.ts';
import { EXAMPLE_SUBMISSION } from '../../worker/cases/examples.data.ts';
import { caseIdOf } from '../../worker/cases/naming.usecases.ts';
import { listReads } from '../../worker/cases/reading.usecases.ts';
import { eraseDue } from '../../worker/cases/retention.usecases.ts';
import { submitCase } from '../../worker/cases/submit.usecases.ts';
import { idText } from '../../worker/cases/trail.rules.ts';
import { anchorDay } from '../../worker/cases/trail.usecases.ts';
import { openHazard, viewHazards } from '../../worker/operations/hazards.usecases.ts';
import { openOperation, planOperation, viewOperations } from '../../worker/operations/operations.usecases.ts';
import { eraseOperations } from '../../worker/operations/retention.usecases.ts';
import { takeStep } from '../../worker/operations/steps.usecases.ts';
import { jpeg } from '../cases/pictures.ts';
import {
  aCall,
  actingAt,
  aHazard,
  audit,
  closed,
  eyesOn,
  operatingAt,
  stepOn,
  stepOnHazard,
} from '../cases/registers.ts';
import { dayOf, NOON } from '../cases/trail-history.ts';
import { colleague } from '../desk/colleague.ts';
import { eyesFor, mayLead, personOf } from '../model/one-world.ts';
import { DAY, HOUR, TOWN } from './small-lists.ts';

const YEARS = (years: number) => new Date(NOON).setUTCFullYear(2026 + years);
const reads = async (recordId: number) => {
  const wanted = { recordId, staffNumber: '', from: null, to: null };
  const { entries } = await listReads(await actingAt(NOON), wanted, null, 50);
  return entries.map(({ staffId, of, what }) => [staffId, of, what]);
};
const rowOf = (table: string, id: number) =>
  env.DB.prepare(`SELECT * FROM ${table} WHERE id = ?`).bind(id).first<Record<string, unknown>>();
const auditor = { ...eyesOn('C'), role: 'auditor', staffId: 40 } as const;

async function aCase(): Promise<number> {
  const world = await actingAt(NOON);
  const submission = { ...EXAMPLE_SUBMISSION, township: TOWN, territorialCode: null, itemCode: null };
  const { receipt } = await submitCase(world, submission, crypto.randomUUID());
  return caseIdOf(world.keys, receipt.receiptNumber);
}
/** What happened up to now is signed: nothing afterwards may spoil it. */
const sign = async () => {
  const { db, keys } = await actingAt(NOON);
  await anchorDay(db, keys, dayOf(0), NOON + DAY);
};

describe('the log of reads', () => {
  it('has a line for each call that was opened and each photograph, before anything was shown', async () => {
    const id = await aCall({ now: NOON, photos: [{ name: 'a.jpg', bytes: jpeg() }] });
    const world = await actingAt(NOON);
    const seen = await openCall(world, eyesOn('E'), id);
    const [photo = ''] = photosOf(seen?.row.history ?? []);
    expect((await openCallPhoto(world, eyesOn('L'), id, photo))?.type).toBe('image/jpeg');
    expect(await openCallPhoto(world, eyesOn('L'), id, 'another')).toBeNull();
    expect(await openCall(world, eyesOn('F'), id)).toBeNull();
    expect((await openCall(world, auditor, id))?.text).toBeNull();
    expect(await reads(id)).toEqual([
      [40, 'call', 'trail'],
      [personOf('L').id, 'call', 'photo'],
      [personOf('E').id, 'call', 'text'],
    ]);
  });

  it('and for operations and hazards; the auditor finds all of them on one page', async () => {
    const hazard = await aHazard(NOON);
    const world = await operatingAt(NOON);
    await openHazard(world, eyesFor('C'), hazard);
    const operation = await anOperation();
    await openOperation(world, eyesFor('H'), mayLead('H'), operation);
    expect(await reads(hazard)).toEqual([[personOf('C').id, 'hazard', 'text']]);
    expect(await reads(operation)).toEqual([[personOf('H').id, 'operation', 'text']]);
    const page = await (await colleague('auditor')).open(`/desk/audit?case=${idText(operation)}`);
    expect(page.text).toContain('联合行动');
    expect(page.text).toContain(idText(operation));
    expect(page.text).not.toContain(idText(hazard));
  });

  it('shows nothing when the line cannot be written', async () => {
    const id = await aCall({ now: NOON });
    const world = await actingAt(NOON);
    const db = new Proxy(world.db, {
      get(target, name, receiver) {
        if (name === 'insert') throw new Error('lost');
        return Reflect.get(target, name, receiver);
      },
    });
    await expect(openCall({ ...world, db }, eyesOn('E'), id)).rejects.toThrow('lost');
  });
});

async function anOperation(): Promise<number> {
  const result = await planOperation(await operatingAt(NOON), eyesFor('L'), {
    ...{ townshipCode: TOWN, source: 'plan', sourceId: null, entryCode: 'D01-001', once: crypto.randomUUID() },
    ...{ title: '查河', place: '桥头', purpose: '有人排黑水', powers: [] },
    ...{ startsAt: NOON + HOUR, endsAt: NOON + 4 * HOUR },
  });
  if (result.kind === 'invalid') throw new Error('invalid');
  return result.id;
}

describe('a call whose time is over', () => {
  let [ownCall, caseCall, caseId] = [0, 0, 0];
  beforeAll(async () => {
    ownCall = await aCall({ now: NOON, photos: [{ name: 'a.jpg', bytes: jpeg() }] });
    await closed(ownCall, NOON);
    caseId = await aCase();
    caseCall = await aCall({ now: NOON, caseId, photos: [{ name: 'a.jpg', bytes: jpeg() }] });
    await closed(caseCall, NOON);
    await sign();
  });

  it('about no case keeps its words for three years, unless it is held', async () => {
    expect(await eraseCalls(await actingAt(YEARS(3) - 1))).toEqual({ erased: 0 });
    await stepOn(ownCall, 'C', 'hold', NOON + DAY);
    expect(await eraseCalls(await actingAt(YEARS(9)))).toEqual({ erased: 0 });
    await stepOn(ownCall, 'C', 'release-hold', NOON + DAY);
    const row = await openCall(await actingAt(NOON), eyesOn('L'), ownCall);
    const photos = photosOf(row?.row.history ?? []);
    expect(photos).toHaveLength(1);
    expect(await eraseCalls(await actingAt(YEARS(3)))).toEqual({ erased: 1 });
    expect(await eraseCalls(await actingAt(YEARS(3)))).toEqual({ erased: 0 });
    for (const photo of photos) expect(await env.BUCKET.get(callPhotoObject(photo))).toBeNull();
    const after = await rowOf('call_record', ownCall);
    expect(after).toMatchObject({ wrapped_key: '', sealed: '', state: 'closed', closed_at: NOON });
    expect(String(after?.['history'])).not.toContain('sealed');
    const opened = await openCall(await actingAt(YEARS(3)), eyesOn('L'), ownCall);
    expect(opened).toMatchObject({ text: null, possible: [] });
    expect(opened?.row.history.at(-1)?.action).toBe('erase');
    expect((await audit(NOON + 2 * DAY)).found).toBeNull();
  });

  it('about a case goes with the case and not before; a hold of the case wins', async () => {
    expect(await eraseCalls(await actingAt(YEARS(20)))).toEqual({ erased: 0 });
    await env.DB.prepare("UPDATE case_record SET retain_until = 1, legal_hold = 'step:1' WHERE id = ?")
      .bind(caseId)
      .run();
    await eraseDue(await actingAt(NOON + DAY));
    expect(await eraseCalls(await actingAt(YEARS(20)))).toEqual({ erased: 0 });
    await env.DB.prepare('UPDATE case_record SET legal_hold = NULL WHERE id = ?').bind(caseId).run();
    expect(await eraseDue(await actingAt(NOON + DAY))).toBe(1);
    expect(await eraseCalls(await actingAt(NOON + DAY))).toEqual({ erased: 1 });
    expect(await rowOf('call_record', caseCall)).toMatchObject({ wrapped_key: '', sealed: '' });
    expect((await audit(NOON + 2 * DAY)).found).toBeNull();
  });

  it('that is still open keeps what it says, whatever became of its case', async () => {
    const other = await aCase();
    const open = await aCall({ now: NOON, caseId: other });
    await env.DB.prepare('UPDATE case_record SET retain_until = 1 WHERE id = ?').bind(other).run();
    expect(await eraseDue(await actingAt(NOON + DAY))).toBe(1);
    expect(await eraseCalls(await actingAt(YEARS(20)))).toEqual({ erased: 0 });
    expect((await openCall(await actingAt(NOON), eyesOn('L'), open))?.text?.need).toBe('来看黑水');
  });

  it('is said on its page', async () => {
    const page = await (await colleague('coordinator')).open(`/desk/calls/${idText(ownCall)}`);
    expect(page.status).toBe(200);
    expect(page.text).toContain('保存期到，内容清除');
    expect(page.text).not.toContain('黑水');
  });
});

describe('operations and hazards whose time is over', () => {
  it('lose their words and photographs; who did what and when stays', async () => {
    const operation = await anOperation();
    const world = await operatingAt(NOON);
    const step = (action: string, version: number, fields: object) =>
      takeStep(world, eyesFor('L'), true, operation, {
        ...{ action, version, once: crypto.randomUUID(), note: '去桥头看', fields },
      });
    expect(await step('add-task', 1, { organ: 'DM01' })).toEqual({ kind: 'done' });
    expect(await step('cancel', 2, {})).toEqual({ kind: 'done' });
    const hazard = await aHazard(NOON);
    await stepOnHazard(hazard, 'L', 'sign', NOON);
    await stepOnHazard(hazard, 'L', 'dismiss', NOON);

    expect(await eraseOperations(await operatingAt(YEARS(3) - 1))).toEqual({ operations: 0, hazards: 0 });
    expect(await eraseOperations(await operatingAt(YEARS(3)))).toEqual({ operations: 1, hazards: 1 });
    expect(await eraseOperations(await operatingAt(YEARS(3)))).toEqual({ operations: 0, hazards: 0 });
    for (const [table, id] of [
      ['operation', operation],
      ['hazard', hazard],
    ] as const)
      expect(await rowOf(table, id)).toMatchObject({ wrapped_key: '', sealed: '' });
    const later = await operatingAt(YEARS(3));
    const seen = await openOperation(later, eyesFor('L'), true, operation);
    expect(seen.text.title).toContain('清除了');
    expect(seen.taskTexts.get(1)).toBe('');
    expect(seen.events.map(({ action, note }) => [action, note])).toEqual([
      ['plan', ''],
      ['add-task', ''],
      ['cancel', ''],
      ['erase', ''],
    ]);
    expect((await openHazard(later, eyesFor('L'), hazard)).text?.what).toContain('清除了');
    const [operations, hazards] = [await viewOperations(later, eyesFor('L')), await viewHazards(later, eyesFor('L'))];
    expect(JSON.stringify([operations, hazards])).not.toContain('去桥头看');
    expect((await audit(NOON + 2 * DAY)).found).toBeNull();
  });
});
