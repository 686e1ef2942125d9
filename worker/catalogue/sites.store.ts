import type { ListedSite } from '../sites/sites.contract.ts';

/** One SQL statement with at most one parameter, a JSON text: ready to be bound or written into a file. */
export type ImportStatement = {
  sql: string;
  json: string | null;
};

const SETTABLE = ['name', 'township_code', 'owner', 'verify_by', 'status'];
const ofTheFile = (id: string) => `(SELECT kept_in FROM site WHERE id=${id})='file'`;
const tuple = (prefix: string) => SETTABLE.map((column) => `${prefix}.${column}`).join(',');

/**
 * The register of sites as a set lists it. A site that is gone is closed, its origins go; its note and the day on
 * which it came stay. A set that lists no sites leaves the register alone: it is then kept elsewhere. A site that is
 * kept on the desk is never touched, nor are its origins: see docs/operating.md.
 * @param importedAt milliseconds since 1970-01-01T00:00Z
 */
export function siteStatements(sites: readonly ListedSite[], importedAt: number): ImportStatement[] {
  if (sites.length === 0) return [];
  const rows = sites.map(({ id, name, townshipCode, owner, verifyBy }) => [
    id,
    name,
    townshipCode,
    owner,
    verifyBy,
    importedAt,
  ]);
  const origins = sites.flatMap(({ id, origins: own }) => own.map((origin) => [origin, id]));
  const at = (index: number) => `json_extract(value,'$[${index}]')`;
  return [
    {
      sql:
        'INSERT INTO site (id,name,township_code,owner,verify_by,status,created_at) ' +
        `SELECT ${at(0)},${at(1)},${at(2)},${at(3)},${at(4)},'active',${at(5)} FROM json_each(?1) WHERE true ` +
        `ON CONFLICT(id) DO UPDATE SET ${SETTABLE.map((column) => `${column}=excluded.${column}`).join(',')} ` +
        `WHERE site.kept_in='file' AND (${tuple('site')}) IS NOT (${tuple('excluded')})`,
      json: JSON.stringify(rows),
    },
    {
      sql: "UPDATE site SET status='closed' WHERE status<>'closed' AND kept_in='file' AND id NOT IN (SELECT value FROM json_each(?1,'$.living'))",
      json: JSON.stringify({ living: sites.map(({ id }) => id) }),
    },
    {
      sql: `DELETE FROM site_origin WHERE origin NOT IN (SELECT value FROM json_each(?1,'$.living')) AND ${ofTheFile('site_origin.site_id')}`,
      json: JSON.stringify({ living: origins.map(([origin]) => origin) }),
    },
    {
      sql:
        `INSERT INTO site_origin (origin,site_id) SELECT ${at(0)},${at(1)} FROM json_each(?1) WHERE ${ofTheFile(at(1))} ` +
        `ON CONFLICT(origin) DO UPDATE SET site_id=excluded.site_id WHERE site_origin.site_id<>excluded.site_id AND ${ofTheFile('site_origin.site_id')}`,
      json: JSON.stringify(origins),
    },
  ];
}
