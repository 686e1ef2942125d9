/** @jsxImportSource hono/jsx */
/** The forms by which a township calls: first the entry of the list, then what for. */
import { CALL_KINDS, CALL_STEPS, type CallKind, type CallLimit, type CallStep } from '../calls/calls.contract.ts';
import { limitOf } from '../calls/limits.rules.ts';
import { idText } from '../cases/trail.rules.ts';
import type { Duties } from '../lists/duties.rules.ts';
import type { TerritorialItem } from '../lists/lists.contract.ts';
import type { Session } from '../staff/staff.contract.ts';
import { PhotoField } from './call-photos.pages.tsx';
import { CALL_KIND_HELP, CALL_KIND_WORDS, CALL_STEP_WORDS, LIMIT_WORDS } from './calls.data.ts';
import type { DeskContent } from './desk.contract.ts';
import { Area, Buttons, Choice, FaultSummary, type Faults, Form, Go, Line, Select } from './form.pages.tsx';
import type { Typed } from './handling.rules.ts';

export const entryOptions = (items: readonly TerritorialItem[]) =>
  items.map(({ code, name, domain }) => ({ value: code, label: `${name}（${code}）`, group: domain }));

/** First which entry of the list: it decides who has to come. */
export function PickEntryPage({ content, caseId }: { content: DeskContent; caseId: number | null }) {
  return (
    <>
      <h1>呼叫市直部门</h1>
      <p>镇街自己办不了的事，按属地管理清单叫主责部门来办。先选清单里的一项。</p>
      <form method="get" action="/desk/calls/new">
        {caseId !== null && <input type="hidden" name="case" value={idText(caseId)} />}
        <Select
          name="entry"
          label="清单里的哪一项"
          options={entryOptions(content.lists.territorialItems)}
          empty="请选一项"
        />
        <Buttons>
          <Go>下一步</Go>
          <a class="other" href="/desk/calls">
            不叫了
          </a>
        </Buttons>
      </form>
    </>
  );
}

const limitText = (limits: readonly CallLimit[], kind: CallKind, step: CallStep, day: string): string => {
  const { amount, unit } = limitOf(limits, kind, step, day);
  return `${CALL_STEP_WORDS[step]} ${amount} ${LIMIT_WORDS[unit]}`;
};

interface RaiseProps {
  duties: Duties;
  session: Session;
  caseId: number | null;
  typed: Typed;
  once: string;
  faults: Faults;
  today: string;
  limits: readonly CallLimit[];
}

export function RaisePage({ duties, session, caseId, typed, once, faults, today, limits }: RaiseProps) {
  const { entry, lead, alsoLead, supporting, leadDuty } = duties;
  const helpers = [...alsoLead, ...supporting].filter(({ kind }) => kind === 'department');
  const kinds = CALL_KINDS.map((kind) => {
    const { amount, unit } = limitOf(limits, kind, 'sign', today);
    return { value: kind, label: `${CALL_KIND_HELP[kind]}；${amount} ${LIMIT_WORDS[unit]}内签收` };
  });
  return (
    <>
      <h1>呼叫市直部门</h1>
      <FaultSummary faults={faults} />
      <div class="box">
        <p>
          <strong>{entry.name}</strong> <span class="soft">{entry.code}</span>
        </p>
        <p>
          {lead === null
            ? '清单这一项没有写主责部门，会先交给统筹办派出。'
            : `按清单由${lead.name}牵头：${leadDuty}。交了就直接派给它。`}
        </p>
        <p>
          <a href={caseId === null ? '/desk/calls/new' : `/desk/calls/new?case=${idText(caseId)}&pick=1`}>换一项</a>
        </p>
      </div>
      <Form action="/desk/calls/new" session={session} once={once} files>
        <input type="hidden" name="entry" value={entry.code} />
        {caseId !== null && <input type="hidden" name="case" value={idText(caseId)} />}
        <Choice name="kind" label="急不急" chosen={typed.all('kind')} options={kinds} faults={faults} />
        <details>
          <summary>每一步要多久</summary>
          <ul>
            {CALL_KINDS.map((kind) => (
              <li>
                {CALL_KIND_WORDS[kind]}：{CALL_STEPS.map((step) => limitText(limits, kind, step, today)).join('，')}
              </li>
            ))}
          </ul>
          <p class="hint">时限是本市自己定的，不是法定时限。过了时限没有动静，会自己报到部门负责人，再报到统筹办。</p>
        </details>
        <Area
          name="need"
          label="要部门来做什么"
          value={typed.text('need')}
          faults={faults}
          hint="部门能看到这里写的。不要写群众的姓名、电话。"
        />
        <Area name="why" label="镇街自己为什么办不了" value={typed.text('why')} faults={faults} rows={3} />
        <Area
          name="evidence"
          label="有什么根据（可以不写）"
          value={typed.text('evidence')}
          faults={faults}
          hint="哪天看到的、谁看到的、有什么材料。"
          rows={3}
        />
        <PhotoField faults={faults} />
        <Line name="place" label="地点（可以不写）" value={typed.text('place')} faults={faults} />
        {helpers.length > 0 && (
          <Choice
            name="helpers"
            label="还请谁协助"
            many
            chosen={typed.all('helpers')}
            faults={faults}
            hint="清单这一项里的部门。联合执法会全部叫到，不用选。"
            options={helpers.map(({ organ, name }) => ({ value: organ, label: name }))}
          />
        )}
        <Buttons>
          <Go>发出呼叫</Go>
          <a class="other" href="/desk/calls">
            不叫了
          </a>
        </Buttons>
      </Form>
    </>
  );
}
