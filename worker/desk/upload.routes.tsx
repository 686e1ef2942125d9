/** @jsxImportSource hono/jsx */
/** A new set comes in: checked at once, kept as a draft when nothing is wrong with it. */
import type { Context } from 'hono';
import { takeUpload, type UploadRequest } from '../catalogue/drafts.usecases.ts';
import { catalogueWorld, onceOf } from './catalogue-world.routes.ts';
import { type Desk, type DeskEnv, deskRoute } from './entrance.routes.ts';
import type { Faults } from './form.pages.tsx';
import { goTo, type PageStatus, page } from './shell.pages.tsx';
import { UploadPage, type UploadPageProps, type UploadTyped } from './upload.pages.tsx';

const here = '/desk/catalogue';
/** Bytes; a form around the files takes a little more. */
const MOST_UPLOAD = 8_400_000;
const LONGEST_REASON = 500;
const AS_IT_IS: UploadTyped = { reason: '', version: '', effectiveDate: '', name: '', status: '', ticked: [] };

/** What is wrong with a reason. */
export const reasonFaults = (reason: string): Faults => {
  if (reason === '') return [{ field: 'reason', text: '写一句为什么，以后查得到。' }];
  return reason.length > LONGEST_REASON ? [{ field: 'reason', text: `原因写短一些，${LONGEST_REASON} 字以内。` }] : [];
};

function showUpload(c: Context<DeskEnv>, props: Omit<UploadPageProps, 'session'>, status: PageStatus = 200) {
  const children = <UploadPage session={c.var.session} {...props} />;
  return page(c, { title: '上传新的表', here, width: 'wide', children }, status);
}

export function uploadRoutes(desk: Desk): void {
  deskRoute(desk, 'get', '/desk/catalogue/new', 'catalogue.upload', (c) =>
    showUpload(c, { once: crypto.randomUUID(), typed: AS_IT_IS, faults: [], found: null }),
  );

  deskRoute(
    desk,
    'post',
    '/desk/catalogue/new',
    'catalogue.upload',
    async (c) => {
      const { form, session } = c.var;
      const once = onceOf(c);
      const text = (name: string) => form.text(name).trim();
      const typed: UploadTyped = {
        reason: text('reason'),
        version: text('version'),
        effectiveDate: text('effectiveDate'),
        name: text('name'),
        status: text('status'),
        ticked: form.all('options'),
      };
      const files = await Promise.all(
        form.files('files').map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
      );
      const faults = [
        ...(files.length === 0 && typed.version === '' && typed.status === ''
          ? [{ field: 'files', text: '选一个或几个表格文件。' }]
          : []),
        ...reasonFaults(typed.reason),
        ...(/^[0-9A-Za-z.+-]{0,40}$/.test(typed.version)
          ? []
          : [{ field: 'version', text: '版本只用字母、数字、点、横线，如 2026.12。' }]),
      ];
      if (faults.length > 0) return showUpload(c, { once, typed, faults, found: null }, 422);
      const { reason, ticked, ...facts } = typed;
      const asked: UploadRequest = {
        files,
        once,
        reason,
        facts,
        countsChange: ticked.includes('counts'),
        replacesOffices: ticked.includes('offices'),
      };
      const result = await takeUpload(catalogueWorld(c), session.staff.id, asked);
      if (result.kind === 'drafted') return goTo(c, `/desk/catalogue/drafts/${result.id}`, 'draft-made');
      if (result.kind === 'faults') return showUpload(c, { once, typed, faults: [], found: result }, 422);
      const same = [{ field: 'files', text: '和现行的目录一样，没有什么要启用的。' }];
      return showUpload(c, { once, typed, faults: same, found: { faults: [], upload: result.upload } }, 422);
    },
    { most: MOST_UPLOAD },
  );
}
