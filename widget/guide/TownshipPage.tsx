import type { PageProps } from './page.ts';

/** Stands on a page of its own, and first of all on the search page as long as no township is known. */
export function Townships({ store, index }: PageProps) {
  return (
    <ul class="tiles names" lang="zh-CN">
      {index.townships.map(([code, name]) => (
        <li key={code}>
          <button type="button" aria-pressed={code === store.township} onClick={() => store.chooseTownship(code)}>
            {name}
          </button>
        </li>
      ))}
    </ul>
  );
}

export function TownshipPage(page: PageProps) {
  const { t } = page.store;
  return (
    <>
      <h2 tabIndex={-1}>{t.townshipQuestion}</h2>
      <p class="hint">{t.townshipHint}</p>
      <Townships {...page} />
    </>
  );
}
