/** @jsxImportSource hono/jsx */
/** `/desk/catalogue`: a new set is uploaded, looked at, put into force by a second person, taken back. */
import type { Context } from 'hono';
import { activateDraft, rollBack } from '../catalogue/activation.usecases.ts';
import { discardDraft, viewDraft } from '../catalogue/drafts.usecases.ts';
import { downloadSet, readEarlier, readOverview, staffNames } from '../catalogue/overview.usecases.ts';
import type { PublicContent } from '../platform/http.ts';
import { CataloguePage } from './catalogue.pages.tsx';
import { catalogueWorld, existing, numberIn } from './catalogue-world.routes.ts';
import type { DeskContent } from './desk.contract.ts';
import { FileDifferencePage, titleOfFile } from './difference.pages.tsx';
import { DraftPage, EarlierPage } from './drafts.pages.tsx';
import { type Desk, type DeskEnv, deskRoute } from './entrance.routes.ts';
import type { Faults } from './form.pages.tsx';
import { fileHeaders, goTo, type PageStatus, page } from './shell.pages.tsx';
import { reasonFaults, uploadRoutes } from './upload.routes.tsx';

const here = '/desk/catalogue';
const LATE = '刚刚有人先改了目录，或者这份草稿已经处理过。下面是现在的样子，请再看一遍。';
async function showDraft(c: Context<DeskEnv>, id: number, trouble: string | null, status: PageStatus = 200) {
  const world = catalogueWorld(c);
  const [view, names] = await Promise.all([viewDraft(world, id), staffNames(world)]);
  const once = crypto.randomUUID();
  const children = <DraftPage view={existing(view)} session={c.var.session} {...{ once, names, trouble }} />;
  return page(c, { title: '草稿', here, width: 'wide', children }, status);
}

async function showEarlier(
  c: Context<DeskEnv>,
  id: number,
  { reason = '', faults = [], trouble = null }: { reason?: string; faults?: Faults; trouble?: string | null },
  status: PageStatus = 200,
) {
  const earlier = existing(await readEarlier(catalogueWorld(c), id));
  const once = crypto.randomUUID();
  const children = <EarlierPage session={c.var.session} {...{ earlier, once, reason, faults, trouble }} />;
  return page(c, { title: '以前的目录', here, width: 'wide', children }, status);
}

/** One list of a difference. @param back address of the page it belongs to */
function showList(c: Context<DeskEnv>, files: Parameters<typeof FileDifferencePage>[0]['own'][], back: string) {
  const file = c.req.query('file') ?? '';
  const own = existing(files.find((one) => one.file === file) ?? null);
  const href = (number: number) => `${back}/list?file=${encodeURIComponent(file)}&page=${number}`;
  const title = `${titleOfFile(file)}：差别`;
  const children = (
    <>
      <p>
        <a href={back}>回到这一版</a>
      </p>
      <h1>{title}</h1>
      <FileDifferencePage own={own} page={Number(c.req.query('page')) || 1} href={href} />
    </>
  );
  return page(c, { title, here, width: 'wide', children });
}

/** @param published looked at anew after a change, so that whoever made it sees it at once */
export function catalogueRoutes(desk: Desk, published: PublicContent<DeskContent>): void {
  uploadRoutes(desk);

  deskRoute(desk, 'get', '/desk/catalogue', 'catalogue.upload', async (c) => {
    const children = <CataloguePage overview={await readOverview(catalogueWorld(c))} />;
    return page(c, { title: '目录', here, width: 'wide', children });
  });

  deskRoute(desk, 'get', '/desk/catalogue/drafts/:id', 'catalogue.upload', (c) =>
    showDraft(c, numberIn(c, 'id'), null),
  );

  deskRoute(desk, 'get', '/desk/catalogue/drafts/:id/list', 'catalogue.upload', async (c) => {
    const id = numberIn(c, 'id');
    const view = existing(await viewDraft(catalogueWorld(c), id));
    return showList(c, view.next?.difference.files ?? [], `/desk/catalogue/drafts/${id}`);
  });

  deskRoute(
    desk,
    'post',
    '/desk/catalogue/drafts/:id/activate',
    'catalogue.activate',
    async (c) => {
      const id = numberIn(c, 'id');
      const { session, form } = c.var;
      const result = await activateDraft(catalogueWorld(c), session.staff.id, id, form.text('seen'));
      if (result === 'done') {
        published.doubt();
        return goTo(c, '/desk/catalogue', 'catalogue-activated');
      }
      if (result === 'own') return showDraft(c, id, '这份是您自己传的，要由另一个人启用。', 403);
      // The page says itself from which day it may.
      return showDraft(c, id, result === 'early' ? null : LATE, 409);
    },
    { fresh: true },
  );

  deskRoute(desk, 'post', '/desk/catalogue/drafts/:id/discard', 'catalogue.upload', async (c) => {
    const id = numberIn(c, 'id');
    const isDone = await discardDraft(catalogueWorld(c), c.var.session.staff.id, id);
    return isDone ? goTo(c, '/desk/catalogue', 'draft-discarded') : showDraft(c, id, LATE, 409);
  });

  deskRoute(desk, 'get', '/desk/catalogue/releases/:id', 'catalogue.upload', (c) =>
    showEarlier(c, numberIn(c, 'id'), {}),
  );

  deskRoute(desk, 'get', '/desk/catalogue/releases/:id/list', 'catalogue.upload', async (c) => {
    const id = numberIn(c, 'id');
    const { difference } = existing(await readEarlier(catalogueWorld(c), id));
    return showList(c, difference?.files ?? [], `/desk/catalogue/releases/${id}`);
  });

  deskRoute(desk, 'get', '/desk/catalogue/releases/:id/set.zip', 'catalogue.upload', async (c) => {
    const id = numberIn(c, 'id');
    const bytes = existing(await downloadSet(catalogueWorld(c), id));
    return c.body(bytes, 200, fileHeaders(`目录-${id}.zip`, 'application/zip'));
  });

  deskRoute(
    desk,
    'post',
    '/desk/catalogue/releases/:id/roll-back',
    'catalogue.activate',
    async (c) => {
      const id = numberIn(c, 'id');
      const { session, form } = c.var;
      const reason = form.text('reason').trim();
      const faults = reasonFaults(reason);
      if (faults.length > 0) return showEarlier(c, id, { reason, faults }, 422);
      const asked = { id, seen: Number(form.text('seen')), reason };
      const result = await rollBack(catalogueWorld(c), session.staff.id, asked);
      if (result.kind === 'done') {
        published.doubt();
        return goTo(c, '/desk/catalogue', 'catalogue-rolled-back');
      }
      const trouble =
        result.kind === 'same'
          ? '这一版和现行的一样，不用退。'
          : result.kind === 'faults'
            ? `现在的窗口信息和那一版合不上，退不回去：第一处在${titleOfFile(result.faults[0]?.file ?? '')}。可以上传整套。`
            : LATE;
      return showEarlier(c, id, { reason, trouble }, 409);
    },
    { fresh: true },
  );
}
