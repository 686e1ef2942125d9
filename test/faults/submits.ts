/**
 * npm run faults:submits: 10,000 submits by 16 writers against real D1 and R2 in workerd, with an error before or
 * after every write (p = 0.3). At the end: every key has one receipt, every receipt its case, every case its event,
 * and there is none more. `npm run faults:submits -- 500`: fewer.
 */
import { spawn } from 'node:child_process';
import { node, offlineEnvironment, root } from '../../tasks/environment.mjs';

const total = process.argv[2] ?? '10000';
const tests = spawn(
  node,
  ['node_modules/vitest/vitest.mjs', 'run', '--project', 'worker', 'test/cases/faults.worker.test.ts'],
  { cwd: root, env: { ...offlineEnvironment, FAULT_SUBMITS: total }, stdio: 'inherit' },
);
tests.on('exit', (code) => process.exit(code ?? 1));
