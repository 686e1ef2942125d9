/**
 * npm run bench              all parts, about six minutes
 * npm run bench -- api       the Worker on a direct workerd socket
 * npm run bench -- widget    the widget in a throttled Chromium
 * npm run bench -- intake    accepted cases against a bare D1 batch, and the intake page
 * Exit code 1 when a bar is missed. These are benches, not tests: `npm test` times nothing.
 */
import { offlineEnvironment } from '../../tasks/environment.mjs';
import { benchApi } from './api.ts';
import { benchIntake } from './intake.ts';
import { isMissed, type Measure, table } from './table.ts';
import { benchWidget } from './widget.ts';

const parts: Record<string, () => Promise<Measure[]>> = { api: benchApi, widget: benchWidget, intake: benchIntake };

// miniflare reads the switches from here: nothing may leave this machine, and nothing may trace what is timed.
Object.assign(process.env, offlineEnvironment);

const asked = process.argv.slice(2);
const names = asked.length === 0 ? Object.keys(parts) : asked;
for (const name of names) {
  const part = parts[name];
  if (part === undefined) {
    console.error(`usage: npm run bench -- [${Object.keys(parts).join('|')}]`);
    process.exit(1);
  }
  const measures = await part();
  console.log(`\n${table(name, measures)}`);
  if (measures.some(isMissed)) process.exitCode = 1;
}
