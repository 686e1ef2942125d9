/** @jsxImportSource hono/jsx */
import { idText } from '../cases/trail.rules.ts';
import {
  CHECKLISTS,
  HAZARD_KIND_TITLES,
  HAZARD_STATE_TITLES,
  HAZARD_STEPS,
  type HazardStep,
} from '../operations/hazards.data.ts';
import type { SeenHazard } from '../operations/hazards.usecases.ts';
import type { StepFault } from '../operations/machine.rules.ts';
import type { OperationOutOf } from '../operations/origins.usecases.ts';
import type { Form as Posted } from '../platform/form.ts';
import type { Session } from '../staff/staff.contract.ts';
import { bodyOptions, entryOptions } from './bodies.rules.ts';
import type { DeskContent } from './desk.contract.ts';
import { Area, Buttons, Choice, FaultSummary, Form, Go, Select } from './form.pages.tsx';
import { Happened } from './happened.pages.tsx';
import { NextDate } from './operations.pages.tsx';
import { OperationsOutOf } from './out-of.pages.tsx';

export interface HazardProps {
  session: Session;
  content: DeskContent;
  seen: SeenHazard;
  /** Joint operations that came out of it. */
  operations: readonly OperationOutOf[];
  nameOf(organ: string): string;
  faults: readonly StepFault[];
  now: number;
  typed: Posted | null;
  newOnce(): string;
}

const STEP_TITLES = new Map((HAZARD_STEPS as readonly HazardStep[]).map(({ action, title }) => [action, title]));
const NOTE_LABELS: Record<string, string> = {
  verify: '现场看到什么，有没有人有危险',
  dismiss: '看到什么，为什么说没有隐患',
  pass: '为什么转，还要它做什么',
  act: '谁在做、怎么做',
  remove: '怎么排除的',
  confirm: '复查看到什么',
  reopen: '还差什么',
};

function StepForm({ session, content, seen, faults, typed, newOnce, step }: HazardProps & { step: HazardStep }) {
  const { row } = seen;
  const isTyped = typed?.text('action') === step.action;
  const given = (name: string) => (isTyped ? (typed?.text(name) ?? '') : '');
  const own = isTyped ? faults : [];
  const label = NOTE_LABELS[step.action];
  return (
    <details class="box" open={isTyped || step.action === 'sign' || step.action === 'check'}>
      <summary>{step.title}</summary>
      <Form
        action={`/desk/emergency/${idText(row.id)}/act`}
        session={session}
        once={given('once') || newOnce()}
        class={step.action === 'sign' ? 'big-step' : 'step'}
      >
        <input type="hidden" name="action" value={step.action} />
        <input type="hidden" name="version" value={String(row.version)} />
        {step.action === 'check' && (
          <Choice
            name="check"
            label="逐项核对，核对过的打勾"
            many
            chosen={isTyped ? (typed?.all('check') ?? []) : row.checked}
            options={CHECKLISTS[row.kind].map(({ id, text, must }) => ({
              value: id,
              label: must ? text : `${text}（有就做）`,
            }))}
            faults={own}
          />
        )}
        {step.action === 'pass' && (
          <>
            <Select
              name="entry"
              label="凭清单上的哪一项"
              value={given('entry')}
              options={entryOptions(content.lists)}
              empty="请选"
              faults={own}
            />
            <Select
              name="organ"
              label="转给"
              value={given('organ')}
              options={bodyOptions(content.directory, row.townshipCode)}
              empty="请选单位"
              faults={own}
            />
          </>
        )}
        {label ? (
          <Area name="note" label={label} value={given('note')} rows={3} faults={own} />
        ) : (
          own.length > 0 && <p class="wrong">{own.map(({ text }) => text).join('')}</p>
        )}
        <Buttons>
          <Go>{step.action === 'check' ? '存下核对' : step.title}</Go>
        </Buttons>
      </Form>
    </details>
  );
}

export function HazardPage(props: HazardProps) {
  const { seen, operations, nameOf, faults, now } = props;
  const { row, text, events, possible } = seen;
  return (
    <>
      <h1>
        {HAZARD_KIND_TITLES[row.kind]}：{HAZARD_STATE_TITLES[row.state]}
      </h1>
      <FaultSummary faults={faults} title="没有存上：" />
      <div class="box">
        <dl>
          <dt>在哪里</dt>
          <dd class="text">
            {nameOf(`T${row.townshipCode}`)} {text?.place}
          </dd>
          <dt>是什么</dt>
          <dd class="text">
            {text === null ? (
              <a href={`/desk/cases/${idText(row.id)}`}>群众报的，点这里看内容（会记下谁看过）</a>
            ) : (
              text.what
            )}
          </dd>
          <dt>在谁手里</dt>
          <dd>{row.nextAt === null ? '不用再办' : nameOf(row.owner)}</dd>
          <dt>最晚</dt>
          <dd>
            <NextDate at={row.nextAt} now={now} />{' '}
            {row.escalation > 0 && <span class="tag late">{row.escalation === 1 ? '已报负责人' : '已报统筹办'}</span>}
          </dd>
        </dl>
      </div>
      {possible.map((step) => (
        <StepForm {...props} step={step} />
      ))}
      <OperationsOutOf operations={operations} />
      {row.nextAt !== null && (
        <p>
          要告诉群众怎么避险：<a href="/desk/public-notices">发公告</a>。要几个部门一起处置：
          <a href={`/desk/operations/new?source=hazard&sourceId=${idText(row.id)}&township=${row.townshipCode}`}>
            定一次行动
          </a>
          。
        </p>
      )}
      <Happened events={events} titles={STEP_TITLES} nameOf={nameOf} />
    </>
  );
}
