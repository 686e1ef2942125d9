import { describe, expect, it } from 'vitest';
import { type Colleague, colleague } from './colleague.ts';
import { assigned, handIn, pathOf, take } from './handing-over.ts';

const PLAIN = { kind: 'complaint', territorialCode: null, itemCode: null } as const;
const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const inChinese = (day: string) => day.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日');

async function notice(who: Colleague, number: string, title: string): Promise<string> {
  const list = await who.open(`${pathOf(number)}/notices`);
  return (await who.press(list, `出《${title}》`)).text;
}

describe('after what was done at the desk', () => {
  it('a correction: what is missing, and that the days do not count', async () => {
    const clerk = await colleague('counter-clerk');
    const { receiptNumber } = await handIn({ kind: 'petition', petitionKind: 'suggestion' });
    await take(clerk, receiptNumber, 'request-correction', '请群众补正', { note: '请写明是哪一家。' });
    const text = await notice(clerk, receiptNumber, '补正告知书');
    expect(text).toContain('请写明是哪一家。');
    expect(text).toContain('等补充的这些天不算在办理期限里。');
    expect(text).toContain('依据：《信访工作条例》第十九条。');
  }, 30_000);

  it('a refusal and a referral: why, and where to go', async () => {
    const clerk = await colleague('counter-clerk');
    for (const [step, button, title] of [
      ['decline', '不予受理', '不予受理告知书'],
      ['refer', '告知走其他途径', '转送告知书'],
    ] as const) {
      const { receiptNumber } = await handIn({ kind: 'petition', petitionKind: 'grievance' });
      const values = { where: 'court', note: '这件事在打官司。' };
      await take(clerk, receiptNumber, step, button, values);
      const text = await notice(clerk, receiptNumber, title);
      expect(text).toContain('这件事在打官司。');
      expect(text).toContain('可以走的途径：向人民法院起诉。');
      expect(text).toContain('《信访工作条例》第二十三条');
    }
  }, 30_000);

  it('an extension: how many days, until when, why', async () => {
    const { receiptNumber } = await assigned(await colleague('counter-clerk'), PLAIN);
    const handler = await colleague('township-handler');
    await take(handler, receiptNumber, 'ask-extension', '申请延期', { days: '5', note: '要检测。' });
    const leader = await colleague('township-leader');
    await take(leader, receiptNumber, 'extend', '同意延期', { note: '要送市里检测，结果要等几天。' });
    const text = await notice(handler, receiptNumber, '延期告知书');
    expect(text).toContain('要送市里检测，结果要等几天。');
    expect(text).not.toContain('期限延到');
    expect(text).toMatch(/延长 5 个工作日/);
    expect(text).toMatch(/新的期限 \d{4}年\d+月\d+日以前/);
    expect(text).toContain('依据：《山东省政务服务热线管理办法》。');
  }, 30_000);

  it('an agreement: its words, its day, the court, room for both to sign', async () => {
    const { receiptNumber } = await assigned(await colleague('counter-clerk'), { ...PLAIN, kind: 'dispute' });
    const handler = await colleague('township-handler');
    await take(handler, receiptNumber, 'mediation-consent', '记下调解意愿', {
      applicant: 'yes',
      other: 'yes',
      note: '',
    });
    await take(handler, receiptNumber, 'mediation-session', '记一次调解', { day: today(), note: '谈了界址。' });
    await take(handler, receiptNumber, 'mediation-agreement', '达成协议', {
      day: today(),
      note: '各退一步，以老墙根为界。',
    });
    const text = await notice(handler, receiptNumber, '调解协议书');
    expect(text).toContain('各退一步，以老墙根为界。');
    expect(text).toContain(`协议生效 ${inChinese(today())}`);
    expect(text).toContain('一起向人民法院申请司法确认，不收费（法释〔2011〕5号第四条、第十一条）');
    expect(text).toContain('依据：《人民调解法》第三十三条。');
    expect(text).toContain('当事人另一方（签名、指印）');
    // Once, and not in what they sign.
    expect(text.split('司法确认')).toHaveLength(2);
    expect(text).toContain('（调解委员会盖章）');
    expect(text).not.toContain('人民政府');
  }, 30_000);
});
