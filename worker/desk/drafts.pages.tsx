/** @jsxImportSource hono/jsx */
import type { DraftView } from '../catalogue/drafts.usecases.ts';
import type { EarlierRelease } from '../catalogue/overview.usecases.ts';
import type { Session } from '../staff/staff.contract.ts';
import { CatalogueFaults } from './catalogue-faults.pages.tsx';
import { DifferenceTable, titleOfFile } from './difference.pages.tsx';
import { Area, Buttons, FaultSummary, type Faults, Form, Go } from './form.pages.tsx';
import { momentText } from './moments.rules.ts';

const GAPS_SHOWN = 50;

interface DraftPageProps {
  view: DraftView;
  session: Session;
  once: string;
  names: ReadonlyMap<number, string>;
  /** What has come between, after a try that did not go through. */
  trouble: string | null;
}

export function DraftPage({ view, session, once, names, trouble }: DraftPageProps) {
  const { draft, next, faults } = view;
  const who = names.get(draft.createdBy) ?? `账号 ${draft.createdBy}`;
  const isOwn = draft.createdBy === session.staff.id;
  const base = `/desk/catalogue/drafts/${draft.id}`;
  return (
    <>
      <p>
        <a href="/desk/catalogue">目录</a>
      </p>
      <h1>草稿：{draft.files.map(titleOfFile).join('、') || '只改名称、版本'}</h1>
      {trouble !== null && (
        <p class="fault" role="alert">
          {trouble}
        </p>
      )}
      <dl>
        <dt>谁传的</dt>
        <dd>
          {who}，{momentText(draft.createdAt)}
        </dd>
        <dt>为什么</dt>
        <dd class="text">{draft.reason}</dd>
      </dl>
      {draft.state !== 'open' && (
        <p class="note">
          {draft.state === 'activated' ? '已经启用' : '已经作废'}
          {draft.endedAt !== null && `，${momentText(draft.endedAt)}`}
          {draft.endedBy !== null && `，${names.get(draft.endedBy) ?? ''}`}。
        </p>
      )}
      {faults.length > 0 && (
        <>
          <p class="note">现行的目录在这期间变了，这份草稿和它合不上了。请照下面改好，重新上传，再把这份作废。</p>
          <CatalogueFaults faults={faults} />
        </>
      )}
      {next && (
        <>
          <h2>启用以后会变的</h2>
          {view.inForce?.set === null && <p class="note">现行的目录没有留底，比不出差别：下面把整套都算新增。</p>}
          <DifferenceTable
            difference={next.difference}
            href={(file) => `${base}/list?file=${encodeURIComponent(file)}`}
          />
          {next.gaps.length > 0 && (
            <div class="note">
              <h3>会有 {next.gaps.length} 处没有负责的机构</h3>
              <ul>
                {next.gaps.slice(0, GAPS_SHOWN).map(({ township, item }) => (
                  <li>
                    {township}：{item}
                  </li>
                ))}
              </ul>
              {next.gaps.length > GAPS_SHOWN && <p>只列出前 {GAPS_SHOWN} 处。</p>}
            </div>
          )}
        </>
      )}
      {draft.state === 'open' && next && next.waitsFor !== null && (
        <p class="note">生效日期是 {next.waitsFor}，还没到。到那天再启用，或者改了日期重新上传。</p>
      )}
      {draft.state === 'open' && next && isOwn && <p class="note">这份是您传的，要由另一个人看过差别再启用。</p>}
      {draft.state === 'open' && (
        <div class="row">
          {next && next.waitsFor === null && !isOwn && (
            <Form action={`${base}/activate`} session={session} once={once}>
              <input type="hidden" name="seen" value={next.bundle} />
              <Go>我看过差别，启用</Go>
            </Form>
          )}
          <Form action={`${base}/discard`} session={session} once={once}>
            <Go weight="danger">作废这份草稿</Go>
          </Form>
        </div>
      )}
    </>
  );
}

interface EarlierPageProps {
  earlier: EarlierRelease;
  session: Session;
  once: string;
  reason: string;
  faults: Faults;
  trouble: string | null;
}

export function EarlierPage({ earlier, session, once, reason, faults, trouble }: EarlierPageProps) {
  const { release, inForce, difference, set } = earlier;
  const base = `/desk/catalogue/releases/${release.id}`;
  return (
    <>
      <p>
        <a href="/desk/catalogue">目录</a>
      </p>
      <h1>
        {release.name} {release.version}
      </h1>
      {trouble !== null && (
        <p class="fault" role="alert">
          {trouble}
        </p>
      )}
      <FaultSummary faults={faults} />
      <p>{momentText(release.importedAt)} 启用。</p>
      {set && (
        <p>
          <a href={`${base}/set.zip`}>下载这一版的整套表</a>
        </p>
      )}
      {release.id === inForce.id && <p class="note">这就是现行的。</p>}
      {release.id !== inForce.id && difference && (
        <>
          <h2>退回这一版会变的</h2>
          <DifferenceTable difference={difference} href={(file) => `${base}/list?file=${encodeURIComponent(file)}`} />
          <p class="soft">各镇街自己维护的机构和归口不退，照现在的。</p>
          <Form action={`${base}/roll-back`} session={session} once={once} class="box">
            <input type="hidden" name="seen" value={String(inForce.id)} />
            <Area name="reason" label="为什么退回" value={reason} faults={faults} rows={2} />
            <Buttons>
              <Go weight="danger">退回这一版</Go>
            </Buttons>
          </Form>
        </>
      )}
      {release.id !== inForce.id && !difference && (
        <p class="note">这一版或现行的那一版没有留底，退不回去。可以上传整套。</p>
      )}
    </>
  );
}
