/** A call, an operation, a hazard and two proposals as the service writes them, on days of their own. */
import { env } from 'cloudflare:test';
import { createApp } from '../../worker/app.ts';
import { GATE_REGISTER } from '../../worker/assignments/audit.store.ts';
import { CALL_REGISTER } from '../../worker/calls/audit.store.ts';
import { actOnCall } from '../../worker/calls/calls.usecases.ts';
import { raise } from '../../worker/calls/raise.usecases.ts';
import type { ActingWorld } from '../../worker/calls/world.usecases.ts';
import type { Sender } from '../../worker/cases/outbox.usecases.ts';
import { runAuditSql } from '../../worker/cases/trail.store.ts';
import { auditTrail } from '../../worker/cases/trail-audit.usecases.ts';
import { viewerOf } from '../../worker/cases/viewer.rules.ts';
import { openWorld } from '../../worker/cases/world.usecases.ts';
import { OPERATION_REGISTER } from '../../worker/operations/audit.store.ts';
import { stepHazard } from '../../worker/operations/hazards.usecases.ts';
import { reportHazard } from '../../worker/operations/lane.usecases.ts';
import type { OperationWorld } from '../../worker/operations/operations.usecases.ts';
import type { Env } from '../../worker/platform/env.ts';
import { scopeOf } from '../../worker/staff/permissions.rules.ts';
import type { Staff } from '../../worker/staff/staff.contract.ts';
import { LISTS, TOWN } from '../calls/small-lists.ts';
import { CONTENT, DIRECTORY, eyesFor, personOf } from '../model/one-world.ts';

export const real = env as unknown as Env;
const { published } = createApp();
export const REGISTERS = [CALL_REGISTER, OPERATION_REGISTER, GATE_REGISTER];

export async function actingAt(now: number, sender: Sender | null = null): Promise<ActingWorld> {
  const opened = await openWorld(real, published);
  const lists = { ...LISTS, versions: { territorial: 1, power: 1 } };
  const content = { ...opened.content, ...CONTENT, lists, stepLimits: [] };
  return { ...opened, content, sender, now, isOnDuty: async () => true };
}
export async function operatingAt(now: number, sender: Sender | null = null): Promise<OperationWorld> {
  const { db, objects, keys } = await openWorld(real, published);
  return { db, objects, keys, sender, now, content: CONTENT };
}
export const audit = async (now: number) => {
  const { db, keys } = await openWorld(real, published);
  return auditTrail(runAuditSql(db), keys, now, REGISTERS);
};
const uuid = () => crypto.randomUUID();
export const eyesOn = (who: string, staff: Partial<Staff> = {}) =>
  viewerOf({ staff: { ...personOf(who), ...staff } }, scopeOf(personOf(who).role, 'calls.read') ?? 'own', DIRECTORY);

export interface CallOrder {
  now: number;
  caseId?: number | null;
  sender?: Sender | null;
  once?: string;
  photos?: { name: string; bytes: Uint8Array }[];
}
/** Of the township, to M01 by the list. @returns its id */
export async function aCall({ now, caseId = null, sender = null, once = uuid(), photos = [] }: CallOrder) {
  const text = { need: '来看黑水', why: '没有执法权', evidence: '', place: '' };
  const request = { once, kind: 'ordinary', entry: 'D01-001', helpers: [], text, caseId, photos };
  const result = await raise(await actingAt(now, sender), eyesOn('L'), request);
  if (result.kind === 'invalid') throw new Error(JSON.stringify(result.faults));
  return result.row.id;
}
/** @param by letter of `one-world.ts` */
export async function stepOn(id: number, by: string, action: string, now: number, sender: Sender | null = null) {
  const world = await actingAt(now, sender);
  const row = await env.DB.prepare('SELECT version FROM call_record WHERE id = ?')
    .bind(id)
    .first<{ version: number }>();
  const request = { action, version: row?.version ?? 0, once: uuid(), note: `${action}：写一句`, fields: { level: 4 } };
  const result = await actOnCall(world, eyesOn(by), id, request);
  if (result.kind !== 'done') throw new Error(`${action}: ${result.kind}`);
}
/** From the call to its end. */
export async function closed(id: number, now: number): Promise<void> {
  for (const [by, action] of ['E sign', 'E plan', 'E arrive', 'E finish', 'L rate', 'L close'].map((line) =>
    line.split(' '),
  ))
    await stepOn(id, by ?? '', action ?? '', now);
}
/** Raised at the desk by the township. @returns its id */
export async function aHazard(now: number, sender: Sender | null = null): Promise<number> {
  const request = { townshipCode: TOWN, kind: 'forest-fire', place: '后山', what: '有人烧荒', once: uuid() };
  const result = await reportHazard(await operatingAt(now, sender), eyesFor('L'), request);
  if (result.kind === 'invalid') throw new Error(JSON.stringify(result.faults));
  return result.id;
}
export async function stepOnHazard(id: number, by: string, action: string, now: number) {
  const row = await env.DB.prepare('SELECT version FROM hazard WHERE id = ?').bind(id).first<{ version: number }>();
  const request = { action, version: row?.version ?? 0, once: uuid(), note: '写一句', fields: {} };
  const result = await stepHazard(await operatingAt(now), eyesFor(by), id, request);
  if (result.kind !== 'done') throw new Error(`${action}: ${JSON.stringify(result)}`);
}
