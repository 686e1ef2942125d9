/**
 * npm run bench              all parts, about six minutes
 * npm run bench -- api       the Worker on a direct workerd socket
 * npm run bench -- widget    the widget in a throttled Chromium
 * npm run bench -- intake    accepted cases against a bare D1 batch, and the intake page
 * npm run bench -- embeds    the widget beside embeds of others, which the first run fetches from the npm registry
 * Exit code 1 when a bar is missed. These are benches, not tests: `npm test` times nothing.
 */
import { offlineEnvironment } from '../../tasks/environment.mjs';
import { benchApi } from './api.ts';
import { benchEmbeds } from './embeds.ts';
import { benchIntake } from './intake.ts';
import { isMissed, type Measure, table } from './table.ts';
import { benchWidget } from './widget.ts';

const parts: Record<string, () => Promise<Measure[]>> = {
  api: benchApi,
  widget: benchWidget,
  intake: benchIntake,
  embeds: benchEmbeds,
};

// miniflare reads the switches from here: nothing may leave this machine, and nothing may trace what is timed.
Object.assign(process.env, offlineEnvironment);

const asked = process.argv.slice(2);
// Embeds of others have to be fetched first: only for whoever asks for them.
const names = asked.length === 0 ? Object.keys(parts).filter((name) => name !== 'embeds') : asked;
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
