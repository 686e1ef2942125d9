import { env } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import type { Submission } from '../../worker/cases/cases.contract.ts';
import { caseIdOf } from '../../worker/cases/naming.usecases.ts';
import { idText } from '../../worker/cases/trail.rules.ts';
import type { Env } from '../../worker/platform/env.ts';
import { readKeys } from '../../worker/platform/keys.ts';
import { unlimited } from '../cases/caller.ts';
import { jpeg } from '../cases/pictures.ts';
import { handle } from '../cases/staff.ts';
import { colleague, TOWNSHIP } from './colleague.ts';

const real = { ...(env as unknown as Env), RATE_LIMITS: 'off' };
const citizen = unlimited();

async function handIn(change: Partial<Submission> = {}) {
  const { body } = await citizen.submit({ kind: 'complaint', township: TOWNSHIP, ...change });
  const id = caseIdOf(readKeys(real), body.receiptNumber);
  return { ...body, id, path: `/desk/cases/${idText(id)}` };
}
const readsOf = async (id: number) =>
  (
    await env.DB.prepare('SELECT what FROM case_read WHERE case_id = ? ORDER BY id').bind(id).all<{ what: string }>()
  ).results.map(({ what }) => what);

describe('the page of a case', () => {
  it('shows text, limits and steps; the name only when it is asked for; each is logged', async () => {
    const { path, id, receiptNumber } = await handIn();
    const clerk = await colleague('counter-clerk');
    const page = await clerk.open(path);
    expect(page.text).toContain(`回执号 ${receiptNumber}`);
    expect(page.text).toContain('有个厂子夜里往河里排黑水');
    expect(page.text).toContain('《山东省政务服务热线管理办法》');
    expect(page.text).not.toMatch(/演示人|13800000000/);
    expect(await readsOf(id)).toEqual(['text']);
    const shown = await clerk.open(`${path}?show=person`);
    expect(shown.text).toContain('演示人');
    expect(await readsOf(id)).toEqual(['text', 'text', 'identity']);
  });

  it('suggests an entry of the list, says which words lead to it and who leads', async () => {
    const { path } = await handIn();
    const clerk = await colleague('counter-clerk');
    const page = await clerk.open(path);
    expect(page.html).toContain(`href="${path}/classify?territorialCode=D03-019"`);
    expect(page.text).toContain('因为写了“有个厂子夜里往河里排黑水');
    expect(page.text).toContain('牵头：');
    const form = await clerk.open(`${path}/classify?territorialCode=D03-019`);
    expect(form.html).toMatch(/value="D03-019" selected/);
  });

  it('finds the same matter told by somebody else, and nothing that is not', async () => {
    const place = '幸福路口';
    const text = '幸福路口的路灯坏了半个月，晚上黑得看不见，老人摔了一跤，希望快点修。';
    const first = await handIn({ place, text });
    const same = await handIn({ place, text: '路灯坏了，就是幸福路口那个，半个月没人修，晚上太黑，有老人摔跤了。' });
    const other = await handIn({ place: '北边', text: '养猪场太臭，粪水流到沟里，夏天开不了窗户。' });
    const elsewhere = await handIn({ place, text, township: '370883101' });
    const clerk = await colleague('counter-clerk');
    const page = await clerk.open(same.path);
    expect(page.text).toContain('可能是同一件事');
    expect(page.html).toContain(first.path);
    expect(page.html).not.toContain(other.path);
    expect(page.html).not.toContain(elsewhere.path);
    expect(page.html).toContain(`href="${same.path}/merge?target=${first.receiptNumber}"`);
    // The machine has compared; nobody has read.
    expect(await readsOf(first.id)).toEqual([]);
    expect((await clerk.open(other.path)).text).not.toContain('可能是同一件事');
  });

  it('gives a photograph as a file to be saved, never to be shown, and logs it', async () => {
    const receipt = await handIn();
    const { body } = await citizen.attach(receipt, jpeg(), '<img onerror=x>.jpg');
    const clerk = await colleague('counter-clerk');
    const page = await clerk.open(receipt.path);
    const file = await clerk.fetch(`${receipt.path}/files/${body.id}`);
    expect(page.html).toContain(`${receipt.path}/files/${body.id}`);
    expect(file.headers.get('content-disposition')).toMatch(/^attachment/);
    expect([file.headers.get('content-type'), file.headers.get('cache-control')]).toEqual(['image/jpeg', 'no-store']);
    expect(file.headers.get('content-security-policy')).toContain('sandbox');
    expect((await file.arrayBuffer()).byteLength).toBe(body.bytes);
    expect(await readsOf(receipt.id)).toEqual(['text', 'photo']);
    expect((await clerk.open(`${receipt.path}/files/nothing`)).status).toBe(404);
  });

  it('who may not see it gets the same answer as for what is not there', async () => {
    const { path, id } = await handIn();
    for (const person of [
      await colleague('counter-clerk', { townshipCode: '370883101' }),
      await colleague('department-handler'),
      await colleague('township-handler'),
    ]) {
      const [there, nowhere] = [await person.open(path), await person.open('/desk/cases/00000000000ab')];
      expect([there.status, nowhere.status]).toEqual([404, 404]);
      const plain = (html: string) => html.replace(/[0-9a-f]{13}/g, '').replace(/[0-9a-f-]{36}/g, '');
      expect(plain(there.html)).toBe(plain(nowhere.html));
    }
    expect((await (await colleague('administrator')).open(path)).status).toBe(403);
    expect(await readsOf(id)).toEqual([]);
  });

  it('an auditor follows every step and sees neither text nor name nor number', async () => {
    const { path, id, receiptNumber, lookupCode } = await handIn();
    await handle(real, receiptNumber, 'accept');
    await handle(real, receiptNumber, 'request-correction', '请写明是哪一家厂子。');
    const auditor = await colleague('auditor');
    const page = await auditor.open(`${path}?show=person`);
    expect(page.text).toContain('已受理');
    expect(page.text).toContain('请群众补充材料');
    expect(page.text).not.toMatch(/黑水|演示人|13800000000|哪一家厂子/);
    for (const secret of [receiptNumber, lookupCode]) expect(page.html).not.toContain(secret);
    expect(page.text).not.toContain('受理办');
    expect(await readsOf(id)).toEqual(['trail']);
    expect(page.html).toContain(`/desk/audit?case=${idText(id)}`);
  });
});
