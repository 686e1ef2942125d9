/**
 * npm run trail:verify -- [--remote]
 * Recomputes every chain (of cases, calls, operations, hazards and admissions), every mac and every signed root, and says where the first broken link is. Exit code 1 then.
 * The keys are those of this machine; for another database they come from the environment variable CASE_KEYS.
 */
import { parseArgs } from 'node:util';
import { GATE_REGISTER } from '../worker/assignments/audit.store.ts';
import { CALL_REGISTER } from '../worker/calls/audit.store.ts';
import { describeBreak } from '../worker/cases/trail-audit.rules.ts';
import { type Audit, auditTrail } from '../worker/cases/trail-audit.usecases.ts';
import { OPERATION_REGISTER } from '../worker/operations/audit.store.ts';
import { query } from './d1.ts';
import { presentKeys } from './keys.ts';

/** Everything that has chains of its own beside the cases. */
const REGISTERS = [CALL_REGISTER, OPERATION_REGISTER, GATE_REGISTER];

export function describeAudit({ found, cases, records, events, days, late, waiting }: Audit): string {
  const seen = `看过 ${cases} 件事${records > 0 ? `、${records} 个呼叫、行动、隐患和准入` : ''}、${events} 步、${days} 天的签名`;
  if (found) return `记录断在这里：${describeBreak(found)}\n(${seen}，后面的没有再看。)`;
  const notes = [
    waiting > 0 ? `${waiting} 步还没到签名的时候` : '',
    late > 0 ? `${late} 步晚一天进签名（从日志补回的会这样，请核对）` : '',
  ].filter((note) => note !== '');
  return `记录完整：${seen}，环环相扣，没有发现改动。${notes.length > 0 ? `${notes.join('；')}。` : ''}`;
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { remote: { type: 'boolean' } } });
  try {
    const remote = values.remote ?? false;
    const audit = await auditTrail((sql) => query(sql, remote), presentKeys(), Date.now(), REGISTERS);
    console.log(describeAudit(audit));
    if (audit.found) process.exitCode = 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
