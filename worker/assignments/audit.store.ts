/** The chains of the gate: proposals and what was moved down, as `npm run trail:verify` reads them. */
import { sha256Text } from '../cases/trail.rules.ts';
import type { Register } from '../cases/trail-audit.usecases.ts';
import { GATE_EVENT_FORM } from './machine.rules.ts';

const ASSIGNMENT = `SELECT 'assignment:' || id AS id, state, version FROM assignment`;
const DELEGATION = `SELECT 'delegation:' || id AS id, CASE WHEN revoked_from IS NULL THEN 'registered' ELSE 'revoked' END AS state, version FROM delegation`;
/** Records are named by us, with a UUID; a quote in one would be somebody's who was not let in. */
const quoted = (record: number | string | null): string => `'${String(record ?? '').replaceAll("'", "''")}'`;

export const GATE_REGISTER: Register = {
  name: '准入',
  // Everything of it is public: there is nothing sealed, and nothing apart from what is hashed.
  events: (record, seq, most) =>
    `SELECT record AS case_id, seq, at, action, from_state, to_state, "by" AS actor, content AS public_note, NULL AS sealed, '' AS content_hash, prev_hash, hash, mac, (SELECT day FROM trail_queue WHERE day = (gate_event.at + 28800000) / 86400000 AND trail_queue.hash = gate_event.hash) AS pending, NULL AS kept FROM gate_event WHERE (record, seq) > (${quoted(record)}, ${seq}) ORDER BY record, seq LIMIT ${most}`,
  records: (id, most) =>
    `SELECT id, state, version FROM (${ASSIGNMENT} UNION ALL ${DELEGATION}) WHERE id > ${quoted(id)} ORDER BY id LIMIT ${most}`,
  async hashes({ case_id, seq, at, action, from_state, to_state, actor, public_note, prev_hash, hash }) {
    const fields = [case_id, seq, at, action, from_state, to_state, actor, public_note, prev_hash];
    return (await sha256Text(JSON.stringify([GATE_EVENT_FORM, ...fields]))) === hash ? null : 'hash';
  },
};
