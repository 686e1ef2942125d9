/** @jsxImportSource hono/jsx */
/** Walk-in, phone, letter: one page, then the receipt. And one more person of a group. */
import type { Context } from 'hono';
import { CASES_PROBLEMS } from '../cases/cases.errors.ts';
import { checkSubmission, joinGroup, receiptFor, registerCase } from '../cases/onbehalf.usecases.ts';
import { findCase } from '../cases/reading.usecases.ts';
import { idText } from '../cases/trail.rules.ts';
import { isTownship } from '../directory/directory.rules.ts';
import { PLATFORM_PROBLEMS, Problem } from '../platform/problem.ts';
import { casePath } from './act.pages.tsx';
import { type Desk, type DeskEnv, deskRoute } from './entrance.routes.ts';
import type { Fault, Faults } from './form.pages.tsx';
import { JoinPage } from './join.pages.tsx';
import { NoReceipt, ReceiptSheet } from './receipt.pages.tsx';
import { ChooseTownship, RegisterPage } from './register.pages.tsx';
import { channelOf, faultsFrom, personOf, submissionOf } from './register.rules.ts';
import { goTo, page } from './shell.pages.tsx';
import { CASE_PATH, caseIdIn, type DeskPublished, notThere, type Viewing, viewing } from './viewing.routes.ts';

const HERE = '/desk/register';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** One's own township; whoever works for all of them says which. Null: not said yet. */
function townshipFor(c: Context<DeskEnv>, { content }: Viewing, wanted: string): string | null {
  const { staff } = c.var.session;
  if (c.var.scope !== 'all') return staff.townshipCode;
  return content.directory.divisions.find((one) => isTownship(one) && one.code === wanted)?.code ?? null;
}

/** What the case refuses, as faults of the form; anything else goes on as it is. */
function faultsOf(error: unknown): Fault[] {
  if (!(error instanceof Problem)) throw error;
  if (error.kind.code === PLATFORM_PROBLEMS.invalid.code) return faultsFrom(error.details.errors ?? []);
  if (error.kind.code === CASES_PROBLEMS.keyReused.code)
    return [{ field: 'text', text: '这张表已经登记过一次，后来改的没有收下。要登记另一件，请打开新的登记页。' }];
  throw error;
}

/** What the desk asks beyond what a citizen is asked. */
function deskFaults(c: Context<DeskEnv>): Fault[] {
  const { form } = c.var;
  const faults: Fault[] = [];
  if (channelOf(form) === null) faults.push({ field: 'channel', text: '请选怎么来的：到窗口、电话还是来信。' });
  if (form.text('told') !== 'yes') faults.push({ field: 'told', text: '请先告诉他个人信息怎么用，再打勾。' });
  return faults;
}

function registerPage(
  c: Context<DeskEnv>,
  at: Viewing,
  townshipCode: string,
  once: string,
  faults: Faults,
  status: 200 | 422,
) {
  const { content } = at;
  const props = { session: c.var.session, content, townshipCode, once, typed: c.var.form, faults };
  return page(c, { title: '代群众登记', here: HERE, children: <RegisterPage {...props} /> }, status);
}

async function register(c: Context<DeskEnv>, published: DeskPublished) {
  const at = await viewing(c, published);
  const { form } = c.var;
  const township = townshipFor(c, at, form.text('township'));
  if (township === null) return goTo(c, HERE);
  const once = form.text('once');
  if (!UUID.test(once)) throw new Problem(PLATFORM_PROBLEMS.invalid);
  const faults = deskFaults(c);
  const channel = channelOf(form) ?? 'walk-in';
  try {
    if (faults.length === 0) {
      const id = await registerCase(at.world, at.viewer, submissionOf(form, township), once, channel);
      return goTo(c, `/desk/receipts/${idText(id)}`, 'registered');
    }
    // Everything that is wrong is told at once.
    faults.push(...faultsFrom(checkSubmission(submissionOf(form, township))));
  } catch (error) {
    faults.push(...faultsOf(error));
  }
  return registerPage(c, at, township, once, faults, 422);
}

async function join(c: Context<DeskEnv>, published: DeskPublished) {
  const at = await viewing(c, published);
  const id = caseIdIn(c);
  const { form } = c.var;
  const isPost = c.req.method === 'POST';
  const once = isPost ? form.text('once') : crypto.randomUUID();
  if (!UUID.test(once)) throw new Problem(PLATFORM_PROBLEMS.invalid);
  const row = await findCase(at.world, at.viewer, id);
  if (row === null) throw notThere();
  const faults = isPost ? deskFaults(c) : [];
  if (isPost && faults.length === 0)
    try {
      const channel = channelOf(form) ?? 'walk-in';
      const joined = await joinGroup(at.world, at.viewer, id, { ...personOf(form), once, channel });
      return goTo(c, `/desk/receipts/${idText(joined)}`, 'registered');
    } catch (error) {
      faults.push(...faultsOf(error));
    }
  const children = (
    <JoinPage
      row={row}
      content={at.content}
      session={c.var.session}
      once={once}
      typed={form}
      faults={faults}
      townshipCode={row.townshipCode}
    />
  );
  return page(c, { title: '给同一件事的人开回执', here: '/desk/cases', children }, faults.length > 0 ? 422 : 200);
}

export function registerRoutes(desk: Desk, published: DeskPublished): void {
  deskRoute(desk, 'get', HERE, 'cases.register', async (c) => {
    const at = await viewing(c, published);
    const township = townshipFor(c, at, c.req.query('township') ?? '');
    if (township !== null) return registerPage(c, at, township, crypto.randomUUID(), [], 200);
    return page(c, { title: '代群众登记', here: HERE, children: <ChooseTownship content={at.content} /> });
  });
  deskRoute(desk, 'post', HERE, 'cases.register', (c) => register(c, published));
  deskRoute(desk, 'get', '/desk/receipts/:id{[0-9a-f]{13}}', 'cases.register', async (c) => {
    const { world, viewer } = await viewing(c, published);
    const id = caseIdIn(c);
    const receipt = await receiptFor(world, viewer.staffId, id);
    if (receipt === null) return page(c, { title: '回执', here: HERE, children: <NoReceipt /> }, 404);
    const path = (await findCase(world, viewer, id)) === null ? null : casePath(id);
    return page(c, { title: '回执', here: HERE, children: <ReceiptSheet receipt={receipt} path={path} /> });
  });
  deskRoute(desk, 'get', `${CASE_PATH}/join`, 'cases.register', (c) => join(c, published));
  deskRoute(desk, 'post', `${CASE_PATH}/join`, 'cases.register', (c) => join(c, published));
}
