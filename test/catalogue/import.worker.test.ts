import { env } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../worker/app.ts';
import { runImport } from '../worker-setup.ts';

const count = async (sql: string) => (await env.DB.prepare(sql).first<{ n: number }>())?.n;
const changesOf = (results: D1Result[]) => results.reduce((sum, result) => sum + (result.meta.changes ?? 0), 0);

/** The import of the demonstration set, with rows of one table rewritten as another release would have them. */
function nextRelease(version: string, change: (rows: unknown[][], table: string) => unknown[][], replacements = {}) {
  return env.TEST_IMPORT.map(({ sql, json }) => {
    const table = /^INSERT INTO (\w+)/.exec(sql)?.[1];
    if (json === null) return { sql, json };
    if (table === 'catalogue_release')
      return { sql, json: json.replace(/"contentHash":"\w+"/, `"contentHash":"${version}"`) };
    if (table !== undefined) return { sql, json: JSON.stringify(change(JSON.parse(json) as unknown[][], table)) };
    const { living } = JSON.parse(json) as { living: string[] };
    const isItems = sql.startsWith('UPDATE service_item');
    return {
      sql,
      json: JSON.stringify({ living: isItems ? living.filter((code) => code !== 'V53') : living, replacements }),
    };
  });
}

const withoutV53 = (rows: unknown[][], table: string) =>
  rows.filter(
    (row) => !(table === 'service_item' && row[0] === 'V53') && !(table === 'item_office' && row[1] === 'V53'),
  );

describe('an import', () => {
  it('that has been done already changes nothing', async () => {
    expect(changesOf(await runImport(env.TEST_IMPORT))).toBe(0);
    expect(await count('SELECT count(*) AS n FROM catalogue_release')).toBe(1);
  });

  it('gives every item exactly one responsible office in every township', async () => {
    expect(await count('SELECT count(*) AS n FROM item_office')).toBe(16 * 239);
  });

  it('cannot give an item a second office: the database refuses it', async () => {
    const second = env.DB.prepare("INSERT INTO item_office VALUES ('370883101','T001','370883101-O02')").run();
    await expect(second).rejects.toThrow(/UNIQUE/);
  });

  it('retires what is gone, keeps it, and answers its address with 410 and what replaced it', async () => {
    const { app } = createApp();
    await runImport(nextRelease('b', withoutV53, { V53: 'V52' }));
    const response = await app.request('/api/v1/items/V53', undefined, env);
    expect(response.status).toBe(410);
    expect(await response.json()).toMatchObject({ code: 'lists.item-retired', replacedBy: { code: 'V52' } });
    expect(await count("SELECT count(*) AS n FROM service_item WHERE code='V53'")).toBe(1);
    expect(await count("SELECT count(*) AS n FROM item_office WHERE item_code='V53'")).toBe(0);
  });

  it('brings an item back that had been retired', async () => {
    await runImport(nextRelease('c', withoutV53));
    await runImport(env.TEST_IMPORT);
    const response = await createApp().app.request('/api/v1/items/V53', undefined, env);
    expect(response.status).toBe(200);
  });

  it('that breaks half way leaves everything as it was', async () => {
    const before = await count('SELECT count(*) AS n FROM catalogue_release');
    const renamed = nextRelease('d', (rows, table) =>
      table === 'service_item' ? rows.map((row) => [row[0], row[1], '改了名', ...row.slice(3)]) : rows,
    );
    const broken = [...renamed, { sql: "INSERT INTO item_office VALUES ('nowhere','T001','none')", json: null }];
    await expect(runImport(broken)).rejects.toThrow();
    expect(await count('SELECT count(*) AS n FROM catalogue_release')).toBe(before);
    expect(await count("SELECT count(*) AS n FROM service_item WHERE name='改了名'")).toBe(0);
  });
});
