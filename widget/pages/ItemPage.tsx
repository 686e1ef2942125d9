import type { ComponentChildren } from 'preact';
import type { EmbedGuides, EmbedIndex } from '#catalogue/embed';
import { UNVERIFIED_BITS } from '#lists/rules';
import { limitText } from '../guide/limits.ts';
import type { Messages } from '../guide/messages.ts';
import type { GuidePageProps } from '../guide/page.ts';
import { ItemRow } from '../guide/Row.tsx';
import { listOf, rowOf } from '../guide/rows.ts';
import { itemPropsOf } from './item.ts';
import { Legal } from './Legal.tsx';
import { Listed } from './Listed.tsx';
import { pageMessages } from './messages.ts';
import { Steps } from './Steps.tsx';
import { Tools } from './Tools.tsx';
import { recallTicks, rememberTick } from './ticks.ts';
import { Where } from './Where.tsx';

const NO_STATUTORY_LIMIT = '无法定时限';

/** The village items that lead to a township item. */
const villageItemsOf = (index: EmbedIndex, guides: EmbedGuides, code: string): number[] =>
  [...index.items.code.keys()].filter((at) => guides.items.leadsTo[at] === code);

function Papers({ store, guides, at, place }: GuidePageProps) {
  const p = store.t.pages ?? pageMessages;
  const papers = listOf(rowOf(guides.items, at).materials);
  const ticks = recallTicks(place.code);
  return (
    <section>
      <h3>{p.papers}</h3>
      {papers.length > 0 ? (
        <>
          <p class="hint">{p.papersHint}</p>
          <ul class="ticks" lang="zh-CN">
            {papers.map((paper, number) => (
              <li key={paper}>
                <label>
                  <input
                    type="checkbox"
                    defaultChecked={ticks[number] === '1'}
                    onChange={(event) => rememberTick(place.code, number, event.currentTarget.checked)}
                  />
                  <span>{paper}</span>
                </label>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p>{store.t.noPapers}</p>
      )}
    </section>
  );
}

/** Spelt out in the reader's language where the lists give a number of days; their own words otherwise. */
function Limit({ t, written }: { t: Messages; written: string }): ComponentChildren {
  const text = limitText(t, written);
  return text === written ? <Listed name={text} /> : text;
}

function Facts({ store, index, guides, at }: GuidePageProps) {
  const { t } = store;
  const p = t.pages ?? pageMessages;
  const { promised } = rowOf(index.items, at);
  const { fee, inPerson, inPersonBasis, statutory, unverified } = rowOf(guides.items, at);
  const come = { 1: p.inPersonYes, 0: p.inPersonNo, '-1': p.inPersonUnknown };
  return (
    <>
      <section>
        <h3>{p.time}</h3>
        <dl>
          <dt>{p.promised}</dt>
          <dd>
            <b>
              <Limit t={t} written={promised} />
            </b>
            {(unverified & UNVERIFIED_BITS.promisedLimit) !== 0 && <span class="tag">{p.demonstrationValue}</span>}
          </dd>
          <dt>{p.statutory}</dt>
          <dd>{statutory === NO_STATUTORY_LIMIT ? p.noLimit : <Limit t={t} written={statutory} />}</dd>
        </dl>
      </section>
      <section>
        <h3>{p.fee}</h3>
        <p>{fee ? <Listed name={fee} /> : t.askCounter}</p>
      </section>
      <section>
        <h3>{p.inPerson}</h3>
        <p>{come[inPerson]}</p>
        {inPersonBasis && (
          <p class="hint" lang="zh-CN">
            {inPersonBasis}
          </p>
        )}
      </section>
    </>
  );
}

function Related({ title, rows, page }: { title: string; rows: number[]; page: GuidePageProps }) {
  if (!rows.length) return null;
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {rows.map((at) => (
          <ItemRow key={at} store={page.store} index={page.index} at={at} />
        ))}
      </ul>
    </section>
  );
}

export function ItemPage(page: GuidePageProps) {
  const { index, guides, at, place } = page;
  const p = page.store.t.pages ?? pageMessages;
  const { legalBasis, unverified } = rowOf(guides.items, at);
  const item = itemPropsOf(page);
  return (
    <>
      <Where {...item} />
      <Papers {...page} />
      <Steps {...item} />
      <Facts {...page} />
      {item.isVillage ? (
        <Related title={p.leadsTo} rows={item.townshipItem < 0 ? [] : [item.townshipItem]} page={page} />
      ) : (
        <Related title={p.alsoInVillage} rows={villageItemsOf(index, guides, place.code)} page={page} />
      )}
      <Legal p={p} legalBasis={legalBasis} unverified={unverified} />
      <Tools store={page.store} code={place.code} list="items" />
    </>
  );
}
