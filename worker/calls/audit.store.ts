/** The chains of calls, as `npm run trail:verify` reads them. */
import type { Register } from '../cases/trail-audit.usecases.ts';

export const CALL_REGISTER: Register = {
  name: '呼叫',
  events: (record, seq, most) =>
    `SELECT call_id AS case_id, seq, at, action, from_state, to_state, actor, said AS public_note, NULL AS sealed, content_hash, prev_hash, hash, mac, (SELECT day FROM trail_queue WHERE day = (call_event.at + 28800000) / 86400000 AND trail_queue.hash = call_event.hash) AS pending, (SELECT CASE WHEN seq = 1 THEN json_object('sealed', sealed) ELSE (SELECT value FROM json_each(history) WHERE value ->> 'seq' = call_event.seq) END FROM call_record WHERE id = call_id AND wrapped_key <> '') AS kept FROM call_event WHERE (call_id, seq) > (${Number(record ?? -1)}, ${seq}) ORDER BY call_id, seq LIMIT ${most}`,
  records: (id, most) =>
    `SELECT id, state, version FROM call_record WHERE id > ${Number(id ?? -1)} ORDER BY id LIMIT ${most}`,
};
