/** @jsxImportSource hono/jsx */
import { type Context, Hono } from 'hono';
import { isTownship } from '../directory/directory.rules.ts';
import { LISTS_PROBLEMS } from '../lists/lists.errors.ts';
import { findEntry } from '../lists/lists.usecases.ts';
import { openDatabase } from '../platform/database.ts';
import type { HonoEnv, PublicContent } from '../platform/http.ts';
import { Problem } from '../platform/problem.ts';
import type { Border } from './border.routes.ts';
import { FeedbackDone, type FeedbackForm, FeedbackPage } from './feedback.pages.tsx';
import type { LiteContent } from './lite.contract.ts';
import { capped, readPosted } from './posted.routes.ts';
import { show } from './shell.pages.tsx';

const noItem = { notFound: LISTS_PROBLEMS.itemNotFound, retired: LISTS_PROBLEMS.itemRetired };
const noDuty = { notFound: LISTS_PROBLEMS.territorialNotFound, retired: LISTS_PROBLEMS.territorialRetired };
/** Such refusals are put right on the same page; everything else is told as a page of its own. */
const MENDABLE = [422, 429, 503];

export function feedbackPages(published: PublicContent<LiteContent>, border: Border) {
  /** @throws Problem 404 or 410 for a code that is on no list */
  const entryOf = async (c: Context<HonoEnv>, asked: { code: string; township: string }) => {
    const { lists, directory, dataset } = await published.current(openDatabase(c.env.DB), Date.now());
    const code = asked.code.toUpperCase();
    const entry = code.startsWith('D')
      ? findEntry(lists.territorialItems, lists, code, noDuty)
      : findEntry(lists.serviceItems, lists, code, noItem);
    const isKnown = directory.divisions.some((one) => isTownship(one) && one.code === asked.township);
    return { code, name: entry.name, township: isKnown ? asked.township : '', dataset };
  };
  return new Hono<HonoEnv>()
    .get('/lite/feedback', async (c) => {
      const asked = { code: c.req.query('code') ?? '', township: c.req.query('township') ?? '' };
      const { dataset, ...entry } = await entryOf(c, asked);
      const children = <FeedbackPage {...entry} field="" text="" faults={[]} />;
      return show(c, { title: '信息有误', township: entry.township, dataset, children }, 'public');
    })
    .post('/lite/feedback', capped(), async (c) => {
      const posted = await readPosted(c);
      const value = (name: string) => posted[name]?.[0] ?? '';
      const { dataset, ...entry } = await entryOf(c, { code: value('code'), township: value('township') });
      const { code, township } = entry;
      const given = { field: value('field'), text: value('text').replace(/\r\n?/g, '\n') };
      try {
        await border.tell(c, { code, township: township || null, ...given });
        const children = <FeedbackDone code={code} township={township} />;
        return show(c, { title: '收到了', township, dataset, children }, 'personal');
      } catch (error) {
        if (!(error instanceof Problem) || !MENDABLE.includes(error.kind.status)) throw error;
        const { kind, details, headers } = error;
        const faults: FeedbackForm['faults'][number][] = (details.errors ?? []).map(({ pointer, detail }) => ({
          field: pointer === '/field' ? 'field' : pointer === '/text' ? 'text' : 'main',
          text: detail,
        }));
        if (faults.length === 0) faults.push({ field: 'main', text: kind.title });
        const children = <FeedbackPage {...entry} {...given} faults={faults} />;
        const status = kind.status === 429 || kind.status === 503 ? kind.status : 422;
        return show(c, { title: '信息有误', township, dataset, children }, 'personal', status, headers);
      }
    });
}
