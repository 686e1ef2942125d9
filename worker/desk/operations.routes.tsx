/** @jsxImportSource hono/jsx */
/** `/desk/operations`: joint operations; `/desk/tasks`: what goes along on a phone. */
import type { Context } from 'hono';
import { typeOf } from '../cases/images.rules.ts';
import { idText } from '../cases/trail.rules.ts';
import type { StepFault } from '../operations/machine.rules.ts';
import { readMoment } from '../operations/moments.rules.ts';
import { LEGAL_FORMS, OPERATION_SOURCES } from '../operations/operations.contract.ts';
import { openOperation, planOperation, viewOperations, viewTasks } from '../operations/operations.usecases.ts';
import { openOperationPhoto, takeStep } from '../operations/steps.usecases.ts';
import { may } from '../staff/permissions.rules.ts';
import { type Desk, type DeskEnv, deskRoute } from './entrance.routes.ts';
import { onceIn, operating, recordIdIn, versionIn } from './operating.routes.ts';
import { OperationPage } from './operation.pages.tsx';
import { OperationsPage, PlanPage } from './operations.pages.tsx';
import { fileHeaders, goTo, type PageStatus, page } from './shell.pages.tsx';
import { sourceFaults } from './sources.usecases.ts';
import { TasksPage } from './tasks.pages.tsx';
import type { DeskPublished } from './viewing.routes.ts';

export const OPERATION_PATH = '/desk/operations/:id{[0-9a-f]{13}}';
const HERE = '/desk/operations';
/** One photo of 8 MB beside the rest of the form. */
const PHOTO_FORM_BYTES = 9 * 1024 * 1024;
const LOST: StepFault = { field: 'note', text: '刚才有人动过这一条，没有存上。写好的还在，请看一下再按一次。' };
const IMPOSSIBLE: StepFault = { field: 'note', text: '现在不能做这一步了。请看这一页上还能做什么。' };

const leads = (c: Context<DeskEnv>) => may(c.var.session.staff.role, 'operations.lead');

