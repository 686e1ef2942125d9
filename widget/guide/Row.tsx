import type { ComponentChildren } from 'preact';
import type { EmbedIndex } from '#catalogue/embed';
import { normaliseQuery } from '#search/rules';
import { isVillageItem, officeName, officeOf } from './catalogue.ts';
import type { ViewName } from './history.ts';
import { limitText } from './limits.ts';
import { fill } from './messages.ts';
import { rowOf } from './rows.ts';
import type { Store } from './store.ts';

interface RowProps {
  store: Store;
  /** What was typed. */
  query?: string;
  /** The word that matched. */
  why?: string;
  /** Belongs to the row, but is no part of its one large target. */
  after?: ComponentChildren;
}

interface LinkProps extends RowProps {
  view: ViewName;
  code: string;
  name: string;
  children: ComponentChildren;
}

/** One large target: a thumb that hits anything of it has hit it. */
export function Row({ store, view, code, name, query = '', why, after, children }: LinkProps) {
  // A name that holds what was typed speaks for itself.
  const alias = why && !name.includes(query) && !normaliseQuery(name).includes(why) && why;
  // The second stage knows which parts agree with what was typed.
  const marked = (text: string) => <b lang="zh-CN">{store.finder ? store.finder.marked(text, query) : text}</b>;
  return (
    <li class={after ? 'card' : ''}>
      <button
        type="button"
        class={after ? 'row inset' : 'row'}
        data-code={code}
        onClick={(event) => store.go(view, code, event.currentTarget)}
      >
        {marked(name)}
        {alias && (
          <span class="alias">
            {store.t.alsoCalled}
            {marked(alias)}
          </span>
        )}
        {children}
      </button>
      {after}
    </li>
  );
}

/** What the lists say is Chinese, whatever language surrounds it. */
const ownLanguage = (text: string) => (/[^ -~]/.test(text) ? 'zh-CN' : undefined);

export function ItemRow({ index, at, ...row }: RowProps & { index: EmbedIndex; at: number }) {
  const { t, township } = row.store;
  const { code, name, papers, promised } = rowOf(index.items, at);
  const office = isVillageItem(code) ? t.station : officeName(index, township, officeOf(index, township, at));
  const limit = limitText(t, promised);
  return (
    <Row {...row} view="item" code={code} name={name}>
      <span lang={ownLanguage(office)}>{office || t.askCounter}</span>
      <span class="facts">
        {papers ? fill(t.papersToBring, papers) : t.noPapers}
        {' · '}
        {/* Words such as 即办 say it all by themselves. */}
        {limit === promised ? <span lang={ownLanguage(limit)}>{limit}</span> : fill(t.promisedIn, limit)}
      </span>
    </Row>
  );
}
