import { townshipName } from '../guide/catalogue.ts';
import type { GuidePageProps } from '../guide/page.ts';
import { listOf, rowOf } from '../guide/rows.ts';
import { Report } from './Act.tsx';
import { Legal } from './Legal.tsx';
import { pageMessages } from './messages.ts';
import { Tools } from './Tools.tsx';

export function TerritorialPage({ store, index, guides, at, place }: GuidePageProps) {
  const { t, township, more } = store;
  const p = t.pages ?? pageMessages;
  const lead = more?.territorial.lead[at];
  const duty = rowOf(guides.territorial, at);
  return (
    <>
      <p class="notice">{p.urgent}</p>
      <div class="more">
        <Report store={store} code={place.code} />
      </div>
      <section class="first">
        <h3>{p.leadDuty}</h3>
        <p class="big" lang="zh-CN">
          {lead || t.askCounter}
        </p>
        <p lang="zh-CN">{duty.leadDuty}</p>
      </section>
      <section>
        <h3>{p.cooperatingDuty}</h3>
        <p class="big" lang="zh-CN">
          {townshipName(index, township) || p.township}
        </p>
        <p lang="zh-CN">{duty.cooperatingDuty || t.askCounter}</p>
      </section>
      {duty.supporting && (
        <section>
          <h3>{p.supporting}</h3>
          <p lang="zh-CN">{listOf(duty.supporting).join(p.comma)}</p>
        </section>
      )}
      <Legal p={p} legalBasis={duty.legalBasis} unverified={duty.unverified} />
      <Tools store={store} code={place.code} list="duties" />
    </>
  );
}
