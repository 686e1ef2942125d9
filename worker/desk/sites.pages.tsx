/** @jsxImportSource hono/jsx */
import { FIRST_OF_THE_DESK } from '../sites/keeping.rules.ts';
import type { OneSite } from '../sites/keeping.usecases.ts';
import type { SiteDeed, SiteEvent } from '../sites/sites.contract.ts';
import { Buttons, FaultSummary, Form, Go, Line } from './form.pages.tsx';
import { momentText } from './moments.rules.ts';
import { SiteFields, type SiteFormProps } from './site-form.pages.tsx';
import { KEPT_TITLES, SiteTags, seenText } from './sites-list.pages.tsx';

const DEED_TITLES: Record<SiteDeed, string> = {
  registered: '登记',
  changed: '改登记',
  verified: '核对过',
  closed: '关了',
  reopened: '重新开放',
  'taken-over': '改由工作台管',
  'given-back': '交还给目录',
};

function eventText({ what, detail: { origins, reason, verifyBy } }: SiteEvent): string {
  if (what === 'closed') return `${reason ?? ''}。原来的源：${origins?.join(' ') ?? ''}`;
  if (what === 'verified') return `下次 ${verifyBy ?? ''}`;
  return origins?.join(' ') ?? '';
}

interface SitePageProps extends SiteFormProps {
  one: OneSite;
  names: ReadonlyMap<number, string>;
  /** What the day of the next look is likely to be. */
  nextDay: string;
  reason: string;
  trouble: string | null;
}

export function SitePage({ one, names, nextDay, reason, trouble, session, once, ...fields }: SitePageProps) {
  const { site, usage, events, seen } = one;
  const to = (step: string) => `/desk/sites/${site.id}${step}`;
  const hidden = <input type="hidden" name="seen" value={String(seen)} />;
  const isClosed = site.status === 'closed';
  return (
    <>
      <p>
        <a href="/desk/sites">登记的网站</a>
      </p>
      <h1>{site.name}</h1>
      {trouble !== null && (
        <p class="fault" role="alert">
          {trouble}
        </p>
      )}
      <FaultSummary faults={fields.faults} />
      <p>
        <SiteTags usage={usage} /> {seenText(usage)}。登记在{KEPT_TITLES[site.keptIn]}。
      </p>
      {usage.versions.length > 0 && (
        <p class="soft">
          {usage.lastDay} 那天：{usage.versions.map(([version, views]) => `${version} 约 ${views} 次`).join('，')}。
        </p>
      )}
      {site.keptIn === 'file' ? (
        <>
          <dl>
            <dt>源</dt>
            <dd>{site.origins.join(' ') || '没有。已经关了，或者这个源在工作台登记给了别的网站'}</dd>
            <dt>谁管</dt>
            <dd>{site.owner}</dd>
            <dt>再核对</dt>
            <dd>{site.verifyBy ?? '没有写'}</dd>
          </dl>
          <p>它写在目录的 sites.csv 里：改那张表再换目录。要在这里改、在这里关，先接过来管，以后导入目录就不动它。</p>
          <Form action={to('/move')} session={session} once={once}>
            {hidden}
            <Buttons>
              <Go weight="other" name="to" value="desk">
                改由工作台管
              </Go>
            </Buttons>
          </Form>
        </>
      ) : (
        <>
          {!isClosed && (
            <Form action={to('/verify')} session={session} once={once} class="row">
              {hidden}
              <Line
                name="next"
                label="源核对过，没有变；下次"
                type="date"
                value={nextDay}
                faults={fields.faults}
                short
              />
              <Go weight="other">核对过了</Go>
            </Form>
          )}
          <Form action={to('')} session={session} once={once} class="box">
            <h2>{isClosed ? '重新开放' : '改登记'}</h2>
            {hidden}
            <SiteFields {...fields} />
            <Buttons>
              <Go>{isClosed ? '重新开放' : '保存'}</Go>
            </Buttons>
          </Form>
          {!isClosed && (
            <Form action={to('/close')} session={session} once={once} class="box">
              <h2>关掉</h2>
              {hidden}
              <Line
                name="reason"
                label="为什么关"
                value={reason}
                faults={fields.faults}
                hint="源会一起去掉；原来的留在下面的记录里。"
              />
              <Buttons>
                <Go weight="danger">关掉这个网站</Go>
              </Buttons>
            </Form>
          )}
          {site.id < FIRST_OF_THE_DESK && (
            <Form action={to('/move')} session={session} once={once}>
              {hidden}
              <Buttons>
                <Go weight="other" name="to" value="file">
                  交还给目录
                </Go>
              </Buttons>
            </Form>
          )}
        </>
      )}
      {events.length > 0 && (
        <section class="box">
          <h2>谁做过什么</h2>
          <ol class="line">
            {events.map((event) => (
              <li>
                {momentText(event.at)} {names.get(event.staffId)}：{DEED_TITLES[event.what]}
                <br />
                <span class="soft">{eventText(event)}</span>
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  );
}
