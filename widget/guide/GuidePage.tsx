import { isVillageItem, officeName, officeOf } from './catalogue.ts';
import { Loading, Trouble } from './Notice.tsx';
import type { PageProps } from './page.ts';

/** What the index knows of the page already: its heading, and who takes care of it. */
function knownOf({ store, index, place }: PageProps): { at: number; name: string; who: string } {
  const { view, code } = place;
  if (view === 'domain') return { at: +code, name: index.domains[+code] as string, who: '' };
  // What names an entry of the territorial list has been loaded: but for a new release that is on its way.
  const columns = view === 'item' ? index.items : store.more?.territorial;
  const at = columns ? columns.code.indexOf(code) : -1;
  const who =
    columns !== index.items
      ? store.more?.territorial.lead[at]
      : isVillageItem(code)
        ? store.t.station
        : officeName(index, store.township, officeOf(index, store.township, at));
  return { at, name: columns?.name[at] ?? '', who: who || store.t.askCounter };
}

/** A page of the second stage. Until that is there, what the index knows already stands here. */
export function GuidePage(page: PageProps) {
  const { store, place, pages } = page;
  const { t, guides, laterFailure } = store;
  if (pages && place.view === 'intake') return <pages.IntakePage {...page} />;
  const { at, name, who } = knownOf(page);
  const Page =
    pages &&
    {
      item: pages.ItemPage,
      territorial: pages.TerritorialPage,
      domain: pages.DomainPage,
    }[place.view as 'item'];
  return (
    <>
      <h2 tabIndex={-1} lang="zh-CN">
        {name}
      </h2>
      {Page && guides && at >= 0 ? (
        <Page {...page} guides={guides} at={at} />
      ) : (
        <>
          <p class="first big">{who}</p>
          {laterFailure ? <Trouble store={store} failure={laterFailure} /> : <Loading t={t} />}
        </>
      )}
    </>
  );
}
