/** @jsxImportSource hono/jsx */
import type { Site } from '../sites/sites.contract.ts';
import { DARK_AFTER_DAYS, type SiteUsage } from '../sites/usage.rules.ts';

export const KEPT_TITLES: Record<Site['keptIn'], string> = { file: '目录的 sites.csv', desk: '工作台' };
/** Of one version, in a list. */
const VERSIONS_SHOWN = 3;

interface SitesPageProps {
  usage: readonly SiteUsage[];
  /** Estimated views of all sites that nobody has registered. */
  others: number;
  townshipNames: ReadonlyMap<string, string>;
}

export const seenText = ({ lastDay, versions, views }: SiteUsage): string =>
  lastDay === null
    ? '还没有看到它用'
    : `最近 ${lastDay}，版本 ${versions
        .slice(0, VERSIONS_SHOWN)
        .map(([version]) => version)
        .join('、')}，共约 ${views} 次`;

export function SiteTags({ usage: { site, darkSince, isOverdue, lastDay } }: { usage: SiteUsage }) {
  return (
    <>
      {site.status === 'closed' && <span class="tag">已关</span>}
      {site.status === 'active' && site.origins.length === 0 && <span class="tag late">没有源</span>}
      {isOverdue && <span class="tag late">该核对了</span>}
      {darkSince !== null && <span class="tag soon">停了：{lastDay} 以后没有动静</span>}
    </>
  );
}

export function SitesPage({ usage, others, townshipNames }: SitesPageProps) {
  const active = usage.filter(({ site }) => site.status === 'active');
  const dark = active.filter(({ darkSince }) => darkSince !== null).length;
  const overdue = active.filter(({ isOverdue }) => isOverdue).length;
  return (
    <>
      <h1>登记的网站</h1>
      <p>
        只有登记的网站能在自己的页面里打开“我要说事”，别的网站点了在新窗口里写。在用 {active.length} 个，{dark} 个停了，
        {overdue} 个该核对。
      </p>
      <p>
        <a class="main" href="/desk/sites/new">
          登记一个网站
        </a>
      </p>
      {usage.length > 0 && (
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">网站</th>
                <th scope="col">镇街</th>
                <th scope="col">谁管</th>
                <th scope="col">在用的版本</th>
                <th scope="col">再核对</th>
                <th scope="col">登记在</th>
              </tr>
            </thead>
            <tbody>
              {usage.map((one) => {
                const { site } = one;
                return (
                  <tr>
                    <th scope="row">
                      <a href={`/desk/sites/${site.id}`}>{site.name}</a> <SiteTags usage={one} />
                      <br />
                      <span class="soft">{site.origins.join(' ')}</span>
                    </th>
                    <td>{site.townshipCode === null ? '全市' : townshipNames.get(site.townshipCode)}</td>
                    <td>{site.owner}</td>
                    <td>{seenText(one)}</td>
                    <td>{site.verifyBy ?? '没有写'}</td>
                    <td>{KEPT_TITLES[site.keptIn]}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      <p class="soft">
        没有登记的网站合起来约 {others} 次。次数是估计的：八次里记一次；不记是谁看的。{DARK_AFTER_DAYS}{' '}
        天没有动静的算停了。
      </p>
    </>
  );
}
