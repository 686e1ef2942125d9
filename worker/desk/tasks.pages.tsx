/** @jsxImportSource hono/jsx */
/** What goes along on a phone: one box for each task, one big button for what comes next. */
import { idText } from '../cases/trail.rules.ts';
import type { StepFault } from '../operations/machine.rules.ts';
import type { OperationText } from '../operations/operations.contract.ts';
import { TASK_STATE_TITLES } from '../operations/operations.data.ts';
import type { OperationRow, TaskRow } from '../operations/operations.usecases.ts';
import type { Session } from '../staff/staff.contract.ts';
import { Form, Go } from './form.pages.tsx';
import { momentText } from './moments.rules.ts';

interface TasksProps {
  session: Session;
  tasks: readonly { task: TaskRow; row: OperationRow; text: OperationText; what: string }[];
  nameOf(organ: string): string;
  faults: readonly StepFault[];
  typed: ((name: string) => string) | null;
  newOnce(): string;
}
type OneProps = Omit<TasksProps, 'tasks'> & TasksProps['tasks'][number];

function Step({ action, title, ...props }: OneProps & { action: string; title: string }) {
  const { session, task, row, typed, faults, newOnce } = props;
  const isTyped =
    typed?.('action') === action && typed('task') === String(task.number) && typed('record') === idText(row.id);
  const needsNote = action === 'finish-task' || action === 'decline-task';
  const id = `note-${action}-${task.number}-${idText(row.id)}`;
  return (
    <Form
      action={`/desk/operations/${idText(row.id)}/act`}
      session={session}
      once={isTyped ? typed?.('once') || newOnce() : newOnce()}
      class="big-step"
    >
      <input type="hidden" name="from" value="tasks" />
      <input type="hidden" name="action" value={action} />
      <input type="hidden" name="task" value={String(task.number)} />
      <input type="hidden" name="record" value={idText(row.id)} />
      <input type="hidden" name="version" value={String(row.version)} />
      {isTyped && faults.length > 0 && (
        <p class="wrong" role="alert">
          {faults.map(({ text }) => text).join('')}
        </p>
      )}
      {needsNote && (
        <div class="field">
          <label for={id}>{action === 'finish-task' ? '看到什么、怎么处理的' : '为什么来不了'}</label>
          <textarea id={id} name="note" rows={3}>
            {isTyped ? `\n${typed?.('note') ?? ''}` : ''}
          </textarea>
        </div>
      )}
      <Go weight={action === 'decline-task' || (action === 'arrive' && task.state === 'asked') ? 'other' : 'main'}>
        {title}
      </Go>
    </Form>
  );
}

function OneTask(props: OneProps) {
  const { task, row, text, what, nameOf } = props;
  const isUnderWay = row.state === 'under-way';
  return (
    <section class="box">
      <h2>{text.title}</h2>
      <p>
        <b>
          <time>{momentText(row.startsAt)}</time>
        </b>
        ，{text.place}
      </p>
      <p class="text big">{what}</p>
      <p class="soft">
        {nameOf(task.organ)}{' '}
        <span class={task.state === 'done' ? 'tag done' : 'tag'}>{TASK_STATE_TITLES[task.state]}</span>{' '}
        {task.arrivedAt !== null && `${momentText(task.arrivedAt)} 到场`}
      </p>
      {task.state === 'asked' && <Step {...props} action="confirm" title="我来" />}
      {(task.state === 'asked' || task.state === 'confirmed') && task.arrivedAt === null && (
        <Step {...props} action="arrive" title="我到了" />
      )}
      {task.state === 'confirmed' && task.arrivedAt !== null && isUnderWay && (
        <Step {...props} action="finish-task" title="做完了" />
      )}
      {task.arrivedAt !== null && task.state === 'confirmed' && !isUnderWay && (
        <p>等牵头的人点“行动开始”，就可以写结果。</p>
      )}
      {task.arrivedAt === null && (task.state === 'asked' || task.state === 'confirmed') && (
        <details>
          <summary>来不了</summary>
          <Step {...props} action="decline-task" title="来不了，告诉牵头的人" />
        </details>
      )}
      <p>
        <a href={`/desk/operations/${idText(row.id)}`}>看整个行动，记发现，交照片</a>
      </p>
    </section>
  );
}

export function TasksPage({ tasks, ...props }: TasksProps) {
  return (
    <>
      <h1>我的任务</h1>
      {tasks.length === 0 ? <p>现在没有派给您单位的任务。</p> : tasks.map((one) => <OneTask {...props} {...one} />)}
    </>
  );
}
