import { env } from 'cloudflare:test';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../worker/app.ts';
import type { Submission } from '../../worker/cases/cases.contract.ts';
import { caseIdOf } from '../../worker/cases/naming.usecases.ts';
import { ANSWER_FORMAT, type Manifest } from '../../worker/cases/package.contract.ts';
import { idText, sha256Text } from '../../worker/cases/trail.rules.ts';
import type { Env } from '../../worker/platform/env.ts';
import { readKeys } from '../../worker/platform/keys.ts';
import { unlimited } from '../cases/caller.ts';
import { jpeg } from '../cases/pictures.ts';
import { handle } from '../cases/staff.ts';
import { type Colleague, colleague, DESK, keyOf, TOWNSHIP } from './colleague.ts';

const real = { ...(env as unknown as Env), RATE_LIMITS: 'off' };
const citizen = unlimited();
const { app } = createApp();

async function handIn(change: Partial<Submission> = {}) {
  const { body } = await citizen.submit({ kind: 'complaint', township: TOWNSHIP, ...change });
  const id = caseIdOf(readKeys(real), body.receiptNumber);
  return { ...body, id, hex: idText(id), path: `/desk/cases/${idText(id)}` };
}
const readsOf = async (id: number) =>
  (
    await env.DB.prepare('SELECT what FROM case_read WHERE case_id = ? ORDER BY id').bind(id).all<{ what: string }>()
  ).results.map(({ what }) => what);

async function exported(person: Colleague, path: string): Promise<Response> {
  const page = await person.open(`${path}/export`);
  const headers = { cookie: person.cookie, origin: DESK, 'sec-fetch-site': 'same-origin' };
  const body = new URLSearchParams({ key: keyOf(page), once: crypto.randomUUID() });
  return app.request(`${DESK}${path}/export`, { method: 'POST', body, headers }, env as unknown as Env);
}
const hashOf = async (bytes: Uint8Array) =>
  Buffer.from(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)).toString('hex');

describe('a case as a package', () => {
  it('holds everything that the exporter may see, with the hash of each file, and is logged', async () => {
    const receipt = await handIn();
    const photos = [
      await citizen.attach(receipt, jpeg(), '一.jpg'),
      await citizen.attach(receipt, jpeg({ width: 20 }), '二.jpg'),
    ];
    await handle(real, receipt.receiptNumber, 'accept');
    const leader = await colleague('township-leader');
    const answer = await exported(leader, receipt.path);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip']);
    expect(decodeURIComponent(answer.headers.get('content-disposition') ?? '')).toContain(
      `卷宗-${receipt.receiptNumber}.zip`,
    );
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
    const read = <T>(name: string) => JSON.parse(new TextDecoder().decode(files[name])) as T;
    const manifest = read<Manifest>('manifest.json');
    expect(manifest).toMatchObject({ case: receipt.hex, madeBy: leader.staff.staffNumber });
    expect(manifest.files.map(({ path }) => path)).toEqual(
      Object.keys(files).filter((path) => path !== 'manifest.json'),
    );
    for (const { path, bytes, sha256 } of manifest.files)
      expect([path, files[path]?.length, await hashOf(files[path] ?? new Uint8Array())]).toEqual([path, bytes, sha256]);
    expect(manifest.files.filter(({ path }) => path.startsWith('photos/')).map(({ bytes }) => bytes)).toEqual(
      photos.map(({ body }) => body.bytes),
    );
    const content = read<Record<string, unknown>>('case.json');
    expect(content).toMatchObject({
      receiptNumber: receipt.receiptNumber,
      person: { name: '演示人' },
      state: 'accepted',
    });
    expect((content['steps'] as object[]).length).toBe(4);
    const chain = read<{ hash: string; previousHash: string }[]>('chain.json');
    expect(chain.map(({ previousHash }) => previousHash).slice(1)).toEqual(chain.map(({ hash }) => hash).slice(0, -1));
    expect(await readsOf(receipt.id)).toEqual(['export', 'identity']);
  });

  it('leaves the name out where it is sealed, and asks for the password again after five minutes', async () => {
    const sealed = await handIn({ identity: 'sealed' });
    const leader = await colleague('township-leader');
    const answer = await exported(leader, sealed.path);
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
    expect(new TextDecoder().decode(files['case.json'])).not.toMatch(/演示人|13800000000/);
    expect(await readsOf(sealed.id)).toEqual(['export']);
    const tired = await colleague('township-leader', {}, { now: Date.now() - 6 * 60_000 });
    const asked = await exported(tired, sealed.path);
    expect(asked.status).toBe(401);
    expect(await asked.text()).toContain('请再输一次密码');
    expect(await readsOf(sealed.id)).toEqual(['export']);
  });

  it('is for those who lead: not for others, and not across', async () => {
    const { path, id } = await handIn();
    expect((await (await colleague('counter-clerk')).open(`${path}/export`)).status).toBe(403);
    expect((await (await colleague('auditor')).open(`${path}/export`)).status).toBe(403);
    const other = await colleague('township-leader', { townshipCode: '370883101' });
    expect((await other.open(`${path}/export`)).status).toBe(404);
    expect((await exported(other, path)).status).not.toBe(200);
    expect(await readsOf(id)).toEqual([]);
  });
});

