/** @jsxImportSource hono/jsx */
/** A case out as a package, an answer in. */
import type { Context } from 'hono';
import { countOf } from '../cases/history.rules.ts';
import { answerNote } from '../cases/package.rules.ts';
import { packCase, readAnswerFile } from '../cases/package.usecases.ts';
import { findCase, openCase } from '../cases/reading.usecases.ts';
import { type Desk, type DeskEnv, deskRoute } from './entrance.routes.ts';
import { ExportPage, ImportedPage, ImportPage } from './export.pages.tsx';
import { fileHeaders, page } from './shell.pages.tsx';
import { CASE_PATH, caseIdIn, type DeskPublished, notThere, viewing } from './viewing.routes.ts';

/** An answer has 5,000 characters at most. */
const MOST_ANSWER_BYTES = 256 * 1024;

async function importPage(c: Context<DeskEnv>, published: DeskPublished, reasons: readonly string[]) {
  const { world, viewer } = await viewing(c, published);
  const id = caseIdIn(c);
  if ((await findCase(world, viewer, id)) === null) throw notThere();
  const faults = reasons.map((text) => ({ field: 'file', text }));
  const children = <ImportPage id={id} session={c.var.session} once={crypto.randomUUID()} faults={faults} />;
  return page(
    c,
    { title: faults.length > 0 ? '请改：导入答复' : '导入答复', here: '/desk/cases', children },
    faults.length > 0 ? 422 : 200,
  );
}

export function exportRoutes(desk: Desk, published: DeskPublished): void {
  deskRoute(desk, 'get', `${CASE_PATH}/export`, 'cases.export', async (c) => {
    const { world, viewer } = await viewing(c, published);
    const row = await findCase(world, viewer, caseIdIn(c));
    if (row === null || row.isErased) throw notThere();
    const children = (
      <ExportPage
        id={row.id}
        photos={countOf(row.history, 'attach')}
        seesPerson={row.seesPerson}
        session={c.var.session}
        once={crypto.randomUUID()}
      />
    );
    return page(c, { title: '导出卷宗', here: '/desk/cases', children });
  });

  deskRoute(
    desk,
    'post',
    `${CASE_PATH}/export`,
    'cases.export',
    async (c) => {
      const { world, viewer } = await viewing(c, published);
      const packed = await packCase(world, viewer, caseIdIn(c), c.var.session.staff.staffNumber);
      if (packed === null) throw notThere();
      return c.body(packed.body, 200, fileHeaders(`卷宗-${packed.number}.zip`, 'application/zip'));
    },
    { fresh: true },
  );

  deskRoute(desk, 'get', `${CASE_PATH}/import`, 'cases.answer', (c) => importPage(c, published, []));

  deskRoute(
    desk,
    'post',
    `${CASE_PATH}/import`,
    'cases.answer',
    async (c) => {
      const { world, viewer } = await viewing(c, published);
      const [file] = c.var.form.files('file');
      if (file === undefined || file.size === 0) return importPage(c, published, ['请先选一个文件。']);
      const id = caseIdIn(c);
      const reading = await readAnswerFile(world, id, new Uint8Array(await file.arrayBuffer()));
      if (!reading.ok) return importPage(c, published, reading.faults);
      const opened = await openCase(world, viewer, id, ['text']);
      if (opened === null) throw notThere();
      const note = answerNote(reading.answer);
      const children = <ImportedPage opened={opened} note={note} session={c.var.session} once={crypto.randomUUID()} />;
      return page(c, { title: '核对导入的答复', here: '/desk/cases', children });
    },
    { most: MOST_ANSWER_BYTES },
  );
}
