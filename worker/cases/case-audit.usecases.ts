/** Whether the chain of one case holds: what `npm run trail:verify` does for all of them. */
import { Buffer } from 'node:buffer';
import { mac } from '../platform/sealing.ts';
import type { SeenCase } from './desk.store.ts';
import { AUDIT_SQL, runAuditSql } from './trail.store.ts';
import { type AuditEvent, auditCase, auditEvent, type Break } from './trail-audit.rules.ts';
import type { CaseWorld } from './world.usecases.ts';

/** @returns null when every step is as it was written, in its place, and nothing is missing */
export async function checkChain(
  { db, keys }: Pick<CaseWorld, 'db' | 'keys'>,
  { id, state, version }: Pick<SeenCase, 'id' | 'state' | 'version'>,
): Promise<{ found: Break | null; events: number }> {
  // One more than there should be: a step that the row knows nothing of would show.
  const read = await runAuditSql(db)<AuditEvent>(AUDIT_SQL.events(id, 0, version + 1));
  const events = read.filter((event) => event.case_id === id);
  const macOf = (hash: string) => Buffer.from(mac(keys.trail, hash)).toString('base64url');
  let before: AuditEvent | null = null;
  for (const event of events) {
    const found = await auditEvent(before, event, macOf);
    if (found !== null) return { found, events: events.length };
    before = event;
  }
  return { found: auditCase({ id, state, version }, events.at(-1)), events: events.length };
}
