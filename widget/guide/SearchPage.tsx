import { domainsBySize } from './catalogue.ts';
import { fill } from './messages.ts';
import type { PageProps } from './page.ts';
import { ItemRow, TerritorialRow } from './Row.tsx';
import { Townships } from './TownshipPage.tsx';

/** Together with the box they fit on a phone's first screen. */
const DOMAINS_FIRST = 7;

function Domains({ store, index }: PageProps) {
  const all = domainsBySize(index);
  const shown = store.allDomains ? all : all.slice(0, DOMAINS_FIRST);
  return (
    <ul class="tiles">
      {shown.map((domain) => (
        <li key={domain}>
          <button
            type="button"
            data-code={domain}
            onClick={(event) => store.go('domain', String(domain), event.currentTarget)}
          >
            <span lang="zh-CN">{index.domains[domain]}</span>
          </button>
        </li>
      ))}
      {shown.length < all.length && (
        <li>
          <button type="button" onClick={() => store.showAllDomains()}>
            {store.t.moreDomains}
          </button>
        </li>
      )}
    </ul>
  );
}

/** One question at a time: the categories come when the township is known. */
function Start(page: PageProps) {
  const { t, township } = page.store;
  return (
    <>
      <p class="hint">{t.hint}</p>
      <h3>{township ? t.domains : t.chooseTownship}</h3>
      {township ? <Domains {...page} /> : <Townships {...page} />}
    </>
  );
}

function Nothing({ store }: PageProps) {
  const { t, results } = store;
  return (
    <div class="notice">
      <b>{fill(t.nothingFound, results.query)}</b>
      <ul class="dots">
        <li>{t.tryWords}</li>
        <li>{t.try12345}</li>
        <li>{t.tryCounter}</li>
      </ul>
    </div>
  );
}

function Results(page: PageProps) {
  const { store, index } = page;
  const { query, items, territorial } = store.results;
  if (!items.length && !territorial.length) return <Nothing {...page} />;
  return (
    <>
      {items.length > 0 && <h3>{store.t.items}</h3>}
      <ul>
        {items.map(({ entry, matchedName }) => (
          <ItemRow
            key={entry.code}
            store={store}
            index={index}
            at={entry.at}
            query={query}
            // An official name that holds what was typed speaks for itself.
            alias={matchedName === entry.names[0] || entry.names[0]?.includes(query) ? '' : matchedName}
          />
        ))}
      </ul>
      {territorial.length > 0 && <h3>{store.t.territorial}</h3>}
      <ul>
        {territorial.map(({ entry }) => (
          <TerritorialRow key={entry.code} store={store} index={index} at={entry.at} query={query} />
        ))}
      </ul>
    </>
  );
}

export function SearchPage(page: PageProps) {
  const { store, place } = page;
  const { t } = store;
  const onInput = (event: { currentTarget: HTMLInputElement; isComposing?: boolean }) =>
    store.type(event.currentTarget.value, !!event.isComposing);
  return (
    <>
      <h2 tabIndex={-1} id="question">
        {t.question}
      </h2>
      <div class="box">
        <input
          type="search"
          aria-labelledby="question"
          placeholder={t.placeholder}
          value={place.query}
          autocomplete="off"
          enterkeyhint="search"
          onInput={onInput}
          // Chrome ends a composition after its last input event, Safari before it.
          onCompositionEnd={onInput}
        />
        {place.query && (
          <button type="button" aria-label={t.clear} onClick={() => store.clear()}>
            ✕
          </button>
        )}
      </div>
      {store.results.query.trim() ? <Results {...page} /> : <Start {...page} />}
    </>
  );
}
