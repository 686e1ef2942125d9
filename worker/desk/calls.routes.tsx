/** @jsxImportSource hono/jsx */
/** `/desk/calls`: what townships call for, and one call with all that belongs to it. */
import { CALLS_PROBLEMS } from '../calls/calls.errors.ts';
import { listCalls, openCall } from '../calls/calls.usecases.ts';
import { openCallPhoto } from '../calls/photos.usecases.ts';
import { aroundOf } from '../calls/world.usecases.ts';
import { soonUntil } from '../cases/queue.rules.ts';
import { findCase } from '../cases/reading.usecases.ts';
import { idText } from '../cases/trail.rules.ts';
import { viewerOf } from '../cases/viewer.rules.ts';
import { eyesOf } from '../operations/eyes.rules.ts';
import { operationsOutOf } from '../operations/origins.usecases.ts';
import { Problem } from '../platform/problem.ts';
import { may, scopeOf } from '../staff/permissions.rules.ts';
import { callActRoutes } from './call-act.routes.tsx';
import { callRaiseRoutes } from './call-raise.routes.tsx';
import { callNumber } from './call-words.pages.tsx';
import { CALL_PATH, calling } from './calling.routes.ts';
import { CallPage } from './calls.pages.tsx';
import { CallsPage } from './calls-list.pages.tsx';
import { type Desk, deskRoute } from './entrance.routes.ts';
import { fileHeaders, page } from './shell.pages.tsx';
import { caseIdIn, type DeskPublished } from './viewing.routes.ts';

const MOST = 200;

export function callsRoutes(desk: Desk, published: DeskPublished): void {
  deskRoute(desk, 'get', '/desk/calls', 'calls.read', async (c) => {
    const { world, content, viewer } = await calling(c, published);
    const isOpen = c.req.query('box') !== 'closed';
    const children = (
      <CallsPage
        calls={await listCalls(world, viewer, isOpen, MOST)}
        content={content}
        isOpen={isOpen}
        times={{ now: world.now, soon: soonUntil(content.calendar, world.now) }}
        mayRaise={may(viewer.role, 'calls.raise')}
      />
    );
    return page(c, { title: '呼叫', here: '/desk/calls', width: 'wide', children });
  });
  callRaiseRoutes(desk, published);
  deskRoute(desk, 'get', CALL_PATH, 'calls.read', async (c) => {
    const { world, content, viewer } = await calling(c, published);
    const opened = await openCall(world, viewer, caseIdIn(c));
    if (opened === null) throw new Problem(CALLS_PROBLEMS.notFound);
    const { row } = opened;
    const caseScope = scopeOf(viewer.role, 'cases.read');
    const seesCase =
      row.caseId !== null &&
      caseScope !== null &&
      (await findCase(world, viewerOf(c.var.session, caseScope, content.directory), row.caseId)) !== null;
    const duties = (await aroundOf(world, row)).dutiesOf(row.entryCode);
    const times = { now: world.now, soon: soonUntil(content.calendar, world.now) };
    const mayLead = may(viewer.role, 'operations.lead');
    const eyes = eyesOf(c.var.session, scopeOf(viewer.role, 'operations.take-part'));
    const operations = await operationsOutOf(world, eyes, idText(row.id));
    const children = <CallPage {...{ opened, content, times, duties, seesCase, mayLead, operations }} />;
    return page(c, { title: `呼叫 ${callNumber(row)}`, here: '/desk/calls', width: 'wide', children });
  });
  deskRoute(desk, 'get', `${CALL_PATH}/photos/:photo{[\\w-]{22}}`, 'calls.read', async (c) => {
    const { world, viewer } = await calling(c, published);
    const photo = await openCallPhoto(world, viewer, caseIdIn(c), c.req.param('photo') ?? '');
    if (photo === null) throw new Problem(CALLS_PROBLEMS.notFound);
    return c.body(photo.bytes, 200, fileHeaders(`照片.${photo.type.slice('image/'.length)}`, photo.type));
  });
  callActRoutes(desk, published);
}
