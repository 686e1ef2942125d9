import { env } from 'cloudflare:test';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { openArchive } from '../../worker/catalogue/archive.rules.ts';
import { textIn } from '../catalogue/set-files.ts';
import { workbook } from '../catalogue/workbooks.ts';
import { type Colleague, colleague, keyOf } from './colleague.ts';
import { changedFile, keepDemonstration, uploadOf } from './kept-set.ts';

/** A set is some 20,000 rows: each change of it checks, packs and writes all of them. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let writer: Colleague;
let second: Colleague;
beforeAll(async () => {
  await keepDemonstration();
  writer = await colleague('coordinator');
  second = await colleague('administrator');
});
const cheaper = changedFile('township_items.csv', (text) =>
  text.replace(/^(T001,.*?),25工作日,25,工作日,/m, '$1,20工作日,20,工作日,'),
);
const upload = async (
  files: Record<string, string | Uint8Array>,
  fields: Record<string, string> = { reason: '市里发了新通知' },
) => writer.post('/desk/catalogue/new', uploadOf(keyOf(await writer.open('/desk/catalogue/new')), files, fields));

describe('a new catalogue at the desk', () => {
  it('is uploaded, shown as a difference, put into force by somebody else, and taken back', async () => {
    const draft = await writer.follow(await upload(cheaper));
    expect(draft.text).toContain('检查过了，没有错');
    expect(draft.text).toContain('镇街事项 0 1 0');
    expect(draft.text).toContain('要由另一个人看过差别再启用');
    expect(draft.html).not.toContain('我看过差别，启用');

    const path = /\/desk\/catalogue\/drafts\/\d+/.exec(draft.html)?.[0] ?? '';
    const list = await second.open(`${path}/list?file=township_items.csv`);
    expect(list.text).toContain('T001 最低生活保障审核确认');
    expect(list.text).toContain('承诺时限： 25工作日 → 20工作日');
    const done = await second.press(await second.open(path), '我看过差别，启用');
    expect(done.text).toContain('启用了');
    expect(done.text).toContain('网站上的小组件读的是静态文件，还是 2026.11-demo.1 那一版');
    expect((await second.open('/desk/catalogue')).text).toContain(`上传，两个人确认，${second.staff.name}`);

    const earlier = /\/desk\/catalogue\/releases\/(\d+)"/.exec(done.html.split('以前的')[1] ?? '')?.[1] ?? '';
    const page = await second.open(`/desk/catalogue/releases/${earlier}`);
    expect(page.text).toContain('退回这一版会变的');
    const without = await second.press(page, '退回这一版');
    expect([without.status, without.text.includes('写一句为什么')]).toEqual([422, true]);
    const back = await second.press(without, '退回这一版', { reason: '通知撤回了' });
    expect(back.text).toContain('退回去了');
    expect(back.text).not.toContain('npm run catalogue:publish');
  });

  it('is not put into force by its writer, by whoever has not typed the password lately, or by a clerk', async () => {
    const draft = await writer.follow(await upload(cheaper));
    const path = /\/desk\/catalogue\/drafts\/\d+/.exec(draft.html)?.[0] ?? '';
    const body = { key: keyOf(draft), once: crypto.randomUUID(), seen: 'x' };
    const page = await second.open(path);
    const seen = /name="seen" value="(\w+)"/.exec(page.html)?.[1] ?? '';
    const own = await writer.post(`${path}/activate`, { ...body, seen });
    expect([own.status, own.text.includes('要由另一个人启用')]).toEqual([403, true]);
    const stale = await second.post(`${path}/activate`, { ...body, key: keyOf(page), seen: 'another' });
    expect([stale.status, stale.text.includes('请再看一遍')]).toEqual([409, true]);
    const late = await colleague('administrator', {}, { now: Date.now() - 6 * 60_000 });
    const asked = await late.post(`${path}/activate`, { ...body, key: keyOf(await late.open(path)), seen });
    expect([asked.status, asked.text.includes('密码')]).toEqual([401, true]);
    const clerk = await colleague('counter-clerk');
    expect((await clerk.open('/desk/catalogue')).status).toBe(403);
    const gone = await writer.press(await writer.open(path), '作废这份草稿');
    expect(gone.text).toContain('草稿作废了');
    const again = await writer.post(`${path}/discard`, body);
    expect(again.status).toBe(409);
  });

  it('whose day has not come is not put into force, and says when', async () => {
    const draft = await writer.follow(await upload(cheaper, { reason: '明年的', effectiveDate: '2126-12-01' }));
    const path = /\/desk\/catalogue\/drafts\/\d+/.exec(draft.html)?.[0] ?? '';
    const sentence = '生效日期是 2126-12-01，还没到。到那天再启用，或者改了日期重新上传。';
    expect(draft.text).toContain(sentence);
    const page = await second.open(path);
    expect(page.text).toContain(sentence);
    expect(page.text).not.toContain('我看过差别，启用');
    const row = await env.DB.prepare('SELECT bundle FROM catalogue_draft WHERE id=?1')
      .bind(Number(path.split('/').at(-1)))
      .first<{ bundle: string }>();
    const body = { key: keyOf(page), once: crypto.randomUUID(), seen: row?.bundle ?? '' };
    const answer = await second.post(`${path}/activate`, body);
    expect([answer.status, answer.text.includes(sentence)]).toEqual([409, true]);
    expect(answer.text).not.toContain('刚刚有人先改了目录');
    expect((await second.open('/desk/catalogue')).text).not.toContain('2126-12-01 生效');
  });

  it('as a workbook with faults comes back with every one of them, and with what was typed', async () => {
    const rows = { 1: ['编号', '名称', '派驻'], 2: ['O1', '社会事务办公室', 0], 3: ['O02', '', '是'] };
    const answer = await upload(
      { '机构.xlsx': workbook([{ name: '机构种类', rows }]) },
      { reason: '机构改革 <b>"2026"</b>', version: '2026.12' },
    );
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('处要改，什么也没有写入');
    expect(answer.text).toMatch(/机构种类 2 编号（code） O1 O 加两位数字/);
    expect(answer.text).toContain('机构改革 <b>"2026"</b>');
    expect(answer.html).toContain('value="2026.12"');
  });

  it.each<[string, Record<string, string>, Record<string, string>, string]>([
    ['no file', {}, { reason: 'x' }, '选一个或几个表格文件'],
    ['no reason', { 'x.csv': 'a,b' }, {}, '写一句为什么'],
    ['what is in force already', changedFile('calendar.csv', (text) => text), { reason: 'x' }, '没有什么要启用的'],
    ['something else', { '照片.jpg': '\u00ff\u00d8' }, { reason: 'x' }, '没有一张认得的表'],
  ])('with %s is refused with what to do', async (_name, files, fields, sentence) => {
    const answer = await upload(files, fields);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(sentence);
  });

  it('that changes everything still has pages of a weight that old PCs bear', async () => {
    const all = changedFile('power_items.csv', (text) => text.replaceAll('《', '〈').replaceAll('》', '〉'));
    const draft = await writer.follow(await upload(all));
    const path = /\/desk\/catalogue\/drafts\/\d+/.exec(draft.html)?.[0] ?? '';
    const first = await writer.open(`${path}/list?file=power_items.csv`);
    expect(first.text).toMatch(/第 1 页，共 \d+ 页/);
    const last = await writer.open(`${path}/list?file=power_items.csv&page=99`);
    expect(last.text).toContain('上一页');
    expect((await writer.open(`${path}/list?file=nothing.csv`)).status).toBe(404);
  });

  it('is downloaded as files that a spreadsheet opens', async () => {
    const page = await writer.open('/desk/catalogue');
    const answer = await writer.fetch(/\/desk\/catalogue\/releases\/\d+\/set\.zip/.exec(page.html)?.[0] ?? '');
    expect(answer.headers.get('content-disposition')).toContain('attachment');
    const files = openArchive(new Uint8Array(await answer.arrayBuffer()));
    if (typeof files === 'string') throw new Error(files);
    expect([...(files.get('departments.csv') ?? []).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(textIn(files, 'township_items.csv')).toContain('T001');
  });
});

describe('the holidays of a year', () => {
  const festivals = {
    year: '2027',
    source: '某通知（测试用）',
    'from-0': '2027-01-01',
    'to-0': '2027-01-03',
    'worked-0': '',
    'from-1': '2027-02-05',
    'to-1': '2027-02-11',
    'worked-1': '2月20日、2027/2/28',
    'from-2': '2027-04-03',
    'to-2': '2027-04-05',
    'worked-2': '',
    'from-3': '2027-05-01',
    'to-3': '2027-05-05',
    'worked-3': '',
    'from-4': '2027-06-09',
    'to-4': '2027-06-09',
    'worked-4': '',
    'from-5': '',
    'to-5': '',
    'worked-5': '',
    'from-6': '2027-10-01',
    'to-6': '2027-10-07',
    'worked-6': '',
  };

  it('are typed from the notice and become a draft with one row for each day', async () => {
    const page = await writer.open('/desk/calendar');
    expect(page.text).toContain('现在知道到 2026 年底');
    const draft = await writer.press(page, '检查，存成草稿', festivals);
    expect(draft.text).toContain('放假和调休 28 0 0');
    const path = /\/desk\/catalogue\/drafts\/\d+/.exec(draft.html)?.[0] ?? '';
    expect((await writer.open(`${path}/list?file=calendar.csv`)).text).toContain('国庆节、中秋节');
    expect((await second.press(await second.open(path), '我看过差别，启用')).text).toContain('启用了');
    const years = await env.DB.prepare('SELECT max(year) AS year FROM calendar_year').first<{ year: number }>();
    expect(years?.year).toBe(2027);
  });

  it('that are typed wrong come back with a line for each fault and everything that was typed', async () => {
    const wrong = { ...festivals, source: '', 'to-1': '2027-01-30', 'worked-3': '2027-05-10', 'from-4': '' };
    const answer = await writer.press(await writer.open('/desk/calendar'), '检查，存成草稿', wrong);
    expect(answer.status).toBe(422);
    for (const sentence of [
      '写明是哪一份通知',
      '春节：结束的日子在开始的前面',
      '2027-05-10 不是 2027 年的星期六',
      '端午节：写全',
    ])
      expect(answer.text).toContain(sentence);
    expect(answer.html).toContain('value="2027-10-07"');
  });
});
