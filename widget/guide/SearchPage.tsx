import { domainsBySize } from './catalogue.ts';
import { Loading, Trouble } from './Notice.tsx';
import type { PageProps } from './page.ts';
import { ItemRow } from './Row.tsx';
import { Townships } from './TownshipPage.tsx';

/** Together with the box they fit on a phone's first screen. */
const DOMAINS_FIRST = 7;

function Domains({ store, index }: PageProps) {
  const all = domainsBySize(index);
  const shown = store.showsAll ? all : all.slice(0, DOMAINS_FIRST);
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
          <button type="button" onClick={() => store.showAll()}>
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

/** Items alone, until the second stage takes over: it knows both lists and what else to say. */
function Results(page: PageProps) {
  const { store, index, pages } = page;
  const { t, more, laterFailure } = store;
  const { query, hits, found } = store.results;
  if (pages && more && found) return <pages.Results {...page} more={more} found={found} />;
  if (!hits.length) return laterFailure ? <Trouble store={store} failure={laterFailure} /> : <Loading t={t} />;
  return (
    <>
      <h3>{t.items}</h3>
      <ul>
        {hits.map((hit) => (
          <ItemRow
            key={hit.entry.code}
            store={store}
            index={index}
            at={hit.entry.at}
            query={query}
            why={hit.matchedName}
          />
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
          part="search"
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
