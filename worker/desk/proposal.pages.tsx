/** @jsxImportSource hono/jsx */
import type { Proposal } from '../assignments/assignments.contract.ts';
import { CONDITION_TITLES } from '../assignments/gate.data.ts';
import { ASKED_TITLES, KIND_TITLES } from '../assignments/words.data.ts';
import type { Session } from '../staff/staff.contract.ts';
import {
  Area,
  Buttons,
  Choice,
  FaultSummary,
  type Faults,
  Form,
  Go,
  Line,
  type Option,
  Select,
} from './form.pages.tsx';

interface ProposalProps {
  department: string;
  entries: readonly Option[];
  townships: readonly Option[];
  typed: Proposal;
  faults: Faults;
  session: Session;
  once: string;
}

const optionsOf = (titles: Readonly<Record<string, string>>): Option[] =>
  Object.entries(titles).map(([value, label]) => ({ value, label }));

export function ProposalPage({ department, entries, townships, typed, faults, session, once }: ProposalProps) {
  const area = (name: keyof typeof CONDITION_TITLES) => (
    <Area name={name} label={CONDITION_TITLES[name]} value={typed[name]} faults={faults} rows={2} />
  );
  return (
    <>
      <h1>提一项交给镇街的工作</h1>
      <p class="note">提交以后马上对照清单。准了的、没准的都会公开，所以不要写个人的姓名、电话、住址。</p>
      <FaultSummary faults={faults} />
      <Form action="/desk/assignments" session={session} once={once}>
        <p>
          提出部门：<b>{department}</b>
        </p>
        <Line name="title" label="工作叫什么" value={typed.title} faults={faults} />
        <Area name="what" label="要镇街做什么" value={typed.what} faults={faults} rows={4} />
        <Choice name="bodies" label="交给哪些镇街" chosen={typed.bodies} options={townships} faults={faults} many />
        <Choice
          name="asked"
          label="镇街承担什么责任"
          chosen={[typed.asked]}
          options={optionsOf(ASKED_TITLES)}
          hint="属地清单上归部门的主体责任，不能交给镇街；镇街是配合。"
        />
        <div class="row">
          <Line name="startDay" label="哪天起" type="date" value={typed.startDay} faults={faults} short />
          <Line name="endDay" label="哪天止" type="date" value={typed.endDay} faults={faults} short />
        </div>
        <Choice name="kind" label="是哪一种" chosen={[typed.kind]} options={optionsOf(KIND_TITLES)} faults={faults} />
        <Select
          name="entryCode"
          label="清单里的哪一项"
          value={typed.entryCode}
          options={entries}
          empty="清单里没有"
          hint="只列出归贵单位牵头或主管的，和镇街自己的权责。"
        />
        <fieldset class="box">
          <legend>清单外的工作，下面八样都要写（《山东省乡镇人民政府工作条例》第四条）</legend>
          <Line
            name="approvalNumber"
            label={CONDITION_TITLES.approvalNumber}
            value={typed.approvalNumber}
            faults={faults}
          />
          <Line
            name="approvingBody"
            label={CONDITION_TITLES.approvingBody}
            value={typed.approvingBody}
            faults={faults}
          />
          {area('leadDuty')}
          {area('cooperatingDuty')}
          {area('funds')}
          {area('staffing')}
          {area('guidance')}
          {area('training')}
        </fieldset>
        <Buttons>
          <Go>提交</Go>
          <a class="other" href="/desk/assignments">
            不提了
          </a>
        </Buttons>
      </Form>
    </>
  );
}
