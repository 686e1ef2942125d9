/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import { IDENTITIES, PETITION_KINDS, TEXT_LIMITS } from '../cases/cases.contract.ts';
import { About, Match, Notice, type StepProps } from './asking.pages.tsx';
import { Radios, Select } from './choices.pages.tsx';
import { Area, FaultSummary, Line } from './fields.pages.tsx';
import type { Step } from './intake.contract.ts';
import { UNSEEN_FIELD } from './unseen.rules.ts';
import { IDENTITY_WORDS, KIND_WORDS, PETITION_WORDS, QUESTIONS } from './words.data.ts';

/** The answers travel in the page, never in an address. */
export function IntakeForm({ sealed, step, children }: { sealed: string; step: Step; children: Child }) {
  return (
    <form method="post" action="/lite/report" accept-charset="utf-8">
      <input type="hidden" name="draft" value={sealed} />
      <input type="hidden" name="step" value={step} />
      <div class="unseen">
        <label for={UNSEEN_FIELD}>这一栏请空着</label>
        <input type="text" id={UNSEEN_FIELD} name={UNSEEN_FIELD} value="" tabindex={-1} autocomplete="off" />
      </div>
      {children}
    </form>
  );
}

const KIND_ORDER = ['dispute', 'complaint', 'report', 'hazard', 'petition', 'consultation', 'unsure'] as const;

function Fields(props: StepProps) {
  const { step, draft, faults, choices } = props;
  switch (step) {
    case 'notice':
      return <Notice {...props} />;
    case 'kind':
    case 'petition': {
      const [name, options] =
        step === 'kind'
          ? (['kind', KIND_ORDER.map((value) => ({ value, text: KIND_WORDS[value] }))] as const)
          : (['petitionKind', PETITION_KINDS.map((value) => ({ value, text: PETITION_WORDS[value] }))] as const);
      return <Radios name={name} legend="选一个" options={options} value={draft[name]} faults={faults} />;
    }
    case 'what':
      return (
        <>
          <Area
            name="text"
            label="事情经过"
            hint="什么时候、谁、做了什么。想到哪写到哪，写不全以后还能补。"
            value={draft.text}
            rows={9}
            faults={faults}
          />
          <Area name="wish" label="您希望怎么解决（选填）" value={draft.wish} rows={3} faults={faults} />
        </>
      );
    case 'town':
      return (
        <Select
          name="township"
          label="镇街"
          options={choices.townships}
          value={draft.township}
          empty="请选一个"
          faults={faults}
        />
      );
    case 'place':
      return (
        <>
          <Select
            name="village"
            label="村、社区（选填）"
            options={choices.villages}
            value={draft.village}
            empty="不知道，或不在村里"
            faults={faults}
          />
          <Line
            name="place"
            label="怎么找到这个地方（选填）"
            hint="路名、门牌、旁边有什么，如：村北小桥旁边的厂子"
            value={draft.place}
            most={TEXT_LIMITS.place}
            faults={faults}
          />
        </>
      );
    case 'about':
      return <About {...props} />;
    case 'match':
      return <Match {...props} />;
    case 'group':
      return (
        <>
          <Radios
            name="many"
            legend="选一个"
            options={[
              { value: 'no', text: '我自己的事' },
              { value: 'yes', text: '好多人都有这个事' },
            ]}
            value={draft.many}
            faults={faults}
          />
          <Line
            name="group"
            label="好多人的话，大约多少人"
            hint="写数字"
            value={draft.group}
            faults={faults}
            most={8}
          />
        </>
      );
    case 'identity':
      return (
        <Radios
          name="identity"
          legend="选一个"
          options={IDENTITIES.map((value) => {
            const [text, hint] = IDENTITY_WORDS[value];
            return { value, text, hint };
          })}
          value={draft.identity}
          faults={faults}
        />
      );
    case 'person':
      return (
        <>
          <Line name="name" label="怎么称呼您" value={draft.name} most={TEXT_LIMITS.name} faults={faults} />
          <Line
            name="phone"
            label="联系电话"
            type="tel"
            hint="手机或座机，如 13800000000"
            value={draft.phone}
            most={TEXT_LIMITS.phone}
            faults={faults}
          />
          <Line name="address" label="住址（选填）" value={draft.address} most={TEXT_LIMITS.address} faults={faults} />
        </>
      );
    case 'check':
      return null;
  }
}

/** One page of the intake but the last: question, fields, on or back. The button that Enter presses comes first. */
export function StepPage(props: StepProps) {
  const { step, sealed, faults } = props;
  return (
    <>
      <FaultSummary faults={faults} />
      <h1>{step === 'notice' ? '说事：交一次，有回执，能查进展' : QUESTIONS[step]}</h1>
      <IntakeForm step={step} sealed={sealed}>
        <Fields {...props} />
        <p>
          <input class="go" type="submit" name="next" value={step === 'notice' ? '开始' : '下一步'} />
          {step !== 'notice' && <input class="other" type="submit" name="back" value="上一步" />}
        </p>
      </IntakeForm>
    </>
  );
}