describe('an answer of another system', () => {
  const text = '已到现场核查，责令停产，30 日内整改。';
  async function given(person: Colleague, path: string, content: unknown) {
    const page = await person.open(`${path}/import`);
    const form = new FormData();
    form.set('key', keyOf(page));
    form.set('once', crypto.randomUUID());
    form.set('file', new File([typeof content === 'string' ? content : JSON.stringify(content)], 'answer.json'));
    return person.post(`${path}/import`, form);
  }
  async function atDepartment() {
    const receipt = await handIn();
    await handle(real, receipt.receiptNumber, 'accept');
    await env.DB.prepare("UPDATE case_record SET holder = 'DM03' WHERE id = ?").bind(receipt.id).run();
    const good = {
      format: ANSWER_FORMAT,
      case: receipt.hex,
      by: '市生态环境系统',
      answeredOn: '2026-01-31',
      text,
      sha256: await sha256Text(text),
    };
    return { receipt, good, handler: await colleague('department-handler') };
  }

  it('is checked, shown, and answered only when somebody says so', async () => {
    const { receipt, good, handler } = await atDepartment();
    const shown = await given(handler, receipt.path, good);
    expect(shown.text).toContain('校验码对得上');
    expect((await citizen.lookUp(receipt.receiptNumber, receipt.lookupCode)).body.state).toBe('accepted');
    const done = await handler.press(shown, '答复');
    expect(done.status).toBe(200);
    const { body } = await citizen.lookUp(receipt.receiptNumber, receipt.lookupCode);
    expect([body.state, body.messages.at(-1)?.text]).toEqual(['answered', `市生态环境系统 2026-01-31 答复：\n${text}`]);
  });

  it('is refused with the reason when it is not whole, not this case, or not an answer', async () => {
    const { receipt, good, handler } = await atDepartment();
    const cases: [unknown, string][] = [
      [{ ...good, text: `${text}改` }, '校验码和内容对不上'],
      [{ ...good, case: '0000000000001' }, '这是另一件事的答复'],
      [{ ...good, answeredOn: '2026-02-30' }, '不是有的日子'],
      [{ ...good, answeredOn: '2999-01-01' }, '在今天之后'],
      [{ ...good, more: 1 }, '六项'],
      [{ ...good, text: '' }, '是空的'],
      [JSON.stringify(good).slice(0, -5), '不是 JSON'],
      ['', '请先选一个文件'],
    ];
    for (const [content, reason] of cases) {
      const answer = await given(handler, receipt.path, content);
      expect([reason, answer.status, answer.text.includes(reason)]).toEqual([reason, 422, true]);
    }
  });
});

describe('who read what', () => {
  it('an auditor finds it by person, by case and by day; nobody else may look', async () => {
    const one = await handIn();
    const two = await handIn();
    const clerk = await colleague('counter-clerk');
    await clerk.open(one.path);
    await clerk.open(two.path);
    const auditor = await colleague('auditor');
    const byPerson = await auditor.open(`/desk/audit?staff=${encodeURIComponent(clerk.staff.staffNumber)}`);
    expect([byPerson.html.includes(one.hex), byPerson.html.includes(two.hex)]).toEqual([true, true]);
    const byCase = await auditor.open(`/desk/audit?case=${one.hex}`);
    expect([byCase.text.includes(clerk.staff.staffNumber), byCase.html.includes(two.hex)]).toEqual([true, false]);
    expect((await auditor.open('/desk/audit?to=2020-01-01')).text).toContain('没有记录');
    expect((await auditor.open('/desk/audit?staff=nobody')).text).toContain('没有记录');
    expect((await auditor.open('/desk/audit?case=1&from=x')).status).toBe(422);
    for (const role of ['counter-clerk', 'township-leader', 'coordinator', 'administrator'] as const)
      expect((await (await colleague(role)).open('/desk/audit')).status).toBe(403);
  });

  it('an auditor sees whether the chain of a case holds', async () => {
    const { path, id, receiptNumber } = await handIn();
    await handle(real, receiptNumber, 'accept');
    const auditor = await colleague('auditor');
    expect((await auditor.open(path)).text).toContain('2 步都和写下时一样');
    // What only somebody with the database in hand can do.
    await env.DB.prepare("UPDATE case_record SET state = 'answered' WHERE id = ?").bind(id).run();
    expect((await auditor.open(path)).text).not.toContain('都和写下时一样');
  });
});
