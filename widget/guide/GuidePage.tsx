import { isVillageItem, officeName, officeOf } from './catalogue.ts';
import { Loading, Trouble } from './Notice.tsx';
import type { PageProps } from './page.ts';
import { rowOf } from './rows.ts';

/** What the index knows of the page already: its heading, and who takes care of it. */
function knownOf({ store, index, place }: PageProps): { at: number; name: string; who: string } {
  const { view, code } = place;
  if (view === 'domain') return { at: +code, name: index.domains[+code] as string, who: '' };
  const columns = view === 'item' ? index.items : index.territorial;
  const at = columns.code.indexOf(code);
  const who =
    view === 'territorial'
      ? rowOf(index.territorial, at).lead
      : isVillageItem(code)
        ? store.t.station
        : officeName(index, store.township, officeOf(index, store.township, at));
  return { at, name: rowOf(columns, at).name, who: who || store.t.askCounter };
}

/** A page of the second stage. Until that is there, what the index knows already stands here. */
export function GuidePage(page: PageProps) {
  const { store, place, pages } = page;
  const { t, guides, guidesFailure } = store;
  const { at, name, who } = knownOf(page);
  const Page =
    pages &&
    { item: pages.ItemPage, territorial: pages.TerritorialPage, domain: pages.DomainPage }[place.view as 'item'];
  return (
    <>
      <h2 tabIndex={-1} lang="zh-CN">
        {name}
      </h2>
      {Page && guides ? (
        <Page {...page} guides={guides} at={at} />
      ) : (
        <>
          <p class="first big">{who}</p>
          {guidesFailure ? <Trouble store={store} failure={guidesFailure} /> : <Loading t={t} />}
        </>
      )}
    </>
  );
}