export function operationsDeskRoutes(desk: Desk, published: DeskPublished): void {
  async function showPlan(c: Context<DeskEnv>, faults: readonly StepFault[], status: PageStatus = 200) {
    const { content, reachOf } = await operating(c, published);
    const given = (name: string) => c.var.form.text(name) || (c.req.query(name) ?? '').slice(0, 60);
    const children = (
      <PlanPage
        session={c.var.session}
        content={content}
        reach={reachOf('operations.lead')}
        given={given}
        faults={faults}
        once={c.req.method === 'POST' ? onceIn(c) : crypto.randomUUID()}
      />
    );
    return page(c, { title: '定一次行动', here: HERE, children }, status);
  }

  async function showOperation(c: Context<DeskEnv>, faults: readonly StepFault[], status: PageStatus = 200) {
    const { world, content, eyes, nameOf } = await operating(c, published);
    const seen = await openOperation(world, eyes, leads(c), recordIdIn(c));
    const children = (
      <OperationPage
        session={c.var.session}
        {...{ content, seen, eyes, nameOf, faults }}
        typed={c.req.method === 'POST' ? (name) => c.var.form.text(name) : null}
        newOnce={() => crypto.randomUUID()}
      />
    );
    return page(c, { title: seen.text.title, here: HERE, children }, status);
  }

  async function showTasks(c: Context<DeskEnv>, faults: readonly StepFault[], status: PageStatus = 200) {
    const { world, eyes, nameOf } = await operating(c, published);
    const children = (
      <TasksPage
        session={c.var.session}
        tasks={await viewTasks(world, eyes)}
        {...{ faults, nameOf }}
        typed={c.req.method === 'POST' ? (name) => c.var.form.text(name) : null}
        newOnce={() => crypto.randomUUID()}
      />
    );
    return page(c, { title: '我的任务', here: '/desk/tasks', children }, status);
  }

  deskRoute(desk, 'get', '/desk/operations', 'operations.take-part', async (c) => {
    const { world, eyes, nameOf } = await operating(c, published);
    const rows = await viewOperations(world, eyes);
    const children = <OperationsPage rows={rows} nameOf={nameOf} mayPlan={leads(c)} now={world.now} />;
    return page(c, { title: '联合行动', here: HERE, width: 'wide', children });
  });

  deskRoute(desk, 'get', '/desk/operations/new', 'operations.lead', (c) => showPlan(c, []));

  deskRoute(desk, 'post', '/desk/operations', 'operations.lead', async (c) => {
    const { world, eyes, reachOf } = await operating(c, published);
    const { form } = c.var;
    const text = (name: string) => form.text(name).trim();
    const reach = reachOf('operations.lead');
    const source = OPERATION_SOURCES.find((one) => one === text('source')) ?? 'plan';
    const legalForm = LEGAL_FORMS.find((one) => one === text('legalForm'));
    const powers = legalForm ? [{ organ: text('powerOrgan'), form: legalForm, document: text('document') }] : [];
    const townshipCode = text('township') || (reach?.[0] ?? '');
    const from = { source, id: text('sourceId'), townshipCode };
    const misplaced = await sourceFaults(world, c.var.session, eyes, from);
    if (misplaced.length > 0) return showPlan(c, misplaced, 422);
    const result = await planOperation(world, eyes, {
      townshipCode,
      source,
      sourceId: source === 'plan' ? null : text('sourceId'),
      entryCode: text('entry'),
      title: text('title').replace(/\s+/g, ' '),
      place: text('place'),
      purpose: text('purpose'),
      startsAt: readMoment(text('starts')),
      endsAt: readMoment(text('ends')),
      powers,
      once: onceIn(c),
    });
    if (result.kind === 'invalid') return showPlan(c, result.faults, 422);
    return goTo(c, `/desk/operations/${idText(result.id)}`, 'operation-planned');
  });

  deskRoute(desk, 'get', OPERATION_PATH, 'operations.take-part', (c) => showOperation(c, []));

  /** @returns what is wrong; nothing when it was done */
  async function step(c: Context<DeskEnv>, photo?: Uint8Array): Promise<{ faults: StepFault[]; status: PageStatus }> {
    const { world, eyes } = await operating(c, published);
    const { form } = c.var;
    const number = Number(form.text('task'));
    const result = await takeStep(world, eyes, leads(c), recordIdIn(c), {
      action: form.text('action'),
      version: versionIn(c),
      once: onceIn(c),
      note: form.text('note'),
      fields: {
        organ: form.text('organ'),
        entry: form.text('entry'),
        ...(Number.isSafeInteger(number) && { task: number }),
        startsAt: readMoment(form.text('starts')),
        endsAt: readMoment(form.text('ends')),
      },
      ...(photo && { photo }),
    });
    if (result.kind === 'done') return { faults: [], status: 200 };
    if (result.kind === 'invalid') return { faults: result.faults, status: 422 };
    return { faults: [result.kind === 'lost' ? LOST : IMPOSSIBLE], status: 409 };
  }

  deskRoute(desk, 'post', `${OPERATION_PATH}/act`, 'operations.take-part', async (c) => {
    const { faults, status } = await step(c);
    if (c.var.form.text('from') === 'tasks')
      return faults.length > 0 ? showTasks(c, faults, status) : goTo(c, '/desk/tasks', 'step-done');
    return faults.length > 0
      ? showOperation(c, faults, status)
      : goTo(c, `/desk/operations/${c.req.param('id')}`, 'step-done');
  });

  deskRoute(
    desk,
    'post',
    `${OPERATION_PATH}/photo`,
    'operations.take-part',
    async (c) => {
      const [file] = c.var.form.files('photo');
      const bytes = file ? new Uint8Array(await file.arrayBuffer()) : undefined;
      const { faults, status } = await step(c, bytes);
      return faults.length > 0
        ? showOperation(c, faults, status)
        : goTo(c, `/desk/operations/${c.req.param('id')}`, 'step-done');
    },
    { most: PHOTO_FORM_BYTES },
  );

  deskRoute(desk, 'get', `${OPERATION_PATH}/photos/:photo{[0-9a-f-]{36}}`, 'operations.take-part', async (c) => {
    const { world, eyes } = await operating(c, published);
    const bytes = await openOperationPhoto(world, eyes, recordIdIn(c), c.req.param('photo') ?? '');
    const type = typeOf(bytes) ?? 'image/jpeg';
    return c.body(bytes, 200, fileHeaders(`照片.${type.slice('image/'.length)}`, type));
  });

  deskRoute(desk, 'get', '/desk/tasks', 'operations.take-part', (c) => showTasks(c, []));
}
