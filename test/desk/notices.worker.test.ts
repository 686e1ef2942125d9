import { env } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { caseIdOf } from '../../worker/cases/naming.usecases.ts';
import { eraseDue } from '../../worker/cases/retention.usecases.ts';
import { idText } from '../../worker/cases/trail.rules.ts';
import type { Env } from '../../worker/platform/env.ts';
import { readKeys } from '../../worker/platform/keys.ts';
import { unlimited } from '../cases/caller.ts';
import { handle, worldOf } from '../cases/staff.ts';
import { type Colleague, colleague, type DeskAnswer, fillIn, TOWNSHIP } from './colleague.ts';

const real = { ...(env as unknown as Env), RATE_LIMITS: 'off' };
const citizen = unlimited();
const idOf = (number: string) => caseIdOf(readKeys(real), number);
const pathOf = (number: string) => `/desk/cases/${idText(idOf(number))}`;
const handIn = async (change = {}) => (await citizen.submit({ township: TOWNSHIP, kind: 'complaint', ...change })).body;
const noticesOf = async (series: string) =>
  (
    await env.DB.prepare('SELECT * FROM notice WHERE series = ? ORDER BY number')
      .bind(series)
      .all<Record<string, number>>()
  ).results;

/** Accepts the case and makes the notice of it out. */
async function acceptance(clerk: Colleague, number: string): Promise<DeskAnswer> {
  await handle(real, number, 'accept');
  return clerk.press(await clerk.open(`${pathOf(number)}/notices`), '出《受理告知书》');
}

