/** @jsxImportSource hono/jsx */
/** A case: what was said, where it stands, what can be done, what happened. */
import type { Child } from 'hono/jsx';
import type { Duplicate } from '../cases/duplicates.usecases.ts';
import type { OpenedCase } from '../cases/reading.usecases.ts';
import { idText } from '../cases/trail.rules.ts';
import { type Break, describeBreak } from '../cases/trail-audit.rules.ts';
import type { WorkCase } from '../cases/workcase.usecases.ts';
import type { HazardOutOf } from '../operations/origins.usecases.ts';
import { type CalledFrom, CaseCalls } from './calls-list.pages.tsx';
import { CaseHazard } from './case-hazard.pages.tsx';
import { CaseHelp } from './case-help.pages.tsx';
import { Contact, Photos, Said } from './case-said.pages.tsx';
import { LookFirst, Standing, Steps } from './case-standing.pages.tsx';
import { stepFacts, stepTitle } from './case-steps.rules.ts';
import type { DeskContent } from './desk.contract.ts';
import type { Times } from './line.pages.tsx';
import { momentText } from './moments.rules.ts';
import type { Suggestions } from './suggest.rules.ts';

export interface CaseProps {
  opened: OpenedCase;
  work: WorkCase;
  content: DeskContent;
  times: Times;
  suggestions: Suggestions | null;
  duplicates: readonly Duplicate[];
  /** An auditor: what was done and by whom, nothing of the content. */
  isTrail: boolean;
  /** Departments that the township has called because of it. */
  calls: readonly CalledFrom[];
  /** Null: it is not on the fast lane, as far as this person may see. */
  hazard: HazardOutOf | null;
  /** Other pages about this case that the role may open. */
  more: readonly { path: string; title: string }[];
  /** For auditors: what became of checking the chain. */
  chain: ChainProps | null;
}

interface ChainProps {
  found: Break | null;
  events: number;
}

function Chain({ found, events }: ChainProps) {
  return (
    <section class="box" aria-label="记录链">
      <h2>记录链</h2>
      {found === null ? (
        <p>
          <span class="tag done">完整</span> {events} 步都和写下时一样，没有缺，没有改。
        </p>
      ) : (
        <p class="wrong">{describeBreak(found)}</p>
      )}
    </section>
  );
}

function Timeline({ opened, content }: Pick<CaseProps, 'opened' | 'content'>) {
  const { row, notes, names } = opened;
  return (
    <section class="box" aria-label="经过">
      <h2>办理经过</h2>
      <ol class="line">
        {row.history.map((step) => {
          const facts = stepFacts(step, content.directory);
          return (
            <li>
              <strong>{stepTitle(step)}</strong>{' '}
              <span class="soft">
                {momentText(step.at)}
                {step.by !== undefined && ` ${names.get(step.by) ?? '工作人员'}`}
              </span>
              {facts !== '' && <div>{facts}</div>}
              {step.file === undefined && notes.has(step) && <div class="text">{notes.get(step)}</div>}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

export function CasePage(props: CaseProps): Child {
  const { opened, isTrail, more, chain } = props;
  const { row, matter } = opened;
  const here = `/desk/cases/${idText(row.id)}`;
  return (
    <>
      <h1>
        {matter === null ? '事项 ' : '回执号 '}
        <span class="number">{matter?.number ?? idText(row.id)}</span>
      </h1>
      <LookFirst {...props} />
      <CaseHazard hazard={props.hazard} now={props.times.now} />
      <Steps {...props} />
      <div class="cols">
        <div>
          <Said {...props} />
          <Photos {...props} />
          <Timeline {...props} />
        </div>
        <div>
          <Standing {...props} />
          <Contact {...props} />
          <CaseHelp {...props} />
          {chain !== null && <Chain {...chain} />}
          {isTrail && (
            <p>
              <a href={`/desk/audit?case=${idText(row.id)}`}>谁看过这件事</a>
            </p>
          )}
          <CaseCalls calls={props.calls} content={props.content} times={props.times} />
          {more.length > 0 && (
            <ul class="noprint">
              {more.map(({ path, title }) => (
                <li>
                  <a href={`${here}/${path}`}>{title}</a>
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </>
  );
}
