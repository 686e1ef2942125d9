import type { ComponentChildren } from 'preact';
import { townshipName } from './catalogue.ts';
import { GuidePage } from './GuidePage.tsx';
import { fill } from './messages.ts';
import { Loading, Trouble } from './Notice.tsx';
import type { Pages } from './page.ts';
import { SearchPage } from './SearchPage.tsx';
import type { Store } from './store.ts';
import { TownshipPage } from './TownshipPage.tsx';

export interface AppProps {
  store: Store;
  pages: Pages | undefined;
  corner: boolean;
  elder: boolean;
  dark: boolean;
}

const PAGES = {
  search: SearchPage,
  domain: GuidePage,
  item: GuidePage,
  territorial: GuidePage,
  intake: GuidePage,
  townships: TownshipPage,
};

function Bar({ store, corner }: AppProps) {
  const { t, index, trail, township } = store;
  const { view, code, query } = store.place;
  const name = index && townshipName(index, township);
  return (
    <div class="bar">
      {trail.places.length > 1 && (
        <>
          <button type="button" disabled={!trail.at} aria-label={t.back} onClick={() => store.move(-1)}>
            ‹ {t.back}
          </button>
          <button
            type="button"
            disabled={!trail.places[trail.at + 1]}
            aria-label={t.forward}
            onClick={() => store.move(1)}
          >
            ›
          </button>
        </>
      )}
      <span class="gap" />
      {index && view !== 'townships' && (name || code || query) && (
        <button type="button" class="chip" onClick={() => store.go('townships', '')}>
          {name ? (
            <>
              <span lang="zh-CN">{name}</span> · {t.changeTownship}
            </>
          ) : (
            t.chooseTownship
          )}
        </button>
      )}
      {corner && (
        <button type="button" aria-label={t.close} onClick={() => store.toggle(false)}>
          ✕
        </button>
      )}
    </div>
  );
}

function Body({ store, pages }: AppProps): ComponentChildren {
  if (store.failure) return <Trouble store={store} failure={store.failure} />;
  if (!store.index) return <Loading t={store.t} />;
  const Page = PAGES[store.place.view];
  // A new place is a new page: its scroll position, open details and fields start afresh.
  return [
    pages && <pages.Banner store={store} />,
    <Page
      key={store.trail.at + store.place.code}
      store={store}
      index={store.index}
      place={store.place}
      pages={pages}
    />,
  ];
}

export function App(props: AppProps) {
  const { store, corner, elder, dark } = props;
  const { t, index, open } = store;
  return (
    <div
      class={`app ${corner ? 'corner' : ''} ${elder ? 'elder' : ''} ${dark ? 'dark' : ''}`}
      style={{ colorScheme: dark ? 'dark' : 'light' }}
      lang={store.language}
    >
      {corner && (
        <button type="button" class="launcher" part="launcher" aria-expanded={open} onClick={() => store.toggle(!open)}>
          {t.title}
        </button>
      )}
      {(!corner || open) && (
        <section class="sheet" part="sheet" tabIndex={-1} role={corner ? 'dialog' : 'region'} aria-label={t.title}>
          <Bar {...props} />
          <div class="body">
            <Body {...props} />
          </div>
          <p class="status">
            {index && index.dataset.status === 'demonstration' && <b>{t.demonstration}</b>}
            {index && ` ${fill(t.release, index.release)}`}
          </p>
        </section>
      )}
      <div class="unseen" role="status">
        {store.announcement}
      </div>
    </div>
  );
}
