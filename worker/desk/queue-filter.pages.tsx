/** @jsxImportSource hono/jsx */
/** What of the queue is shown: filters, and the ones that somebody keeps under a name. */
import { CASE_KINDS } from '../cases/cases.contract.ts';
import { DUE_FILTERS, NO_FILTER, type QueueFilter, REVIEW_FILTERS } from '../cases/queue.rules.ts';
import { CLOSED_STATES, OPEN_STATES } from '../cases/transitions.data.ts';
import type { Session } from '../staff/staff.contract.ts';
import type { DeskContent } from './desk.contract.ts';
import { type Faults, Form, Go, Line, Select } from './form.pages.tsx';
import { type BoxChoice, domainsOf, queueAddress } from './queue.rules.ts';
import type { SavedView } from './views.store.ts';
import { DUE_WORDS, KIND_WORDS, REVIEW_WORDS, STATE_WORDS } from './words.data.ts';

interface FilterProps {
  content: DeskContent;
  chosen: BoxChoice;
  filter: QueueFilter;
}
interface ViewsProps {
  session: Session;
  views: readonly SavedView[];
  once: string;
  faults: Faults;
  typedView: string;
  chosen: BoxChoice;
  filter: QueueFilter;
}

export function Filters({ content, chosen, filter }: FilterProps) {
  const word = <T extends string>(values: readonly T[], words: Record<T, string>) =>
    values.map((value) => ({ value, label: words[value] }));
  const isClosed = chosen.group === 'closed';
  return (
    <form method="get" action="/desk/cases" class="row" aria-label="筛选">
      <input type="hidden" name="box" value={chosen.name} />
      <Select name="kind" label="类别" value={filter.kind ?? ''} empty="全部" options={word(CASE_KINDS, KIND_WORDS)} />
      <Select
        name="state"
        label={isClosed ? '结果' : '到哪一步'}
        value={filter.state ?? ''}
        empty="全部"
        options={word(isClosed ? CLOSED_STATES : OPEN_STATES, STATE_WORDS)}
      />
      <Select
        name="domain"
        label="领域"
        value={filter.domain ?? ''}
        empty="全部"
        options={domainsOf(content.lists.territorialItems).map((domain) => ({ value: domain, label: domain }))}
      />
      {isClosed ? (
        <Line name="until" type="date" label="从哪天往前看" value={filter.until ?? ''} short />
      ) : (
        <>
          <Select
            name="due"
            label="期限"
            value={filter.due ?? ''}
            empty="全部"
            options={word(DUE_FILTERS, DUE_WORDS)}
          />
          <Select
            name="review"
            label="像机器交的"
            value={filter.review ?? ''}
            empty="都看"
            options={word(REVIEW_FILTERS, REVIEW_WORDS)}
          />
        </>
      )}
      <Go weight="other">筛选</Go>
      <a href={queueAddress(chosen.name, NO_FILTER)}>清空</a>
    </form>
  );
}

export function Views({ session, views, once, faults, typedView, ...here }: ViewsProps) {
  return (
    <details open={faults.some(({ field }) => field === 'name')}>
      <summary>常用筛选{views.length > 0 && `（${views.length}）`}</summary>
      {views.length > 0 && (
        <ul>
          {views.map(({ name, query }) => (
            <li>
              <a href={`/desk/cases?${query}`}>{name}</a>{' '}
              <Form action="/desk/views/remove" session={session} once={once}>
                <input type="hidden" name="name" value={name} />
                <button type="submit" class="plain" aria-label={`删掉常用筛选 ${name}`}>
                  删掉
                </button>
              </Form>
            </li>
          ))}
        </ul>
      )}
      <Form action="/desk/views" session={session} once={once} class="row">
        <input
          type="hidden"
          name="query"
          value={queueAddress(here.chosen.name, here.filter).slice('/desk/cases?'.length)}
        />
        <Line name="name" label="把现在的筛选存成" value={typedView} faults={faults} short />
        <Go weight="other">存下</Go>
      </Form>
    </details>
  );
}
