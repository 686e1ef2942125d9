import { env } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../worker/app.ts';
import { runImport } from '../worker-setup.ts';

type Json = Record<string, unknown>;
const get = async (path: string) => {
  const answer = await createApp().app.request(`/api/v1/territorial-list${path}`, undefined, env);
  return { status: answer.status, body: (await answer.json()) as Json };
};
const importWith = (change: (json: string) => string) =>
  runImport(
    env.TEST_IMPORT.map(({ sql, json }) => {
      const touched = json !== null && /INTO (territorial_item|catalogue_release) /.test(sql);
      return { sql, json: touched ? change(json as string) : json };
    }),
  );

/** As another edition of the list: other duty of one entry, another content hash, another day. */
const edition = (json: string) =>
  json
    .replace('宅基地政策指导、违法占用', '宅基地政策指导、依法查处违法占用')
    .replace(/"contentHash":"[^"]*"/, '"contentHash":"another"')
    .replace(/"effectiveDate":"[^"]*"/, '"effectiveDate":"2027-01-01"');

describe('versions of the territorial list', () => {
  it('the first import is version 1; the same again is no new one', async () => {
    await importWith((json) => json);
    const { body } = await get('/versions');
    expect(body['versions']).toMatchObject([{ version: 1, effectiveUntil: null, entries: 98 }]);
    const whole = await get('/versions/1');
    expect(whole.body).toMatchObject({ version: 1, entries: 98 });
    const { version: _version, dataset: _dataset, ...entry } = await entryNow();
    expect((whole.body['items'] as Json[])[0]).toEqual(entry);
  });

  it('an import that changes the list is the next version; the old one keeps its address and its words', async () => {
    await importWith(edition);
    const { body } = await get('/versions');
    expect(body['versions']).toMatchObject([
      { version: 2, effectiveFrom: '2027-01-01', effectiveUntil: null },
      { version: 1, effectiveUntil: '2027-01-01' },
    ]);
    const [now, then] = await Promise.all([get('/D01-001'), get('/D01-001?version=1')]);
    expect(now.body).toMatchObject({ version: 2, leadDuty: expect.stringContaining('依法查处') });
    expect(then.body).toMatchObject({ version: 1, leadDuty: expect.not.stringContaining('依法查处') });
    const { body: difference } = await get('/versions/1/2');
    expect(difference).toMatchObject({
      added: [],
      retired: [],
      changed: [{ code: 'D01-001', changes: [{ field: 'leadDuty', title: '主体责任' }] }],
    });
  });

  it('what is not there is told as such', async () => {
    expect(await get('/versions/9')).toMatchObject({ status: 404, body: { code: 'lists.version-not-found' } });
    expect(await get('/versions/1/9')).toMatchObject({ status: 404 });
    expect(await get('/D99-001?version=1')).toMatchObject({ status: 404, body: { code: 'lists.not-in-version' } });
    expect(await get('/versions/0')).toMatchObject({ status: 400 });
  });

  it('cannot be rewritten, removed or skipped', async () => {
    for (const sql of [
      "UPDATE list_version SET content='[]'",
      'DELETE FROM list_version',
      "INSERT INTO list_version VALUES ('territorial',9,'2027-01-01','[]',1)",
      "INSERT OR REPLACE INTO list_version VALUES ('territorial',1,'2027-01-01','[]',1)",
    ])
      await expect(env.DB.prepare(sql).run(), sql).rejects.toThrow('list_version');
  });
});

async function entryNow(): Promise<Json> {
  return (await get('/D01-001')).body;
}
