import { env } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { unlimited } from './caller.ts';
import { jpeg, png, TELLTALE, textOf } from './pictures.ts';

const citizen = unlimited();
const objects = async () => (await env.BUCKET.list({ prefix: 'files/' })).objects.map(({ key }) => key);

describe('a photograph of a case', () => {
  it('comes back stripped, as a file that nothing may run, and lies encrypted in the store', async () => {
    const { body: receipt } = await citizen.submit();
    const before = new Set(await objects());
    const added = await citizen.attach(receipt, jpeg(), 'C:\\照片\\河边<黑水>.jpg');
    expect([added.status, added.body.name]).toEqual([201, '河边黑水.jpg']);
    const [key = ''] = (await objects()).filter((name) => !before.has(name));
    const stored = new Uint8Array((await (await env.BUCKET.get(key))?.arrayBuffer()) ?? new ArrayBuffer());
    expect(textOf(stored)).not.toContain('\u00ff\u00d8\u00ff');
    const path = `/api/v1/cases/${receipt.receiptNumber}/attachments/${added.body.id}`;
    const response = await citizen.send(path, { headers: { authorization: `Bearer ${receipt.token}` } });
    expect(response.status).toBe(200);
    expect(textOf(new Uint8Array(await response.arrayBuffer()))).not.toContain(TELLTALE);
    expect(response.headers.get('content-disposition')).toContain('attachment');
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect((await citizen.send(path)).status).toBe(401);
    const { body: other } = await citizen.submit();
    const stolen = path.replace(receipt.receiptNumber, other.receiptNumber);
    expect((await citizen.send(stolen, { headers: { authorization: `Bearer ${other.token}` } })).status).toBe(404);
  });

  it('is there once however often it is sent, and ten are enough', async () => {
    const { body: receipt } = await citizen.submit();
    const key = crypto.randomUUID();
    const [first, again] = [
      await citizen.attach(receipt, png(), 'a.png', key),
      await citizen.attach(receipt, png(), 'a.png', key),
    ];
    expect(again.body).toEqual(first.body);
    for (let at = 1; at < 10; at++) expect((await citizen.attach(receipt, jpeg(), `${at}.jpg`)).status).toBe(201);
    const before = await objects();
    const full = await citizen.attach(receipt, jpeg());
    expect([full.status, full.body.code]).toEqual([422, 'cases.files-full']);
    expect(await objects()).toEqual(before);
    const { body } = await citizen.lookUp(receipt.receiptNumber, receipt.lookupCode);
    expect(body.attachments).toHaveLength(10);
    expect(body.can).not.toContain('attach');
  });

  it('is refused by name and reason, and the case stays as it was', async () => {
    const { body: receipt } = await citizen.submit();
    const disguised = await citizen.attach(receipt, new TextEncoder().encode('<script>'), '河边.jpg');
    expect([disguised.status, disguised.body.code]).toEqual([422, 'cases.file-refused']);
    expect(disguised.body.errors?.[0]?.detail).toBe(
      '“河边.jpg”不是照片。只收 JPG、PNG、WebP 照片；请重新拍一张，或者截图再交。',
    );
    const huge = await citizen.attach(receipt, new Uint8Array(8 * 1024 * 1024 + 1), '大.jpg');
    expect([huge.status, huge.body.errors?.[0]?.detail.slice(0, 6)]).toEqual([413, '“大.jpg”'.slice(0, 6)]);
    const { body } = await citizen.lookUp(receipt.receiptNumber, receipt.lookupCode);
    expect(body.attachments).toEqual([]);
  });
});
