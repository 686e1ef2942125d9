/** @jsxImportSource hono/jsx */
import { type Context, Hono } from 'hono';
import { isTownship } from '../directory/directory.rules.ts';
import { guideAnswer } from '../lists/guide.rules.ts';
import { LISTS_PROBLEMS } from '../lists/lists.errors.ts';
import { findEntry } from '../lists/lists.usecases.ts';
import { bodyName } from '../operations/bodies.rules.ts';
import { noticeAnswer } from '../operations/notices.rules.ts';
import { BOARD } from '../operations/notices.usecases.ts';
import { openDatabase } from '../platform/database.ts';
import type { HonoEnv, PublicContent } from '../platform/http.ts';
import { PLATFORM_PROBLEMS, Problem } from '../platform/problem.ts';
import { ask } from '../search/ask.rules.ts';
import { DomainLinks, Lines, SayIt, SearchForm, SpecialAnswer, TownshipForm } from './guidance.pages.tsx';
import { domainsOf, dutyOf, lineOf } from './guidance.rules.ts';
import { DutyGuide, ItemGuide } from './guides.pages.tsx';
import type { LiteContent } from './lite.contract.ts';
import { show } from './shell.pages.tsx';
import { LITE_STYLE } from './style.data.ts';
import { Warnings } from './warnings.pages.tsx';

const MOST_HITS = 10;
const notFound = { notFound: LISTS_PROBLEMS.itemNotFound, retired: LISTS_PROBLEMS.itemRetired };
const noDuty = { notFound: LISTS_PROBLEMS.territorialNotFound, retired: LISTS_PROBLEMS.territorialRetired };

export function guidanceRoutes(published: PublicContent<LiteContent>) {
  /** The content in force and the township of the address; one that does not exist counts as not chosen. */
  const read = async (c: Context<HonoEnv>) => {
    const content = await published.current(openDatabase(c.env.DB), Date.now());
    const townships = content.directory.divisions.filter(isTownship);
    const township = townships.find(({ code }) => code === c.req.query('township')) ?? null;
    const code = township?.code ?? '';
    const line = (entry: string) =>
      lineOf(entry, content.lists, content.directory, content.officeOf(code, entry)?.name ?? '') ?? [];
    return { ...content, townships, township, code, line };
  };
  return new Hono<HonoEnv>()
    .get('/lite/style.css', (c) =>
      c.body(LITE_STYLE, 200, {
        'content-type': 'text/css; charset=utf-8',
        'cache-control': 'public, max-age=300',
        'x-content-type-options': 'nosniff',
      }),
    )
    .get('/lite', async (c) => {
      const { townships, township, code, lists, dataset, directory } = await read(c);
      const domains = { items: domainsOf(lists.serviceItems), duties: domainsOf(lists.territorialItems) };
      const inForce = await BOARD.inForce(openDatabase(c.env.DB), township?.code ?? null, Date.now());
      const notices = inForce.map((one) => noticeAnswer(one, (organ) => bodyName(organ, directory) ?? '统筹办'));
      const children = (
        <>
          <Warnings notices={notices} />
          <h1>{township ? `${township.name}：办事、说事` : '办事、说事'}</h1>
          <SearchForm township={code} />
          <TownshipForm townships={townships} chosen={township} />
          <h2>有事没人管？</h2>
          <SayIt township={code} />
          <p>
            <a href="/lite/track">交过了，看办到哪一步</a>
          </p>
          <DomainLinks domains={domains} township={code} />
        </>
      );
      return show(c, { title: '办事、说事', township: code, dataset, children }, 'public');
    })
    .get('/lite/search', async (c) => {
      const { engine, code, dataset, line } = await read(c);
      const asked = (c.req.query('q') ?? '').toWellFormed();
      const answer = ask(engine, asked, MOST_HITS);
      const lines = answer.hits.flatMap((hit) => line(hit.entry.code));
      const children = (
        <>
          <h1>{asked.trim() === '' ? '请先写几个字' : answer.hits.length > 0 ? '找到这些' : '查找'}</h1>
          <SpecialAnswer answer={answer} eventLines={answer.event?.codes.flatMap(line) ?? []} township={code} />
          {lines.length > 0 && <Lines lines={lines} township={code} />}
          <SearchForm township={code} asked={asked.slice(0, 60)} />
          <h2>都不是？</h2>
          <SayIt township={code} />
        </>
      );
      return show(c, { title: '查找', township: code, dataset, children }, 'personal');
    })
    .get('/lite/domain', async (c) => {
      const { lists, code, dataset, line } = await read(c);
      const name = c.req.query('name') ?? '';
      const entries = c.req.query('list') === 'duty' ? lists.territorialItems : lists.serviceItems;
      const lines = entries.filter((entry) => entry.domain === name).flatMap((entry) => line(entry.code));
      if (lines.length === 0) throw new Problem(PLATFORM_PROBLEMS.noSuchPath);
      const children = (
        <>
          <h1>{name}</h1>
          <Lines lines={lines} township={code} />
        </>
      );
      return show(c, { title: name, township: code, dataset, children }, 'public');
    })
    .get('/lite/items/:code', async (c) => {
      const { lists, directory, township, code, dataset, line } = await read(c);
      const item = findEntry(lists.serviceItems, lists, c.req.param('code').toUpperCase(), notFound);
      const guide = guideAnswer(item, lists, directory, { township, village: null });
      const related = guide.relatedItems.flatMap((one) => line(one.code));
      const children = <ItemGuide guide={guide} township={township} related={related} dataset={dataset} />;
      return show(c, { title: item.name, township: code, dataset, children }, 'public');
    })
    .get('/lite/duties/:code', async (c) => {
      const { lists, directory, township, code, dataset } = await read(c);
      const entry = findEntry(lists.territorialItems, lists, c.req.param('code').toUpperCase(), noDuty);
      const children = <DutyGuide duty={dutyOf(entry, lists, directory, code)} township={township} />;
      return show(c, { title: entry.name, township: code, dataset, children }, 'public');
    });
}
