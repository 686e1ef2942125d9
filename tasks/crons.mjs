// The clock of `npm start`: wrangler dev runs a cron only when it is asked to.
import { setTimeout as sleep } from 'node:timers/promises';

const MINUTE_MS = 60_000;
const FIRST_MS = 3_000;
/** As long as Cloudflare gives a cron. */
const PATIENCE_MS = 15 * MINUTE_MS;

/** @param {string} toml text of wrangler.toml @returns {string[]} as they stand under `[triggers]` */
export function cronsIn(toml) {
  const list = /^crons\s*=\s*\[([^\]]*)\]/m.exec(toml)?.[1] ?? '';
  return [...list.matchAll(/"([^"]+)"/g)].map(([, cron]) => cron ?? '');
}

/**
 * How far two runs of a cron lie apart. What is neither every so many minutes nor every hour counts as daily.
 * @param {string} cron minute, hour, then days @returns {number} milliseconds
 */
export function paceMs(cron) {
  const [minute = '', hour = ''] = cron.trim().split(/\s+/);
  const step = minute === '*' ? 1 : Number(/^\*\/(\d+)$/.exec(minute)?.[1] ?? 0);
  if (step > 0 && hour === '*') return step * MINUTE_MS;
  return (hour === '*' ? 60 : 24 * 60) * MINUTE_MS;
}

/**
 * Runs each cron soon, then at its own pace, never two at once, until `signal`. Ends quietly; a failure is one line.
 * @param {string} origin of the server
 * @param {readonly string[]} crons
 * @param {{ signal: AbortSignal, warn: (line: string) => void, firstMs?: number, pace?: (cron: string) => number }} settings
 */
export async function keepCrons(origin, crons, { signal, warn, firstMs = FIRST_MS, pace = paceMs }) {
  const due = new Map(crons.map((cron) => [cron, Date.now() + firstMs]));
  while (due.size > 0 && !signal.aborted) {
    const [cron, at] = [...due].reduce((soonest, one) => (one[1] < soonest[1] ? one : soonest));
    try {
      await sleep(Math.max(0, at - Date.now()), undefined, { signal, ref: false });
      due.set(cron, Date.now() + pace(cron));
      const answer = await fetch(`${origin}/cdn-cgi/handler/scheduled?cron=${encodeURIComponent(cron)}`, {
        signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
      });
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(String(answer.status));
    } catch (error) {
      if (signal.aborted) return;
      const why = error instanceof Error ? error.message : String(error);
      warn(`定时任务没有做成，到时候再做 / a scheduled job failed and is tried again: ${cron} (${why})`);
    }
  }
}