describe('a notice', () => {
  it('is made out by one button: numbered, dated, with the data of the case; the citizen sees that there is one', async () => {
    const receipt = await handIn();
    const clerk = await colleague('counter-clerk');
    const paper = await acceptance(clerk, receipt.receiptNumber);
    expect(paper.text).toContain('文书出好了');
    expect(paper.text).toContain('邹城市太平镇人民政府');
    expect(paper.text).toMatch(/太平镇告〔2026〕\d+号/);
    expect(paper.text).toContain('演示人：');
    expect(paper.text).toContain(`提交的投诉（回执号 ${receipt.receiptNumber}），已经受理。`);
    expect(paper.text).toContain('《山东省政务服务热线管理办法》');
    const [, month, day] = receipt.answerBy.date.split('-').map(Number);
    expect(paper.text).toContain(`${month}月${day}日以前（5 个工作日）`);
    const { body } = await citizen.lookUp(receipt.receiptNumber, receipt.lookupCode);
    expect(body.timeline.at(-1)).toMatchObject({ title: '出具了文书', text: '受理告知书' });
  });

  it('says which one is possible when it is too early, and makes none', async () => {
    const receipt = await handIn();
    const clerk = await colleague('counter-clerk');
    const list = await clerk.open(`${pathOf(receipt.receiptNumber)}/notices`);
    expect(list.text).toContain('受理告知书：受理以后才能出。');
    const key = /name="key" value="([^"]*)"/.exec(list.html)?.[1] ?? '';
    const forced = await clerk.post(`${pathOf(receipt.receiptNumber)}/notices`, {
      key,
      kind: 'answer',
      once: crypto.randomUUID(),
    });
    expect(forced.status).toBe(409);
    expect(forced.text).toContain('《答复意见书》现在还不能出：答复以后才能出。');
    const strange = await clerk.post(`${pathOf(receipt.receiptNumber)}/notices`, { key, kind: 'x', once: 'y' });
    expect(strange.status).toBe(422);
  });

  it('pressing twice makes one', async () => {
    const receipt = await handIn();
    const clerk = await colleague('counter-clerk');
    await handle(real, receipt.receiptNumber, 'accept');
    const { action, body } = fillIn(await clerk.open(`${pathOf(receipt.receiptNumber)}/notices`), '出《受理告知书》');
    const answers = await Promise.all([clerk.post(action, body), clerk.post(action, body), clerk.post(action, body)]);
    expect(new Set(answers.map(({ location }) => location)).size).toBe(1);
    const { results } = await env.DB.prepare('SELECT 1 FROM notice WHERE case_id = ?')
      .bind(idOf(receipt.receiptNumber))
      .all();
    expect(results).toHaveLength(1);
  });

  it('what has been made out is not offered again, until it is void', async () => {
    const receipt = await handIn();
    const clerk = await colleague('counter-clerk');
    const list = `${pathOf(receipt.receiptNumber)}/notices`;
    const paper = await acceptance(clerk, receipt.receiptNumber);
    const page = await clerk.open(list);
    expect(page.text).toContain('现在没有能出的');
    expect(page.html).not.toContain('出《受理告知书》');
    // It is no notice that the case has not come far enough for, either.
    expect(page.text).not.toContain('受理告知书：受理以后才能出');
    await clerk.press(page, '出送达回证');
    expect((await clerk.open(list)).html).not.toContain('出送达回证');
    await clerk.press(paper, '作废', { reason: '名字写错了' });
    expect((await clerk.open(list)).html).toContain('出《受理告知书》');
  });

  it.each([
    ['a report', { kind: 'report' as const }],
    ['a sealed name', { identity: 'sealed' as const }],
    ['an anonymous case', { identity: 'anonymous' as const, person: null }],
  ])('of %s is addressed to the receipt number', async (_name, change) => {
    const receipt = await handIn(change);
    const paper = await acceptance(await colleague('counter-clerk'), receipt.receiptNumber);
    expect(paper.text).toContain(`回执号 ${receipt.receiptNumber} 的提交人：`);
    expect(paper.text).not.toContain('演示人');
  });

  it('of a grievance names the review and its days; the delivery slip names the notice', async () => {
    const receipt = await handIn({ kind: 'petition', petitionKind: 'grievance' });
    for (const action of ['accept', 'assign', 'answer'] as const)
      await handle(real, receipt.receiptNumber, action, action === 'answer' ? '<b>已经</b>处理。' : '');
    const clerk = await colleague('counter-clerk');
    const list = `${pathOf(receipt.receiptNumber)}/notices`;
    const paper = await clerk.press(await clerk.open(list), '出《答复意见书》');
    expect(paper.text).toContain('<b>已经</b>处理。');
    expect(paper.html).not.toContain('<b>已经');
    expect(paper.text).toContain('依据：《信访工作条例》第三十四条。');
    expect(paper.text).toContain('从收到之日起 30 天内，向上一级机关请求复查（《信访工作条例》第三十五条）');
    expect(paper.text).toContain('有个厂子夜里往河里排黑水');
    const slip = await clerk.press(await clerk.open(list), '出送达回证');
    expect(slip.text).toMatch(/送达的文书 《答复意见书》太平镇告〔2026〕\d+号/);
    expect(slip.text).toContain('收件人（签名）');
  });

  it('is a file of its own that loads nothing', async () => {
    const receipt = await handIn();
    const clerk = await colleague('counter-clerk');
    const paper = await acceptance(clerk, receipt.receiptNumber);
    const address = /href="(\/desk\/notices\/[0-9a-f]{13}\/file)"/.exec(paper.html)?.[1] ?? '';
    const file = await clerk.fetch(address);
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''.*\.html$/);
    expect(file.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    const html = await file.text();
    expect(html).toContain('<!doctype html>');
    expect(html).toContain('@page{size:A4');
    expect(html).toContain(receipt.receiptNumber);
    expect(html).not.toMatch(/<script|<link|src=|href=|url\(/);
  });

  it('prints the same later, whatever has happened to the case', async () => {
    const receipt = await handIn();
    const clerk = await colleague('counter-clerk');
    const first = await acceptance(clerk, receipt.receiptNumber);
    const address = /href="(\/desk\/notices\/[0-9a-f]{13})\/file"/.exec(first.html)?.[1] ?? '';
    await handle(real, receipt.receiptNumber, 'assign');
    await handle(real, receipt.receiptNumber, 'answer', '查过了。');
    const paperOf = ({ html }: DeskAnswer) => /<article.*<\/article>/s.exec(html)?.[0];
    expect(paperOf(await clerk.open(address))).toBe(paperOf(first));
    const { results } = await env.DB.prepare("SELECT what FROM case_read WHERE staff_id = ? AND what = 'identity'")
      .bind(clerk.staff.id)
      .all();
    expect(results.length).toBeGreaterThanOrEqual(2);
  });

  it('is not there for another township, nor for the office that the case is about', async () => {
    const office = `${TOWNSHIP}-O08`;
    const receipt = await handIn({ kind: 'dispute', about: { offices: [office], departments: [], persons: '' } });
    const clerk = await colleague('counter-clerk');
    const first = await acceptance(clerk, receipt.receiptNumber);
    const address = /href="(\/desk\/notices\/[0-9a-f]{13})\/file"/.exec(first.html)?.[1] ?? '';
    expect(address).not.toBe('');
    for (const other of [
      await colleague('counter-clerk', { townshipCode: '370883101' }),
      await colleague('township-handler'),
    ])
      for (const path of [address, `${address}/file`, `${pathOf(receipt.receiptNumber)}/notices`])
        expect((await other.open(path)).status, path).toBe(404);
    const register = await (await colleague('township-handler')).open('/desk/notices');
    expect(register.html).not.toContain(address);
    expect((await clerk.open('/desk/notices')).html).toContain(address);
  });

  it('goes with the content of its case; that there was one stays', async () => {
    const receipt = await handIn();
    const clerk = await colleague('counter-clerk');
    const first = await acceptance(clerk, receipt.receiptNumber);
    const address = /href="(\/desk\/notices\/[0-9a-f]{13})\/file"/.exec(first.html)?.[1] ?? '';
    const id = idOf(receipt.receiptNumber);
    await env.DB.prepare("UPDATE case_record SET state = 'withdrawn', closed_at = 1, retain_until = 1 WHERE id = ?")
      .bind(id)
      .run();
    await eraseDue(await worldOf(real));
    expect((await clerk.open(address)).status).toBe(404);
    const { results } = await env.DB.prepare('SELECT number FROM notice WHERE case_id = ?').bind(id).all();
    expect(results).toHaveLength(1);
  });
});

