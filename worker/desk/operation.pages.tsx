/** @jsxImportSource hono/jsx */
import { idText } from '../cases/trail.rules.ts';
import type { Eyes } from '../operations/eyes.rules.ts';
import type { StepFault } from '../operations/machine.rules.ts';
import type { HandOver } from '../operations/operations.contract.ts';
import {
  LEGAL_FORM_TITLES,
  OPERATION_STATE_TITLES,
  OPERATION_STEPS,
  type OperationStep,
  SOURCE_TITLES,
  TASK_STATE_TITLES,
} from '../operations/operations.data.ts';
import type { SeenOperation } from '../operations/operations.usecases.ts';
import type { Session } from '../staff/staff.contract.ts';
import { bodyOptions, departmentOptions, entryOptions } from './bodies.rules.ts';
import { entryName } from './call-statements.pages.tsx';
import type { DeskContent } from './desk.contract.ts';
import { Area, Buttons, FaultSummary, FileField, Form, Go, Period, Select } from './form.pages.tsx';
import { Happened } from './happened.pages.tsx';
import { momentText } from './moments.rules.ts';

export interface OperationProps {
  session: Session;
  content: DeskContent;
  seen: SeenOperation;
  eyes: Eyes;
  nameOf(organ: string): string;
  faults: readonly StepFault[];
  /** What was posted and not taken; null: nothing was. */
  typed: ((name: string) => string) | null;
  newOnce(): string;
}

const HAND_OVER_TITLES: Record<HandOver['state'], string> = {
  open: '等它接收',
  taken: '接收了，在办',
  returned: '退回了',
  settled: '办结了',
};
const STEP_TITLES = new Map((OPERATION_STEPS as readonly OperationStep[]).map(({ action, title }) => [action, title]));
/** What is done at a task stands beside the task. */
const AT_TASK = ['confirm', 'decline-task', 'arrive', 'finish-task'];
const NOTE_LABELS: Record<string, string> = {
  'add-task': '做什么',
  'decline-task': '为什么来不了',
  'drop-task': '为什么取消',
  move: '为什么改',
  finding: '发现了什么，在哪里，有多少',
  report: '结果',
  'hand-over': '移交什么事、什么材料',
  'take-over': '说明（选填）',
  'return-over': '为什么退回，该归谁（写清单上的哪一项）',
  settle: '怎么办的',
  close: '怎么了结的',
  cancel: '为什么取消',
  photo: '照片上是什么（选填）',
};

function Facts({ seen: { row, text }, content, nameOf }: Pick<OperationProps, 'seen' | 'content' | 'nameOf'>) {
  return (
    <dl>
      <dt>到哪一步</dt>
      <dd>
        <b>{OPERATION_STATE_TITLES[row.state]}</b>
      </dd>
      {row.nextAt !== null && (
        <>
          <dt>该谁了</dt>
          <dd>
            {nameOf(row.owner)}，{momentText(row.nextAt)} 前{row.escalation > 0 && <span class="tag late">已上报</span>}
          </dd>
        </>
      )}
      <dt>时间</dt>
      <dd>
        {momentText(row.startsAt)} 到 {momentText(row.endsAt)}
      </dd>
      <dt>地点</dt>
      <dd class="text">{text.place}</dd>
      <dt>为什么</dt>
      <dd class="text">{text.purpose}</dd>
      <dt>牵头</dt>
      <dd>{nameOf(`T${row.townshipCode}`)}综合执法统筹组</dd>
      <dt>来自</dt>
      <dd>
        {row.sourceId === null ? (
          SOURCE_TITLES[row.source]
        ) : (
          <a href={`/desk/${row.source === 'call' ? 'calls' : 'emergency'}/${row.sourceId}`}>
            {SOURCE_TITLES[row.source]}
          </a>
        )}
      </dd>
      {row.entryCode && (
        <>
          <dt>清单</dt>
          <dd>
            {entryName(row.entryCode, content)}{' '}
            <span class="soft">
              {row.entryCode}（第 {row.listVersion} 版）
            </span>
          </dd>
        </>
      )}
      {row.powers.map(({ organ, form, document }) => (
        <>
          <dt>凭什么执法</dt>
          <dd>
            {nameOf(organ)}：{LEGAL_FORM_TITLES[form]}。{document}
          </dd>
        </>
      ))}
    </dl>
  );
}

function Tasks({ seen: { tasks, taskTexts }, nameOf }: Pick<OperationProps, 'seen' | 'nameOf'>) {
  if (tasks.length === 0) return <p>还没有派任务。</p>;
  return (
    <ol>
      {tasks.map(({ number, organ, state, arrivedAt }) => (
        <li value={number}>
          <b>{nameOf(organ)}</b>：<span class="text">{taskTexts.get(number)}</span>{' '}
          <span class={state === 'done' ? 'tag done' : 'tag'}>{TASK_STATE_TITLES[state]}</span>{' '}
          {arrivedAt !== null && <span class="soft">{momentText(arrivedAt)} 到场</span>}
        </li>
      ))}
    </ol>
  );
}

