/** @jsxImportSource hono/jsx */
import type { Context } from 'hono';
import { dayOf } from '../calendar/calendar.rules.ts';
import { CASES_PROBLEMS } from '../cases/cases.errors.ts';
import { listNotices, listRegister, makeVoid, openNotice } from '../cases/notice-reading.usecases.ts';
import { NOTICE_KINDS } from '../cases/notices.contract.ts';
import { NOTICE_FORMS } from '../cases/notices.data.ts';
import { organNames, seriesOf } from '../cases/notices.rules.ts';
import { makeNotice } from '../cases/notices.usecases.ts';
import { idText } from '../cases/trail.rules.ts';
import { Problem } from '../platform/problem.ts';
import { type Desk, type DeskEnv, deskRoute } from './entrance.routes.ts';
import type { Faults } from './form.pages.tsx';
import { noticeFile } from './notice-paper.pages.tsx';
import { CaseNoticesPage, NoticePage, NoticeRegister } from './notices.pages.tsx';
import { fileHeaders, goTo, type PageStatus, page } from './shell.pages.tsx';
import { CASE_PATH, caseIdIn, type DeskPublished, notThere, viewing } from './viewing.routes.ts';

const HERE = '/desk/notices';
const NOTICE_PATH = '/desk/notices/:id{[0-9a-f]{13}}';
const PER_PAGE = 50;
const YEARS = 5;
const MOST_REASON = 500;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function noticesRoutes(desk: Desk, published: DeskPublished): void {
  const showCase = async (c: Context<DeskEnv>, faults: Faults, status: PageStatus = 200) => {
    const { world, viewer } = await viewing(c, published);
    const listed = await listNotices(world, viewer, caseIdIn(c));
    if (listed === null) throw notThere();
    const { session } = c.var;
    const children = (
      <CaseNoticesPage session={session} listed={listed} faults={faults} newOnce={() => crypto.randomUUID()} />
    );
    return page(c, { title: '文书', here: HERE, children }, status);
  };

  const opening = async (c: Context<DeskEnv>) => {
    const { world, viewer } = await viewing(c, published);
    const opened = await openNotice(world, viewer, caseIdIn(c));
    if (opened === null) throw notThere();
    return opened;
  };

  const showNotice = async (c: Context<DeskEnv>, faults: Faults, typed: string, status: PageStatus = 200) => {
    const opened = await opening(c);
    const { session } = c.var;
    const children = (
      <NoticePage
        session={session}
        opened={opened}
        once={crypto.randomUUID()}
        faults={faults}
        typed={typed}
        mayVoid={opened.row.series === seriesOf(session.staff)}
      />
    );
    return page(c, { title: NOTICE_FORMS[opened.row.kind].title, here: HERE, children }, status);
  };

  deskRoute(desk, 'get', '/desk/notices', 'notices.make', async (c) => {
    const { world, viewer, content } = await viewing(c, published);
    const { staff } = c.var.session;
    const thisYear = Number(dayOf(world.now).slice(0, 4));
    const years = Array.from({ length: YEARS }, (_, back) => thisYear - back);
    const year = years.find((one) => String(one) === c.req.query('year')) ?? thisYear;
    const before = Number(c.req.query('before') ?? '');
    const from = Number.isSafeInteger(before) && before > 0 ? before : null;
    const register = await listRegister(world, viewer, staff, { year, before: from }, PER_PAGE);
    const organ = organNames(seriesOf(staff), content.directory).full;
    const children = <NoticeRegister year={year} years={years} organ={organ} register={register} />;
    return page(c, { title: '文书登记', here: HERE, children });
  });

  deskRoute(desk, 'get', `${CASE_PATH}/notices`, 'notices.make', (c) => showCase(c, []));

  deskRoute(desk, 'post', `${CASE_PATH}/notices`, 'notices.make', async (c) => {
    const { form, session } = c.var;
    const kind = NOTICE_KINDS.find((one) => one === form.text('kind'));
    const once = form.text('once');
    if (kind === undefined || !UUID.test(once))
      return showCase(c, [{ field: 'kind', text: '请从下面选一种文书。' }], 422);
    const about = /^[0-9a-f]{13}$/.test(form.text('about')) ? Number.parseInt(form.text('about'), 16) : null;
    const { world, viewer } = await viewing(c, published);
    const made = await makeNotice(world, viewer, session.staff, caseIdIn(c), { kind, about, once });
    if (made.kind === 'unseen') throw notThere();
    if (made.kind === 'too-early') {
      const { title, needs } = NOTICE_FORMS[kind];
      return showCase(c, [{ field: 'kind', text: `《${title}》现在还不能出：${needs}` }], 409);
    }
    return goTo(c, `/desk/notices/${idText(made.notice.id)}`, 'notice-made');
  });

  deskRoute(desk, 'get', NOTICE_PATH, 'notices.make', (c) => showNotice(c, [], ''));

  deskRoute(desk, 'get', `${NOTICE_PATH}/file`, 'notices.make', async (c) => {
    const opened = await opening(c);
    const name = `${opened.document.title}${opened.number}.html`;
    return c.body(noticeFile(opened), 200, fileHeaders(name, 'text/html; charset=utf-8'));
  });

  deskRoute(desk, 'post', `${NOTICE_PATH}/void`, 'notices.make', async (c) => {
    const { form, session } = c.var;
    const reason = form.text('reason').trim();
    if (reason === '' || reason.length > MOST_REASON) {
      const text = reason === '' ? '请写为什么作废。' : `最多写 ${MOST_REASON} 个字，请短一些。`;
      return showNotice(c, [{ field: 'reason', text }], form.text('reason'), 422);
    }
    const { world, viewer } = await viewing(c, published);
    const id = caseIdIn(c);
    const outcome = await makeVoid(world, viewer, session.staff, id, reason);
    if (outcome === 'unseen') throw notThere();
    if (outcome === 'foreign') throw new Problem(CASES_PROBLEMS.notPossible);
    return goTo(c, `/desk/notices/${idText(id)}`, 'notice-void');
  });
}
