/** @jsxImportSource hono/jsx */
import { CONDITIONS } from '../assignments/assignments.contract.ts';
import type { Assignment, GateStep } from '../assignments/assignments.usecases.ts';
import { CONDITION_TITLES, GATE_RULES, type GateRule } from '../assignments/gate.data.ts';
import { entryAddress } from '../assignments/ledger.rules.ts';
import { type AssignmentAction, stepTitle } from '../assignments/machine.data.ts';
import { ASKED_TITLES, KIND_TITLES } from '../assignments/words.data.ts';
import { departmentRef } from '../lists/duties.rules.ts';
import { may } from '../staff/permissions.rules.ts';
import type { Session } from '../staff/staff.contract.ts';
import { bodies, State } from './assignment-list.pages.tsx';
import type { DeskContent } from './desk.contract.ts';
import { Area, Buttons, FaultSummary, type Faults, Form, Go } from './form.pages.tsx';
import { dayText, momentText } from './moments.rules.ts';

interface OneProps {
  row: Assignment;
  events: readonly GateStep[];
  possible: readonly AssignmentAction[];
  names: ReadonlyMap<number, string>;
  content: DeskContent;
  session: Session;
  typed: string;
  faults: Faults;
  trouble: string | null;
  once: string;
}

const FORMS: Readonly<
  Record<string, { title: string; to: 'decide' | 'own' | 'remark'; weight: 'main' | 'other' | 'danger' }>
> = {
  examine: { title: '初审通过，请另一个人批准', to: 'decide', weight: 'main' },
  approve: { title: '同意准入', to: 'decide', weight: 'main' },
  refuse: { title: '不予准入', to: 'decide', weight: 'danger' },
  withdraw: { title: '撤回', to: 'own', weight: 'other' },
  'end-early': { title: '提前结束', to: 'own', weight: 'danger' },
  remark: { title: '反映没有到位', to: 'remark', weight: 'other' },
};

function Steps({ row, possible, session, typed, faults, once }: OneProps) {
  const own = session.staff.role === 'coordinator' ? 'decide' : 'own';
  const groups = Map.groupBy(
    possible.filter((action) => action in FORMS),
    (action) => (action === 'end-early' ? own : FORMS[action]?.to),
  );
  return (
    <>
      {[...groups].map(([to, actions]) => (
        <Form action={`/desk/assignments/${row.id}/${to}`} session={session} once={once} class="box">
          <input type="hidden" name="version" value={String(row.version)} />
          <Area
            name="note"
            label="理由或说明（会公开，不写个人的姓名电话）"
            value={typed}
            faults={faults}
            rows={3}
            hint={actions.includes('remark') ? '写清哪一项没有到位：经费、人员、技术指导、培训，还是责任。' : undefined}
          />
          <Buttons>
            {actions.map((action) => (
              <Go name="action" value={action} weight={FORMS[action]?.weight ?? 'other'}>
                {FORMS[action]?.title}
              </Go>
            ))}
          </Buttons>
        </Form>
      ))}
    </>
  );
}

function Answer({ row, mayPropose }: { row: Assignment; mayPropose: boolean }) {
  const rule: GateRule | undefined = GATE_RULES[row.rule as keyof typeof GATE_RULES];
  if (row.state === 'refused' && rule !== undefined)
    return (
      <section class="stop" aria-label="为什么没有准入">
        <h2>没有准入：{rule.title}</h2>
        {row.answer !== '' && <p>{row.answer}</p>}
        <p class="soft">依据：{rule.basis}</p>
        {row.rule === 'decided' && <p>{rule.howToApply}</p>}
        {mayPropose && (
          <p>
            <a class="other" href={`/desk/assignments/new?from=${row.id}`}>
              改好再提
            </a>
          </p>
        )}
      </section>
    );
  if (row.entry === null) return null;
  return (
    <section class="said" aria-label="凭什么准入">
      <p>
        凭清单 <a href={entryAddress(row.entry)}>{row.entry.code}</a> {row.entry.name}
        {row.entry.version > 0 && `（第 ${row.entry.version} 版）`} 准入。
      </p>
    </section>
  );
}

const noteIn = (content: string): string => {
  const { note } = JSON.parse(content) as { note?: unknown };
  return typeof note === 'string' ? note : '';
};

export function AssignmentPage(props: OneProps) {
  const { row, events, names, content, faults, trouble } = props;
  const { proposal } = row;
  return (
    <>
      <h1>{proposal.title}</h1>
      <p>
        <State state={row.state} />
      </p>
      {trouble !== null && (
        <p class="stop" role="alert">
          {trouble}
        </p>
      )}
      <FaultSummary faults={faults} />
      <Answer row={row} mayPropose={may(props.session.staff.role, 'assignments.propose')} />
      <section class="box">
        <dl>
          <dt>提出部门</dt>
          <dd>{departmentRef(row.department, content.directory).name}</dd>
          <dt>镇街</dt>
          <dd>{bodies(row, content)}</dd>
          <dt>做什么</dt>
          <dd class="text">{proposal.what}</dd>
          <dt>镇街的责任</dt>
          <dd>{ASKED_TITLES[proposal.asked]}</dd>
          <dt>类型</dt>
          <dd>{KIND_TITLES[proposal.kind]}</dd>
          <dt>起止</dt>
          <dd>
            {proposal.startDay} 到 {proposal.endDay}，到期自动结束
          </dd>
          {proposal.kind !== 'listed' &&
            CONDITIONS.map((name) => (
              <>
                <dt>{CONDITION_TITLES[name]}</dt>
                <dd class="text">{proposal[name] || <span class="wrong">没有写</span>}</dd>
              </>
            ))}
        </dl>
      </section>
      <Steps {...props} />
      <h2>经过</h2>
      <ol class="line">
        {events.map(({ at, action, by, content: said }) => (
          <li>
            <time>{momentText(at)}</time> {stepTitle(action)}
            <span class="soft">（{by === null ? '系统' : (names.get(by) ?? `工号 ${by}`)}）</span>
            {noteIn(said) !== '' && <div class="text">{noteIn(said)}</div>}
          </li>
        ))}
      </ol>
      <p class="soft">
        提出日期 {dayText(row.createdAt)}。公开地址：
        {row.decidedAt === null ? (
          '定下来以后公开'
        ) : (
          <a href={`/open/admissions/${row.id}`}>/open/admissions/{row.id}</a>
        )}
      </p>
    </>
  );
}
