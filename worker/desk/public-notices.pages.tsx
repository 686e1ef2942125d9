/** @jsxImportSource hono/jsx */
import type { Directory } from '../directory/directory.contract.ts';
import { LEVEL_TITLES, NOTICE_KIND_TITLES } from '../operations/hazards.data.ts';
import type { StepFault } from '../operations/machine.rules.ts';
import { isInForce } from '../operations/notices.rules.ts';
import type { StoredNotice } from '../operations/notices.usecases.ts';
import { NOTICE_KINDS, NOTICE_LEVELS } from '../operations/operations.contract.ts';
import type { Session } from '../staff/staff.contract.ts';
import { townshipOptions } from './bodies.rules.ts';
import { Area, Buttons, Choice, FaultSummary, Form, Go, Line, Period, Select } from './form.pages.tsx';
import { momentText } from './moments.rules.ts';

interface NoticesProps {
  session: Session;
  notices: readonly StoredNotice[];
  directory: Directory;
  reach: readonly string[] | null;
  nameOf(organ: string): string;
  faults: readonly StepFault[];
  now: number;
  given(name: string): string;
  chosen: readonly string[];
  newOnce(): string;
  once: string;
}

const standing = (notice: StoredNotice, now: number) => {
  if (notice.withdrawnAt !== null) return `${momentText(notice.withdrawnAt)} 撤下了`;
  if (isInForce(notice, now)) return '现在有效';
  return notice.endsAt <= now ? '到时间了，已经自己撤下' : '还没到时间';
};

export function PublicNoticesPage(props: NoticesProps) {
  const { session, notices, directory, reach, nameOf, faults, now, given, chosen, newOnce, once } = props;
  const townships = townshipOptions(directory, reach);
  const preset = chosen.length === 0 && reach !== null ? townships.map(({ value }) => value) : chosen;
  return (
    <>
      <h1>公告</h1>
      <p>网站上的小窗、简易版和接口都会显示。到时间自己撤下，也可以提前撤。</p>
      <section class="box">
        <h2>发一条公告</h2>
        <FaultSummary faults={faults} />
        <Form action="/desk/public-notices" session={session} once={once}>
          <Select
            name="kind"
            label="哪一类"
            value={given('kind')}
            options={NOTICE_KINDS.map((kind) => ({ value: kind, label: NOTICE_KIND_TITLES[kind] }))}
            empty="请选"
            faults={faults}
          />
          <Select
            name="level"
            label="级别"
            value={given('level')}
            options={NOTICE_LEVELS.map((level) => ({ value: level, label: LEVEL_TITLES[level] }))}
            empty="请选"
            faults={faults}
          />
          <Choice
            name="townships"
            label={reach === null ? '哪些镇街（都不选就是全市）' : '哪个镇街'}
            many
            chosen={preset}
            options={townships}
            faults={faults}
          />
          <Line
            name="title"
            label="一句话：出了什么事"
            value={given('title')}
            faults={faults}
            hint="最多 40 个字，老人在手机上看。"
          />
          <Area name="whatToDo" label="该怎么做，一行一条" value={given('whatToDo')} faults={faults} rows={4} />
          <Period
            from="从"
            until="到（到时自己撤下）"
            starts={given('starts') || momentText(now)}
            ends={given('ends')}
            faults={faults}
          />
          <Buttons>
            <Go>发出去</Go>
          </Buttons>
        </Form>
      </section>
      <h2>发过的</h2>
      {notices.length === 0 && <p>还没有发过。</p>}
      {notices.map((notice) => (
        <section class="box">
          <p>
            <span class="tag">{LEVEL_TITLES[notice.level]}</span> <b>{notice.title}</b>{' '}
            <span class={isInForce(notice, now) ? 'tag done' : 'tag'}>{standing(notice, now)}</span>
          </p>
          <p class="text">{notice.whatToDo}</p>
          <p class="soft">
            {notice.townships.length === 0 ? '全市' : notice.townships.map((code) => nameOf(`T${code}`)).join('、')}，
            {momentText(notice.startsAt)} 到 {momentText(notice.endsAt)}，{nameOf(notice.organ)}发布
          </p>
          {notice.withdrawnAt === null && notice.endsAt > now && (reach === null || notice.townships.length > 0) && (
            <Form action={`/desk/public-notices/${notice.id}/withdraw`} session={session} once={newOnce()}>
              <Go weight="danger">现在撤下</Go>
            </Form>
          )}
        </section>
      ))}
    </>
  );
}
