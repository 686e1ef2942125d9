/** @jsxImportSource hono/jsx */
/** One case: the page, its photographs. Every opening is a line in the log of reads. */
import { callsAbout } from '../calls/calls.usecases.ts';
import { checkChain } from '../cases/case-audit.usecases.ts';
import type { DeskActionName } from '../cases/deskwork.data.ts';
import { findDuplicates } from '../cases/duplicates.usecases.ts';
import { soonUntil } from '../cases/queue.rules.ts';
import { openCase, openPhoto } from '../cases/reading.usecases.ts';
import { idText } from '../cases/trail.rules.ts';
import { openForWork } from '../cases/workcase.usecases.ts';
import { eyesOf } from '../operations/eyes.rules.ts';
import { hazardOutOf, operationsOutOf } from '../operations/origins.usecases.ts';
import type { PermissionName } from '../staff/permissions.data.ts';
import { may, scopeOf } from '../staff/permissions.rules.ts';
import { CasePage } from './case.pages.tsx';
import { type Desk, deskRoute } from './entrance.routes.ts';
import { fileHeaders, page } from './shell.pages.tsx';
import { suggest } from './suggest.rules.ts';
import { CASE_PATH, caseIdIn, type DeskPublished, notThere, viewing } from './viewing.routes.ts';

const MORE: readonly { path: string; title: string; needs: PermissionName; step?: DeskActionName }[] = [
  { path: 'notices', title: '文书', needs: 'notices.make' },
  { path: 'join', title: '同一件事，再登记一个人', needs: 'cases.register' },
  { path: 'reissue', title: '补发查询码', needs: 'cases.reissue' },
  { path: 'import', title: '导入别的系统的答复', needs: 'cases.answer', step: 'answer' },
  { path: 'call', title: '呼叫市直部门', needs: 'calls.raise' },
  { path: 'export', title: '导出卷宗', needs: 'cases.export' },
];

export function caseRoutes(desk: Desk, published: DeskPublished): void {
  deskRoute(desk, 'get', CASE_PATH, 'cases.read', async (c) => {
    const { world, content, viewer } = await viewing(c, published);
    const id = caseIdIn(c);
    const work = await openForWork(world, viewer, id);
    const opened =
      work === null
        ? null
        : await openCase(world, viewer, id, c.req.query('show') === 'person' ? ['text', 'identity'] : ['text']);
    if (work === null || opened === null) throw notThere();
    const { matter } = opened;
    const classifies = matter !== null && work.possible.includes('classify');
    const duplicates = classifies ? await findDuplicates(world, viewer, opened) : [];
    const suggestions = classifies ? suggest(content.engine, [matter.text, matter.wish]) : null;
    const { role } = c.var.session.staff;
    const isTrail = !viewer.fields.includes('text');
    const chain = isTrail ? await checkChain(world, opened.row) : null;
    const eyes = eyesOf(c.var.session, scopeOf(role, 'operations.take-part'));
    const calls = await Promise.all(
      (await callsAbout(world, viewer, id)).map(async (call) => ({
        call,
        operations: await operationsOutOf(world, eyes, idText(call.id)),
      })),
    );
    const atHazards = eyesOf(c.var.session, scopeOf(role, 'emergency.manage'));
    const hazard = opened.row.kind === 'hazard' ? await hazardOutOf(world, atHazards, id) : null;
    const children = (
      <CasePage
        {...{ opened, work, content, duplicates, suggestions, isTrail, chain, calls, hazard }}
        times={{ now: world.now, soon: soonUntil(content.calendar, world.now) }}
        more={
          isTrail || opened.row.isErased
            ? []
            : MORE.filter(({ needs, step }) => may(role, needs) && (step === undefined || work.possible.includes(step)))
        }
      />
    );
    return page(c, { title: `事项 ${matter?.number ?? ''}`.trim(), here: '/desk/cases', width: 'wide', children });
  });

  deskRoute(desk, 'get', `${CASE_PATH}/files/:file`, 'cases.read', async (c) => {
    const { world, viewer } = await viewing(c, published);
    const photo = await openPhoto(world, viewer, caseIdIn(c), c.req.param('file') ?? '');
    if (photo === null) throw notThere();
    const name = `照片.${photo.type.slice('image/'.length)}`;
    return c.body(photo.bytes, 200, fileHeaders(name, photo.type));
  });
}
