/** @jsxImportSource hono/jsx */

import type { Choices, StepProps } from './asking.pages.tsx';
import { FaultSummary } from './fields.pages.tsx';
import type { Draft, Step } from './intake.contract.ts';
import { IntakeForm } from './intake.pages.tsx';
import { Dials } from './shell.pages.tsx';
import { IDENTITY_WORDS, KIND_WORDS, PETITION_WORDS, QUESTIONS } from './words.data.ts';

/** The whole text travels in the page; on the page itself a long one is shown by its beginning. */
const MOST_SHOWN = 1000;
const NOTHING = '没有写';

function shortened(text: string): string {
  if (text.length <= MOST_SHOWN) return text;
  return `${text.slice(0, MOST_SHOWN).toWellFormed()}……（共 ${text.length} 个字，没有少；点“改”能看全文）`;
}

function rowsOf(draft: Draft, choices: Choices): [step: Step, label: string, value: string][] {
  const { kind, petitionKind, identity, many } = draft;
  const nameOf = (list: readonly { code: string; name: string }[], code: string) =>
    list.find((one) => one.code === code)?.name ?? '';
  const about = [
    ...draft.offices.map((code) => nameOf(choices.offices, code)),
    ...draft.departments.map((code) => nameOf(choices.departments, code)),
    draft.persons,
  ].filter((name) => name.trim() !== '');
  const rows: [Step, string, string][] = [
    ['kind', '哪一种事', kind === '' ? NOTHING : KIND_WORDS[kind]],
    ['what', '事情经过', shortened(draft.text)],
    ['what', '希望怎么解决', shortened(draft.wish) || NOTHING],
    ['town', '镇街', nameOf(choices.townships, draft.township)],
    ['place', '具体地点', [nameOf(choices.villages, draft.village), draft.place].filter(Boolean).join('，') || NOTHING],
    ['about', '说的单位和人', about.join('、') || NOTHING],
    ['group', '几个人', many === 'yes' ? `大约 ${draft.group} 人` : '我自己'],
    ['identity', '留不留姓名', identity === '' ? NOTHING : IDENTITY_WORDS[identity][0]],
  ];
  if (kind === 'petition')
    rows.splice(1, 0, ['petition', '更像', petitionKind === '' ? NOTHING : PETITION_WORDS[petitionKind]]);
  if (choices.suggestions.length > 0)
    rows.push(['match', '像哪一类', nameOf(choices.suggestions, draft.territorial) || '请你们来定']);
  if (identity === 'named' || identity === 'sealed')
    rows.push(['person', '怎么联系您', [draft.name, draft.phone, draft.address].filter(Boolean).join('，')]);
  return rows;
}

/** Everything once more, each answer with the way back to it; nothing is sent before this page's button. */
export function CheckPage({ draft, sealed, choices, faults }: Omit<StepProps, 'step'>) {
  return (
    <>
      <FaultSummary faults={faults} />
      <h1>{QUESTIONS.check}</h1>
      <IntakeForm sealed={sealed} step="check">
        {rowsOf(draft, choices).map(([step, label, value]) => (
          <div>
            <h2>{label}</h2>
            <div class="text">{value}</div>
            <input class="other small" type="submit" name={`to_${step}`} value={`改：${label}`} />
          </div>
        ))}
        <p>交上去以后给您一个回执。没看到回执，就是没交上，请再按一次，不会交成两件。</p>
        <p>
          <input class="go" type="submit" name="send" value="交上去" />
          <input class="other" type="submit" name="back" value="上一步" />
        </p>
      </IntakeForm>
    </>
  );
}

/** An accident or a crime under way is no case. Whoever knows better goes on with one more press. */
export function EmergencyPage({ sealed, dial }: { sealed: string; dial: string }) {
  return (
    <>
      <div class="stop" role="alert">
        <h1>正在发生的话，现在就打 {dial}</h1>
        <Dials />
        <p>这里交上来的事，不会马上有人去现场。</p>
      </div>
      <IntakeForm sealed={sealed} step="what">
        <p>您写的内容还在。</p>
        <p>
          <input class="other" type="submit" name="calm" value="现在没有危险，接着说" />
          <input class="other" type="submit" name="to_what" value="回去改" />
        </p>
      </IntakeForm>
    </>
  );
}