describe('numbers of notices', () => {
  it('40 made out at once by two organs: each from 1, no gap, none twice', async () => {
    const places = ['370883110', '370883111'];
    const clerks = await Promise.all(places.map((townshipCode) => colleague('counter-clerk', { townshipCode })));
    const forms = await Promise.all(
      Array.from({ length: 40 }, async (_, at) => {
        const receipt = await handIn({ township: places[at % 2] });
        await handle(real, receipt.receiptNumber, 'accept');
        const clerk = clerks[at % 2] as Colleague;
        return { clerk, ...fillIn(await clerk.open(`${pathOf(receipt.receiptNumber)}/notices`), '出《受理告知书》') };
      }),
    );
    const answers = await Promise.all(forms.map(({ clerk, action, body }) => clerk.post(action, body)));
    expect(answers.map(({ status }) => status)).toEqual(Array(40).fill(303));
    for (const place of places)
      expect((await noticesOf(`T${place}`)).map(({ number }) => number)).toEqual(
        Array.from({ length: 20 }, (_, at) => at + 1),
      );
  }, 60_000);

  it('a mistake is made void once, stays to be read, and its number is not used again', async () => {
    const townshipCode = '370883112';
    const clerk = await colleague('counter-clerk', { townshipCode });
    const receipt = await handIn({ township: townshipCode });
    const first = await acceptance(clerk, receipt.receiptNumber);
    const empty = await clerk.press(first, '作废', { reason: '  ' });
    expect([empty.status, empty.text.includes('请写为什么作废。')]).toEqual([422, true]);
    const gone = await clerk.press(first, '作废', { reason: '名字写错了' });
    expect(gone.text).toContain('已作废：名字写错了');
    expect(gone.html).not.toContain('>作废</button>');
    await clerk.press(await clerk.open(`${pathOf(receipt.receiptNumber)}/notices`), '出《受理告知书》');
    const rows = await noticesOf(`T${townshipCode}`);
    expect(rows.map(({ number, voided_at: at }) => [number, at !== null])).toEqual([
      [1, true],
      [2, false],
    ]);
  });

  it.each([
    ['changed', 'UPDATE notice SET number = 99 WHERE id = ?1'],
    ['re-sealed', "UPDATE notice SET sealed = 'x' WHERE id = ?1"],
    ['deleted', 'DELETE FROM notice WHERE id = ?1'],
    ['replaced', 'INSERT OR REPLACE INTO notice SELECT * FROM notice WHERE id = ?1'],
    [
      'given out of turn',
      "INSERT INTO notice (id, case_id, kind, series, year, number, made_at, made_by, sealed) SELECT 5, case_id, kind, series, year, number + 7, 0, 0, 'x' FROM notice WHERE id = ?1",
    ],
  ])('cannot be %s in the database', async (_name, statement) => {
    const receipt = await handIn();
    await acceptance(await colleague('counter-clerk'), receipt.receiptNumber);
    const row = await env.DB.prepare('SELECT id FROM notice WHERE case_id = ?')
      .bind(idOf(receipt.receiptNumber))
      .first<{ id: number }>();
    await expect(
      env.DB.prepare(statement)
        .bind(row?.id ?? 0)
        .run(),
    ).rejects.toThrow(/notice/);
  });
});
