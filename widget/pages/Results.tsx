import type { SearchHit } from '#search/rules';
import type { CatalogueEntry } from '../guide/catalogue.ts';
import { fill } from '../guide/messages.ts';
import { Loading } from '../guide/Notice.tsx';
import type { ResultsProps } from '../guide/page.ts';
import { ItemRow } from '../guide/Row.tsx';
import { Act, Report } from './Act.tsx';
import { DOORS } from './IntakePage.tsx';
import { pageMessages } from './messages.ts';
import { Caution, Emergency, LifeEvent, NotHere, Proof } from './Special.tsx';
import { differenceOf } from './siblings.ts';
import { TerritorialRow } from './TerritorialRow.tsx';
import { Letters } from './Tools.tsx';

type Hit = SearchHit<CatalogueEntry>;

/** Of each kind, so that the other kind is never far below. */
const CARDS_FIRST = 5;

function Chips({ store, leader, others }: Pick<ResultsProps, 'store'> & { leader: Hit; others: Hit[] }) {
  const p = store.t.pages ?? pageMessages;
  return (
    <div class="more">
      <span class="hint">{p.maybe}</span>
      {others.map(({ entry: { code, name } }) => (
        <button
          key={code}
          type="button"
          class="chip"
          lang="zh-CN"
          aria-label={name}
          data-code={code}
          onClick={(event) => store.go('item', code, event.currentTarget)}
        >
          {differenceOf(name, leader.entry.name)}
        </button>
      ))}
    </div>
  );
}

function Card({ hits, isBest, ...page }: ResultsProps & { hits: Hit[]; isBest: boolean }) {
  const { store, index, more } = page;
  const [leader, ...others] = hits;
  if (!leader) return null;
  const { at, code, kind } = leader.entry;
  const row = { store, at, query: store.results.query, why: leader.matchedName };
  if (kind === 'territorial')
    return (
      <TerritorialRow
        {...row}
        more={more}
        after={
          isBest && (
            <div class="more">
              <Report store={store} code={code} />
            </div>
          )
        }
      />
    );
  const after = (isBest || others.length > 0) && (
    <>
      {isBest && (
        <div class="more">
          <Act store={store} index={index} at={at} />
        </div>
      )}
      {others.length > 0 && <Chips store={store} leader={leader} others={others} />}
    </>
  );
  return <ItemRow {...row} index={index} after={after} />;
}

export function Results(page: ResultsProps) {
  const { store, found } = page;
  const { caution, emergency, event, groups, isPending, outOfScope, proof } = found;
  const { t } = store;
  const p = t.pages ?? pageMessages;
  const first = caution && <Caution store={store} />;
  if (isPending && !emergency && !event && !proof)
    return (
      <>
        {first}
        <Loading t={t} />
      </>
    );
  const isAlone = !event && !proof;
  const hidden = groups.flatMap(({ cards }) => cards.slice(CARDS_FIRST)).length;
  return (
    <>
      {first}
      {emergency && <Emergency store={store} dial={emergency.dial} />}
      {proof && <Proof store={store} proof={proof} />}
      <LifeEvent {...page} />
      {outOfScope && <NotHere store={store} {...outOfScope} />}
      {!outOfScope && !groups.length && isAlone && !emergency && <NotHere store={store} />}
      {groups.map(({ kind, cards }, at) => (
        <section key={kind} class={kind}>
          <h3>{kind === 'territorial' ? p.territorial : isAlone ? t.items : p.others}</h3>
          <ul>
            {cards.slice(0, store.showsAll ? cards.length : CARDS_FIRST).map((card, rank) => (
              <Card
                key={card[0]?.entry.code}
                {...page}
                hits={card}
                isBest={isAlone && !emergency && at === 0 && rank === 0}
              />
            ))}
          </ul>
        </section>
      ))}
      {hidden > 0 && !store.showsAll && (
        <button type="button" onClick={() => store.showAll()}>
          {fill(p.showAll, hidden)}
        </button>
      )}
      <p class="hint">
        {p.trackHint}{' '}
        <button
          type="button"
          class="chip"
          data-code={DOORS.track}
          onClick={(event) => store.go('intake', DOORS.track, event.currentTarget)}
        >
          {p.track}
        </button>
      </p>
      <p class="tools">
        <Letters store={store} />
      </p>
    </>
  );
}
