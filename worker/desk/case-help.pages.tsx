/** @jsxImportSource hono/jsx */
/** What the machine noticed: an entry of the lists that may fit, with its reason, and cases that sound alike. A person decides. */
import type { Duplicate } from '../cases/duplicates.usecases.ts';
import type { OpenedCase } from '../cases/reading.usecases.ts';
import { idText } from '../cases/trail.rules.ts';
import type { WorkCase } from '../cases/workcase.usecases.ts';
import type { DeskContent } from './desk.contract.ts';
import { subjectOf } from './line.pages.tsx';
import { dayText } from './moments.rules.ts';
import { dutyText, type Suggestion, type Suggestions } from './suggest.rules.ts';
import { STATE_WORDS } from './words.data.ts';

interface HelpProps {
  opened: OpenedCase;
  work: WorkCase;
  content: DeskContent;
  suggestions: Suggestions | null;
  duplicates: readonly Duplicate[];
}

const hundredths = (likeness: number) => `${Math.round(100 * likeness)}%`;

function Because({ because, matchedName }: Suggestion) {
  return (
    <div class="soft">
      因为写了“{because}”{matchedName !== '' && `，和“${matchedName}”对得上`}
    </div>
  );
}

function Suggested({ work, content, suggestions }: HelpProps) {
  if (suggestions === null) return null;
  const { entries, item, elsewhere } = suggestions;
  const { row, possible } = work;
  const to = (name: string, code: string) => `/desk/cases/${idText(row.id)}/classify?${name}=${code}`;
  const canClassify = possible.includes('classify');
  const line = (suggestion: Suggestion, duty: string) => (
    <li>
      {suggestion.name} <span class="soft">{suggestion.code}</span>
      <Because {...suggestion} />
      {duty !== '' && <div class="soft">{duty}</div>}
      {canClassify && (
        <a href={to(suggestion.kind === 'item' ? 'itemCode' : 'territorialCode', suggestion.code)}>按这一项定类别</a>
      )}
    </li>
  );
  return (
    <section class="box noprint" aria-label="可能对应的清单事项">
      <h2>可能对应的清单事项</h2>
      {entries.length === 0 && item === null && (
        <p>
          {elsewhere === null
            ? '清单里没有找到合适的，请人工判断。'
            : `可能不是镇街的事：${elsewhere.topic}${elsewhere.where && `，${elsewhere.where}`}。`}
        </p>
      )}
      <ul>
        {entries.map((entry) => {
          const duties = content.dutiesOf(entry.code, null);
          return line(entry, duties === null ? '' : dutyText(duties));
        })}
        {item !== null && line(item, '这是办事事项，不在属地清单里')}
      </ul>
      <p class="soft">这是按字词比出来的，请看过再定。</p>
    </section>
  );
}

function Duplicates({ work, content, duplicates }: HelpProps) {
  if (duplicates.length === 0) return null;
  const { row, possible } = work;
  return (
    <section class="box noprint" aria-label="可能是同一件事">
      <h2>可能是同一件事</h2>
      <ul>
        {duplicates.map(({ line, number, likeness }) => (
          <li>
            <a href={`/desk/cases/${idText(line.id)}`} class="number">
              {number}
            </a>{' '}
            {subjectOf(line, content)}，{dayText(line.createdAt)} 交来，{STATE_WORDS[line.state]}
            <div class="soft">同一镇街，时间相近，字词有 {hundredths(likeness)} 一样</div>
            {possible.includes('merge') && (
              <a href={`/desk/cases/${idText(row.id)}/merge?target=${number}`}>并到这一件</a>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

export function CaseHelp(props: HelpProps) {
  return (
    <>
      <Suggested {...props} />
      <Duplicates {...props} />
    </>
  );
}
