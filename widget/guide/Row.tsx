import type { ComponentChildren } from 'preact';
import type { EmbedIndex } from '#catalogue/embed';
import { isVillageItem, matchedPart, officeName, officeOf } from './catalogue.ts';
import type { ViewName } from './history.ts';
import { limitText } from './limits.ts';
import { fill } from './messages.ts';
import { rowOf } from './rows.ts';
import type { Store } from './store.ts';

function Marked({ text, query }: { text: string; query: string }) {
  const [from, to] = matchedPart(text, query);
  return (
    <b lang="zh-CN">
      {text.slice(0, from)}
      {to > from && <mark>{text.slice(from, to)}</mark>}
      {text.slice(to)}
    </b>
  );
}

interface LinkProps {
  store: Store;
  view: ViewName;
  code: string;
  children: ComponentChildren;
}

/** One large target: a thumb that hits anything of it has hit it. */
function Row({ store, view, code, children }: LinkProps) {
  return (
    <li>
      <button type="button" class="row" data-code={code} onClick={(event) => store.go(view, code, event.currentTarget)}>
        {children}
      </button>
    </li>
  );
}

interface RowProps {
  store: Store;
  index: EmbedIndex;
  at: number;
  query?: string;
  /** The name that matched, when it is not the official one. */
  alias?: string;
}

export function ItemRow({ store, index, at, query = '', alias }: RowProps) {
  const { t, township } = store;
  const { code, name, papers, promised } = rowOf(index.items, at);
  const office = isVillageItem(code) ? t.station : officeName(index, township, officeOf(index, township, at));
  const limit = limitText(t, promised);
  return (
    <Row store={store} view="item" code={code}>
      <Marked text={name} query={alias ? '' : query} />
      {alias && (
        <span class="alias">
          {t.alsoCalled}
          <Marked text={alias} query={query} />
        </span>
      )}
      <span>{office || t.askCounter}</span>
      <span class="facts">
        {papers ? fill(t.papersToBring, papers) : t.noPapers}
        {' · '}
        {/* Words such as 即办 say it all by themselves. */}
        {/^\d/.test(promised) ? fill(t.promisedIn, limit) : limit}
      </span>
    </Row>
  );
}

export function TerritorialRow({ store, index, at, query = '' }: RowProps) {
  const { code, name, lead } = rowOf(index.territorial, at);
  return (
    <Row store={store} view="territorial" code={code}>
      <Marked text={name} query={query} />
      <span class="facts">{fill(store.t.leads, lead || store.t.askCounter)}</span>
    </Row>
  );
}
