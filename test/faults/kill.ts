/**
 * npm run faults:kill: kill -9 of the whole local server, 20 times under 16 writers. At the end every acknowledged
 * case and every supplement is there, none is there twice, and the chain verifies. `npm run faults:kill -- 5`: fewer.
 */
import { killCycles } from './kill-cycles.ts';

const report = await killCycles(Number(process.argv[2] ?? 20), (line) => console.log(line));
console.log(report);
const isSound =
  report.missing.length === 0 &&
  report.doubled === 0 &&
  report.wrongSupplements.length === 0 &&
  report.supplements > report.supplementsUnheard &&
  report.chain.startsWith('记录完整');
console.log(isSound ? '没有丢，也没有重复。 / None lost, none doubled.' : '有丢失或重复！ / LOST OR DOUBLED!');
process.exit(isSound ? 0 : 1);
