/** @jsxImportSource hono/jsx */
import { TEXT_LIMITS } from '../cases/cases.contract.ts';
import { Radios, Tick, Ticks } from './choices.pages.tsx';
import { Line } from './fields.pages.tsx';
import type { Line as ListLine } from './guidance.rules.ts';
import type { Draft, Fault, Step } from './intake.contract.ts';
import { Dials } from './shell.pages.tsx';
import { CONSENTS, NOTICE } from './words.data.ts';

interface Named {
  code: string;
  name: string;
}

/** What the pages offer to choose from. */
export interface Choices {
  townships: readonly Named[];
  /** Of the chosen township. */
  villages: readonly Named[];
  offices: readonly Named[];
  departments: readonly Named[];
  /** Entries of the territorial list that the text looks like, each with the words that it was told by. */
  suggestions: readonly (ListLine & { matchedName: string })[];
  /** Service items that could be what is wanted. */
  items: readonly ListLine[];
}

export interface StepProps {
  step: Step;
  /** The draft as the form carries it. */
  sealed: string;
  draft: Draft;
  faults: readonly Fault[];
  choices: Choices;
}

export function Notice({ draft, faults }: StepProps) {
  return (
    <>
      <div class="stop">
        <h2>有危险正在发生？先打电话</h2>
        <Dials />
      </div>
      <h2>先说清楚：您写的会怎么用</h2>
      <ul>
        {NOTICE.map(([what, text]) => (
          <li>
            <b>{what}</b>：{text}
          </li>
        ))}
      </ul>
      <Tick name="agreed" text="我看过了，同意" on={draft.agreed} faults={faults} />
      <p>下面两项，用不着就不勾：</p>
      <Tick name="sensitive" text={CONSENTS.sensitive} on={draft.sensitive} faults={faults} />
      <p class="soft">{CONSENTS.sensitiveHint}</p>
      <Tick name="guardian" text={CONSENTS.guardian} on={draft.guardian} faults={faults} />
    </>
  );
}

export function Match({ draft, choices, faults }: StepProps) {
  const options = choices.suggestions.map(({ code, name, facts, matchedName }) => ({
    value: code,
    text: name,
    hint: [facts, matchedName && `您的话里像是说“${matchedName}”`].filter(Boolean).join('；'),
  }));
  return (
    <>
      <Radios
        name="territorial"
        legend="这只是提示，选不选都能交"
        options={[...options, { value: '', text: '都不像，或说不清，请你们来定' }]}
        value={draft.territorial}
        faults={faults}
      />
      {choices.items.length > 0 && (
        <>
          <p>也许您是要办下面的事，在新窗口里看：</p>
          <ul class="links">
            {choices.items.map(({ code, name }) => (
              <li>
                <a
                  href={`/lite/items/${encodeURIComponent(code)}?township=${draft.township}`}
                  target="_blank"
                  rel="noopener"
                >
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

export function About({ draft, choices, faults }: StepProps) {
  const options = (list: readonly Named[]) => list.map(({ code, name }) => ({ value: code, text: name }));
  return (
    <>
      <p>勾了的单位看不到这件事，也不由它来办。</p>
      <Line
        name="persons"
        label="涉及的人（选填）"
        hint="知道姓名或职务就写，如：某某、村会计"
        value={draft.persons}
        most={TEXT_LIMITS.persons}
        faults={faults}
      />
      <Ticks
        name="offices"
        legend="镇街的办公室、站所"
        options={options(choices.offices)}
        values={draft.offices}
        faults={faults}
      />
      <Ticks
        name="departments"
        legend="市里的部门"
        options={options(choices.departments)}
        values={draft.departments}
        faults={faults}
      />
    </>
  );
}
