/**
 * npm run sites:report -- [--remote]
 * Which registered sites run which version, which went dark, whose registration nobody has looked at in time.
 */
import { parseArgs } from 'node:util';
import type { Site, UsageRow } from '../worker/sites/sites.contract.ts';
import { type SiteUsage, usageBySite } from '../worker/sites/usage.rules.ts';
import { query } from './d1.ts';

type SiteRow = Omit<Site, 'origins'> & { origins: string };

function describeSite({ site, versions, lastDay, views, darkSince, isOverdue }: SiteUsage): string {
  const seen =
    lastDay === null
      ? '还没有看到它用'
      : `最近一天 ${lastDay}，版本 ${versions.map(([version, count]) => `${version}（约 ${count} 次）`).join('、')}，共约 ${views} 次`;
  const notes = [
    site.status === 'closed' ? '已关闭' : '',
    darkSince === null ? '' : `${darkSince} 以后没有动静`,
    isOverdue ? `登记该核对了（${site.verifyBy}）` : '',
  ].filter((note) => note !== '');
  const name = `${site.id}\t${site.name}\t${site.origins.join(' ') || '没有源'}`;
  return [name, seen, ...notes].join('\t');
}

/** @param others views of sites that are not registered, all together */
export function describeUsage(usage: readonly SiteUsage[], others: number): string {
  const lines =
    usage.length === 0
      ? ['登记簿里还没有网站。在工作台的“网站”里登记，或者写进目录的 sites.csv 再导入。']
      : usage.map(describeSite);
  return [
    ...lines,
    `没有登记的网站：共约 ${others} 次。`,
    '次数是估计的：八次里记一次，一次算八次；不记是谁看的。',
  ].join('\n');
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { remote: { type: 'boolean' } } });
  try {
    const remote = values.remote ?? false;
    const sites = await query<SiteRow>(
      `SELECT id, name, township_code AS townshipCode, owner, note, verify_by AS verifyBy, status, kept_in AS keptIn,
       coalesce((SELECT group_concat(origin, ' ') FROM site_origin WHERE site_id = site.id), '') AS origins
       FROM site ORDER BY id`,
      remote,
    );
    const rows = await query<UsageRow>('SELECT day, origin, version, how, views FROM site_usage', remote);
    const named = sites.map(
      (site): Site => ({ ...site, origins: site.origins.split(' ').filter((one) => one !== '') }),
    );
    const others = rows.reduce((sum, { origin, views }) => (origin === 'other' ? sum + views : sum), 0);
    console.log(describeUsage(usageBySite(named, rows, Date.now()), others));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
