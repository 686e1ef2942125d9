/** @jsxImportSource hono/jsx */
import type { Origin } from '../catalogue/drafts.contract.ts';
import type { CatalogueOverview, DraftRow, ReleaseRow } from '../catalogue/overview.usecases.ts';
import { titleOfFile } from './difference.pages.tsx';
import { momentText } from './moments.rules.ts';

const ORIGIN_TITLES: Record<Origin, string> = {
  import: '用命令导入',
  publish: '用命令发布',
  upload: '上传，两个人确认',
  rollback: '退回',
  offices: '镇街改窗口',
};
export const STATUS_TITLES = { demonstration: '演示数据', official: '正式数据' } as const;

const nameIn = (names: ReadonlyMap<number, string>, id: number | null): string =>
  id === null ? '' : (names.get(id) ?? `账号 ${id}`);

/** What is not everywhere yet, and who can change that. */
function Pending({ release, staleFiles }: { release: ReleaseRow; staleFiles: string | null }) {
  if (staleFiles === null && release.learnt) return null;
  return (
    <div class="note">
      {staleFiles !== null && (
        <p>接口、简易版和工作台已经用上现行的目录。网站上的小组件读的是静态文件，还是 {staleFiles} 那一版。</p>
      )}
      {!release.learnt && <p>新添的和改了名的事项，现在只能按名称和叫法查到；群众别的说法要重新学过才懂。</p>}
      <p>
        请管理员在服务器上运行 <code>npm run catalogue:publish</code>：重新学一遍，并换上静态文件。
      </p>
    </div>
  );
}

export function CataloguePage({ overview }: { overview: CatalogueOverview }) {
  const { releases, drafts, names, staleFiles } = overview;
  const [inForce, ...earlier] = releases;
  return (
    <>
      <h1>目录</h1>
      {inForce && (
        <section class="box">
          <h2>现行的</h2>
          <dl>
            <dt>名称</dt>
            <dd>
              {inForce.name} <span class="tag">{STATUS_TITLES[inForce.status]}</span>
            </dd>
            <dt>版本</dt>
            <dd>
              {inForce.version}，{inForce.effectiveDate} 生效
            </dd>
            <dt>来历</dt>
            <dd>
              {momentText(inForce.importedAt)}，{ORIGIN_TITLES[inForce.origin]}
              {inForce.activatedBy !== null && `，${nameIn(names, inForce.activatedBy)}`}
            </dd>
          </dl>
          <Pending release={inForce} staleFiles={staleFiles} />
          {inForce.bundle === null ? (
            <p class="note">这一版没有留底，不能只换其中几张表。上传整套，或由管理员用命令再导入一次，就有了。</p>
          ) : (
            <p>
              <a href={`/desk/catalogue/releases/${inForce.id}/set.zip`}>下载整套表（CSV，可用表格软件改）</a>
            </p>
          )}
        </section>
      )}
      <p>
        <a class="main" href="/desk/catalogue/new">
          上传新的表
        </a>
      </p>
      <h2>等着启用的草稿</h2>
      {drafts.length === 0 ? <p>没有。</p> : <DraftTable drafts={drafts} names={names} />}
      <h2>以前的</h2>
      {earlier.length === 0 ? <p>没有。</p> : <ReleaseTable releases={earlier} names={names} />}
    </>
  );
}

function DraftTable({ drafts, names }: { drafts: readonly DraftRow[]; names: ReadonlyMap<number, string> }) {
  return (
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">哪些表</th>
            <th scope="col">为什么</th>
            <th scope="col">谁，什么时候</th>
          </tr>
        </thead>
        <tbody>
          {drafts.map(({ id, files, reason, createdBy, createdAt }) => (
            <tr>
              <td>
                <a href={`/desk/catalogue/drafts/${id}`}>
                  {files.length > 4
                    ? `${files.slice(0, 4).map(titleOfFile).join('、')}等 ${files.length} 张`
                    : files.map(titleOfFile).join('、') || '只改名称、版本'}
                </a>
              </td>
              <td>{reason}</td>
              <td>
                {nameIn(names, createdBy)}，{momentText(createdAt)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ReleaseTable({ releases, names }: { releases: readonly ReleaseRow[]; names: ReadonlyMap<number, string> }) {
  return (
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">版本</th>
            <th scope="col">什么时候启用</th>
            <th scope="col">来历</th>
            <th scope="col">为什么</th>
          </tr>
        </thead>
        <tbody>
          {releases.map(({ id, version, bundle, importedAt, origin, draftedBy, activatedBy, reason }) => (
            <tr>
              <td>{bundle === null ? version : <a href={`/desk/catalogue/releases/${id}`}>{version}</a>}</td>
              <td>{momentText(importedAt)}</td>
              <td>
                {ORIGIN_TITLES[origin]}
                {draftedBy !== null && `，${nameIn(names, draftedBy)}`}
                {activatedBy !== null && activatedBy !== draftedBy && `、${nameIn(names, activatedBy)}`}
              </td>
              <td>{reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
