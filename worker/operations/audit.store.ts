/** The chains of operations and hazards, as `npm run trail:verify` reads them. */
import type { Register } from '../cases/trail-audit.usecases.ts';

/** Put together as `makeOperationEvent` does before it hashes it. */
const SAID = `CASE WHEN data IS NULL THEN json_object('organ', organ, 'key', key) ELSE json_object('organ', organ, 'key', key, 'data', json(data)) END`;

export const OPERATION_REGISTER: Register = {
  name: '联合行动、隐患',
  events: (record, seq, most) =>
    `SELECT record_id AS case_id, seq, at, action, from_state, to_state, actor, ${SAID} AS public_note, sealed, content_hash, prev_hash, hash, mac, (SELECT day FROM trail_queue WHERE day = (operation_event.at + 28800000) / 86400000 AND trail_queue.hash = operation_event.hash) AS pending, NULL AS kept FROM operation_event WHERE (record_id, seq) > (${Number(record ?? -1)}, ${seq}) ORDER BY record_id, seq LIMIT ${most}`,
  records: (id, most) =>
    `SELECT id, state, version FROM (SELECT id, state, version FROM operation UNION ALL SELECT id, state, version FROM hazard) WHERE id > ${Number(id ?? -1)} ORDER BY id LIMIT ${most}`,
};