function StepForm(props: OperationProps & { step: OperationStep }) {
  const { session, content, seen, step, faults, typed, newOnce } = props;
  const { row, tasks, taskTexts } = seen;
  const isTyped = typed?.('action') === step.action;
  const given = (name: string) => (isTyped ? (typed?.(name) ?? '') : '');
  const own = isTyped ? faults : [];
  const isPhoto = step.action === 'photo';
  const open = tasks.filter(({ state }) => state === 'asked' || state === 'confirmed');
  const label = NOTE_LABELS[step.action];
  return (
    <details class="box" open={isTyped || label === undefined}>
      <summary>{step.title}</summary>
      <Form
        action={`/desk/operations/${idText(row.id)}/${isPhoto ? 'photo' : 'act'}`}
        session={session}
        once={isTyped ? typed?.('once') || newOnce() : newOnce()}
        files={isPhoto}
      >
        <input type="hidden" name="action" value={step.action} />
        <input type="hidden" name="version" value={String(row.version)} />
        {step.action === 'add-task' && (
          <Select
            name="organ"
            label="由谁做"
            value={given('organ')}
            options={bodyOptions(content.directory, row.townshipCode)}
            empty="请选单位"
            faults={own}
          />
        )}
        {step.action === 'drop-task' && (
          <Select
            name="task"
            label="哪一项"
            value={given('task')}
            options={open.map(({ number }) => ({
              value: String(number),
              label: `${number}. ${taskTexts.get(number)}`,
            }))}
            faults={own}
          />
        )}
        {step.action === 'move' && (
          <Period
            from="改到什么时候开始"
            until="什么时候结束"
            starts={given('starts') || momentText(row.startsAt)}
            ends={given('ends') || momentText(row.endsAt)}
            faults={own}
          />
        )}
        {step.action === 'hand-over' && (
          <>
            <Select
              name="entry"
              label="凭清单上的哪一项"
              value={given('entry') || (row.entryCode ?? '')}
              options={entryOptions(content.lists)}
              empty="请选"
              faults={own}
            />
            <Select
              name="organ"
              label="移交给"
              value={given('organ')}
              options={departmentOptions(content.directory)}
              empty="请选部门"
              faults={own}
            />
          </>
        )}
        {isPhoto && (
          <FileField name="photo" label="照片" accept="image/*" faults={own} hint="JPG、PNG、WebP，最大 8 MB。" />
        )}
        {label ? (
          <Area name="note" label={label} value={given('note')} rows={isPhoto ? 1 : 3} faults={own} />
        ) : (
          <NoteFault faults={own} />
        )}
        <Buttons>
          <Go weight={step.action === 'cancel' || step.action === 'return-over' ? 'danger' : 'main'}>{step.title}</Go>
        </Buttons>
      </Form>
    </details>
  );
}

/** Steps without a field of their own say here why they were not taken. */
const NoteFault = ({ faults }: { faults: readonly StepFault[] }) =>
  faults.length === 0 ? null : (
    <p class="wrong" id="note">
      {faults.map(({ text }) => text).join('')}
    </p>
  );

export function OperationPage(props: OperationProps) {
  const { seen, nameOf, faults } = props;
  const { row, text, handOvers, photos, events, possible } = seen;
  const isPart = possible.some(({ action }) => AT_TASK.includes(action));
  return (
    <>
      <h1>{text.title}</h1>
      <FaultSummary faults={faults} title="没有存上：" />
      <div class="box">
        <Facts seen={seen} content={props.content} nameOf={nameOf} />
      </div>
      <h2>任务</h2>
      <Tasks seen={seen} nameOf={nameOf} />
      {isPart && (
        <p>
          <a class="main" href="/desk/tasks">
            做我的任务
          </a>
        </p>
      )}
      {handOvers.length > 0 && (
        <>
          <h2>移交</h2>
          <ul>
            {handOvers.map((one) => (
              <li>
                {nameOf(one.organ)}（清单 {one.entryCode}，第 {one.listVersion} 版）：{HAND_OVER_TITLES[one.state]}
                {one.isBinding && '，统筹办定的'}
                {(one.state === 'open' || one.state === 'taken') && `，${momentText(one.dueAt)} 前`}
              </li>
            ))}
          </ul>
        </>
      )}
      {photos.length > 0 && (
        <>
          <h2>照片</h2>
          <ul>
            {photos.map(({ id, at }, index) => (
              <li>
                <a href={`/desk/operations/${idText(row.id)}/photos/${id}`}>下载第 {index + 1} 张</a>{' '}
                <span class="soft">{momentText(at)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {possible.length > 0 && <h2>现在可以做</h2>}
      {possible
        .filter(({ action }) => !AT_TASK.includes(action))
        .map((step) => (
          <StepForm {...props} step={step} />
        ))}
      <Happened events={events} titles={STEP_TITLES} nameOf={nameOf} />
    </>
  );
}
