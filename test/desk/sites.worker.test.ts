import { env } from 'cloudflare:test';
import { beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../worker/app.ts';
import { openDatabase } from '../../worker/platform/database.ts';
import { dayInMonths, faultsOfSite, originsIn } from '../../worker/sites/keeping.rules.ts';
import { readSites } from '../../worker/sites/sites.store.ts';
import { runImport } from '../worker-setup.ts';
import { type Colleague, colleague, TOWNSHIP } from './colleague.ts';

const db = openDatabase(env.DB);
let admin: Colleague;
beforeAll(async () => {
  admin = await colleague('administrator');
});
const inAYear = dayInMonths(new Date().toISOString().slice(0, 10), 12);
const typed = (change: Record<string, string> = {}) => ({
  name: '某镇网站',
  origins: 'https://www.town.example',
  townshipCode: TOWNSHIP,
  owner: '某镇党政办',
  verifyBy: inAYear,
  note: '',
  ...change,
});
const siteOf = async (name: string) => (await readSites(db)).find((site) => site.name === name);
const register = async (change: Record<string, string>) =>
  admin.press(await admin.open('/desk/sites/new'), '登记', typed(change));
/** What an isolate that has read nothing yet knows of an origin. */
const asked = async (origin: string) =>
  (await createApp().app.request(`/api/v1/sites/self?origin=${encodeURIComponent(origin)}`, undefined, env)).json();

describe('the register of sites', () => {
  it('takes a site in: from then on its pages may have the intake on them', async () => {
    const origin = 'https://one.example';
    expect(await asked(origin)).toEqual({ registered: false, township: null });
    const page = await register({ name: '一号网站', origins: ` ${origin}\n https://www.one.example ` });
    expect(page.status).toBe(200);
    expect(page.text).toContain('登记好了');
    expect(page.text).toContain(admin.staff.name);
    expect(await asked(origin)).toEqual({ registered: true, township: TOWNSHIP });
    const list = await admin.open('/desk/sites');
    expect(list.text).toContain('一号网站');
    expect(list.text).toContain('https://one.example https://www.one.example');
    expect(list.text).toContain('还没有看到它用');
    expect((await siteOf('一号网站'))?.id).toBeGreaterThan(1_000_000);
  });

  it.each([
    [{ origins: 'https://www.two.example/index.html' }, '请写成 https://www.two.example'],
    [{ origins: 'WWW.Two.example' }, '请写成 https://www.two.example'],
    [{ origins: 'https://*.two.example' }, '不是源'],
    [{ origins: '' }, '写上网站的源'],
    [{ origins: 'http://127.0.0.1:8787' }, '已经登记给“演示页面'],
    [{ verifyBy: '2020-01-01' }, '已经过了'],
    [{ verifyBy: '2027-02-30' }, '选一个日子'],
    [{ verifyBy: '2099-01-01' }, '太远了'],
    [{ owner: ' ' }, '写上谁管'],
    [{ name: '' }, '写上网站的名称'],
  ])('says what is wrong with %j, and keeps what was typed', async (change, said) => {
    const page = await register({ note: '记一笔', ...change });
    expect(page.status).toBe(422);
    expect(page.text).toContain(said);
    expect(page.html).toContain('记一笔');
    expect(await siteOf('某镇网站')).toBeUndefined();
  });

  it('is sent twice and is one site', async () => {
    const form = await admin.open('/desk/sites/new');
    const fields = typed({ name: '按了两下', origins: 'https://twice.example' });
    const [one, other] = [await admin.press(form, '登记', fields), await admin.press(form, '登记', fields)];
    expect(one.text).toContain('登记好了');
    expect(other.text).toContain('登记好了');
    expect((await readSites(db)).filter(({ name }) => name === '按了两下')).toHaveLength(1);
  });

  it('of two who take the same origin at once, one has it and the other is told', async () => {
    const forms = await Promise.all([admin.open('/desk/sites/new'), admin.open('/desk/sites/new')]);
    const pages = await Promise.all(
      forms.map((form, at) => admin.press(form, '登记', typed({ name: `抢注${at}`, origins: 'https://race.example' }))),
    );
    expect(pages.map(({ status }) => status).sort()).toEqual([200, 422]);
    expect((await readSites(db)).filter(({ origins }) => origins.includes('https://race.example'))).toHaveLength(1);
  });

  it('changes, is looked at again, is closed with a reason and opened again; all of it stays on record', async () => {
    await register({ name: '会变的网站', origins: 'https://old.example' });
    const id = (await siteOf('会变的网站'))?.id;
    const path = `/desk/sites/${id}`;
    const fields = typed({ name: '会变的网站', origins: 'https://new.example' });
    expect((await admin.press(await admin.open(path), '保存', fields)).text).toContain('改好了');
    expect(await asked('https://old.example')).toMatchObject({ registered: false });
    expect((await admin.press(await admin.open(path), '保存', fields)).text).toContain('没有改动');
    const looked = await admin.press(await admin.open(path), '核对过了', { next: dayInMonths(inAYear, 1) });
    expect(looked.text).toContain('下次核对的日子');
    expect((await admin.press(await admin.open(path), '核对过了', { next: '2020-01-01' })).status).toBe(422);
    expect((await admin.press(await admin.open(path), '关掉这个网站')).text).toContain('写一句为什么关');
    const closed = await admin.press(await admin.open(path), '关掉这个网站', { reason: '域名到期了' });
    expect(closed.text).toContain('域名到期了');
    expect(closed.text).toContain('原来的源：https://new.example');
    expect(await asked('https://new.example')).toMatchObject({ registered: false });
    const again = await admin.press(await admin.open(path), '重新开放', { origins: 'https://new.example' });
    expect(again.text).toMatch(/登记 .*改登记 .*核对过 .*关了 .*重新开放/);
    expect(await asked('https://new.example')).toMatchObject({ registered: true });
    await expect(env.DB.exec('DELETE FROM site_event')).rejects.toThrow('append-only');
    await expect(env.DB.exec('UPDATE site_event SET staff_id = 0')).rejects.toThrow('append-only');
  });

  it('is not overwritten by who opened the page before: what was typed is kept', async () => {
    await register({ name: '两个人改', origins: 'https://both.example' });
    const path = `/desk/sites/${(await siteOf('两个人改'))?.id}`;
    const [first, late] = [await admin.open(path), await admin.open(path)];
    await admin.press(first, '保存', { owner: '第一个人写的' });
    const lost = await admin.press(late, '保存', { owner: '第二个人写的' });
    expect(lost.status).toBe(409);
    expect(lost.text).toContain('有人先改了');
    expect(lost.html).toContain('value="第二个人写的"');
    expect((await siteOf('两个人改'))?.owner).toBe('第一个人写的');
    expect((await admin.press(lost, '保存')).text).toContain('改好了');
    expect((await siteOf('两个人改'))?.owner).toBe('第二个人写的');
  });

  it('in the file is changed there, until the desk takes it over: then no import touches it', async () => {
    const file = await admin.open('/desk/sites/1');
    expect(file.text).toContain('写在目录的 sites.csv 里');
    expect(file.html).not.toContain('name="owner"');
    const posted = { ...typed(), key: admin.formKey, once: crypto.randomUUID(), seen: '0' };
    expect((await admin.post('/desk/sites/1', posted)).status).toBe(422);
    const taken = await admin.press(file, '改由工作台管');
    expect(taken.text).toContain('改由工作台管了');
    await admin.press(taken, '关掉这个网站', { reason: '演示完了' });
    await runImport(env.TEST_IMPORT);
    expect((await readSites(db))[0]).toMatchObject({ status: 'closed', keptIn: 'desk', origins: [] });
    expect((await siteOf('一号网站'))?.status).toBe('active');
    await admin.press(await admin.open('/desk/sites/1'), '交还给目录');
    await runImport(env.TEST_IMPORT);
    expect((await readSites(db))[0]).toMatchObject({ status: 'active', keptIn: 'file' });
    // One that came in on the desk is in no file: it cannot be given back.
    const own = `/desk/sites/${(await siteOf('一号网站'))?.id}`;
    expect((await admin.open(own)).html).not.toContain('交还给目录');
    const back = { to: 'file', seen: '1', key: admin.formKey, once: crypto.randomUUID() };
    expect((await admin.post(`${own}/move`, back)).status).toBe(422);
  });

  it('shows which version a site runs, which went dark, and chases those that nobody has looked at', async () => {
    await env.DB.exec(`INSERT INTO site_usage VALUES ('2026-01-05', 'https://one.example', '0.1.0', 'element', 16)`);
    await env.DB.exec(`INSERT INTO site_usage VALUES ('2026-01-05', 'other', '0.0.9', 'element', 40)`);
    await env.DB.exec(`UPDATE site SET verify_by = '2026-01-01' WHERE name = '一号网站'`);
    const list = await admin.open('/desk/sites');
    expect(list.text).toContain('停了：2026-01-05 以后没有动静');
    expect(list.text).toContain('版本 0.1.0，共约 16 次');
    expect(list.text).toContain('合起来约 40 次');
    expect(list.text).toContain('该核对了');
    expect((await admin.open('/desk')).text).toContain('有 1 个网站的登记该核对了');
  });

  it('is no page of anybody else, and has no other addresses', async () => {
    expect((await (await colleague('coordinator')).open('/desk/sites')).status).toBe(403);
    for (const id of ['999', 'x', '1%2F2']) expect((await admin.open(`/desk/sites/${id}`)).status).toBe(404);
  });
});

describe('what is typed as origins', () => {
  it('is parted by lines, blanks and commas, Chinese ones too', () =>
    expect(originsIn('https://a.example，https://b.example\n\nhttps://a.example、x')).toEqual([
      'https://a.example',
      'https://b.example',
      'x',
    ]));

  it('a name in Chinese letters is told as browsers send it', () => {
    const facts = {
      name: 'x',
      townshipCode: null,
      owner: 'x',
      note: '',
      verifyBy: '2027-01-01',
      origins: ['https://镇.example'],
    };
    const [fault] = faultsOfSite(facts, new Set(), [], '2026-11-23');
    expect(fault?.text).toMatch(/请写成 https:\/\/xn--[a-z0-9-]+\.example/);
  });

  it('a month that is too short has its last day', () => expect(dayInMonths('2027-01-31', 1)).toBe('2027-02-28'));
});
