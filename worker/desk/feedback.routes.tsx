/** @jsxImportSource hono/jsx */
/** `/desk/feedback`: what residents find wrong in a guide, each township its own. */
import type { Context } from 'hono';
import { staffNames } from '../catalogue/overview.usecases.ts';
import { readRecord, recordFinding } from '../catalogue/records.usecases.ts';
import { FEEDBACK_OUTCOMES, type FeedbackOutcome } from '../feedback/feedback.contract.ts';
import { listFeedback, readFeedbackOf, settleFeedback } from '../feedback/feedback.usecases.ts';
import { openDatabase } from '../platform/database.ts';
import type { PublicContent } from '../platform/http.ts';
import { readKeys } from '../platform/keys.ts';
import { catalogueWorld } from './catalogue-world.routes.ts';
import type { DeskContent } from './desk.contract.ts';
import { type Desk, type DeskEnv, deskRoute } from './entrance.routes.ts';
import { FeedbackListPage, FeedbackPage } from './feedback.pages.tsx';
import { reachOfFeedback, subjectOf } from './feedback.rules.ts';
import type { Faults } from './form.pages.tsx';
import { partsOfRecord } from './record-parts.rules.ts';
import { goTo, type PageStatus, page } from './shell.pages.tsx';

const here = '/desk/feedback';
const LONGEST_NOTE = 500;
const isOutcome = (text: string): text is FeedbackOutcome => FEEDBACK_OUTCOMES.some((one) => one === text);

export function feedbackDeskRoutes(desk: Desk, published: PublicContent<DeskContent>): void {
  async function open(c: Context<DeskEnv>) {
    const db = openDatabase(c.env.DB);
    const now = Date.now();
    const content = await published.current(db, now);
    const reach = reachOfFeedback(c.var.scope, c.var.session.staff);
    const records = { db, lists: content.lists, directory: content.directory, now };
    return { content, records, reader: { db, keys: readKeys(c.env), reach }, now };
  }

  async function showOne(
    c: Context<DeskEnv>,
    props: Partial<Pick<Parameters<typeof FeedbackPage>[0], 'typed' | 'faults' | 'trouble' | 'once'>>,
    status: PageStatus = 200,
  ) {
    const { content, reader } = await open(c);
    const feedback = await readFeedbackOf(reader, c.req.param('id') ?? '');
    const subject = subjectOf(feedback, content);
    const { record, office } = subject;
    const listed = (kind: 'item' | 'territorial' | 'office', own: string) =>
      partsOfRecord({ kind, record: own, title: '', usualOwner: '' }, content);
    const parts = [
      ...(office
        ? listed('office', `office:${office.id}`).map(([title, said]) => [`窗口${title}`, said || '没有写'] as const)
        : []),
      ...(record ? listed(record.startsWith('item:') ? 'item' : 'territorial', record) : []),
    ];
    const names = feedback.closedBy === null ? null : await staffNames(catalogueWorld(c));
    const closedBy = names?.get(feedback.closedBy ?? 0) ?? '';
    const all = { typed: { outcome: '', note: '' }, faults: [], trouble: null, once: crypto.randomUUID(), ...props };
    const children = <FeedbackPage {...{ feedback, subject, parts, closedBy }} session={c.var.session} {...all} />;
    return page(c, { title: '信息有误', here, children }, status);
  }

  deskRoute(desk, 'get', '/desk/feedback', 'feedback.handle', async (c) => {
    const { content, reader } = await open(c);
    const state = c.req.query('state') === 'done' ? 'done' : 'new';
    const [, at, id] = /^(\d{1,15})\.([0-9a-z]{1,11})$/.exec(c.req.query('after') ?? '') ?? [];
    const after = at !== undefined && id !== undefined ? { at: Number(at), id } : null;
    const { all, more } = await listFeedback(reader, state, after);
    const rows = all.map((feedback) => ({ feedback, subject: subjectOf(feedback, content) }));
    const children = <FeedbackListPage state={state} all={rows} more={more} />;
    return page(c, { title: '信息有误', here, width: 'wide', children });
  });

  deskRoute(desk, 'get', '/desk/feedback/:id', 'feedback.handle', (c) => showOne(c, {}));

  deskRoute(desk, 'post', '/desk/feedback/:id', 'feedback.handle', async (c) => {
    const { form, session } = c.var;
    const { content, records, reader, now } = await open(c);
    const id = c.req.param('id');
    const feedback = await readFeedbackOf(reader, id);
    const typed = { outcome: form.text('outcome'), note: form.text('note').trim() };
    const { outcome, note } = typed;
    const by = { staffId: session.staff.id, now };
    if (outcome === 'again') {
      await settleFeedback(reader, id, null, by);
      return goTo(c, `/desk/feedback/${id}`, 'feedback-again');
    }
    const { record } = subjectOf(feedback, content);
    const isPassedOn = outcome === 'passed-on';
    const faults: Faults = [
      ...(isOutcome(outcome) && (!isPassedOn || record !== null)
        ? []
        : [{ field: 'outcome', text: '选一下怎么样了。' }]),
      ...(isPassedOn && note === '' ? [{ field: 'note', text: '写一写哪里不对、应当是什么，管目录的人才好改。' }] : []),
      ...(note.length > LONGEST_NOTE ? [{ field: 'note', text: `写短一些，${LONGEST_NOTE} 字以内。` }] : []),
      ...(isOutcome(outcome) && !isPassedOn && note !== ''
        ? [{ field: 'note', text: '这段话只有转给管目录的人才看得到：选“转给”，或者把它删掉。' }]
        : []),
    ];
    if (faults.length > 0) return showOne(c, { typed, faults }, 422);
    // First what was written, then that it is dealt with: nothing is lost between the two.
    const state = isPassedOn && record !== null && feedback.state === 'new' ? await readRecord(records, record) : null;
    if (state) {
      const said = state.check?.isWrong ? `${state.check.note}\n${note}` : note;
      await recordFinding(records, session.staff.id, { records: [state], isWrong: true, note: said, owner: null });
    }
    if (!(await settleFeedback(reader, id, outcome as FeedbackOutcome, by))) {
      // The same answer once more, by a double click say, is no news.
      const { outcome: now, closedBy } = await readFeedbackOf(reader, id);
      if (now === outcome && closedBy === session.staff.id) return goTo(c, here, 'feedback-done');
      return showOne(c, { typed, trouble: '刚才有人先处理了，结果在下面。您选的没有存。' }, 409);
    }
    return goTo(c, here, 'feedback-done');
  });
}
