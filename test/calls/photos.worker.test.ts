/** Photographs as evidence of a call: with the call, and with what a department did. */
import { env } from 'cloudflare:test';
import { describe, expect, it, vi } from 'vitest';
import { jpeg, png, TELLTALE, textOf } from '../cases/pictures.ts';
import { type Colleague, colleague, type DeskAnswer, fillIn } from '../desk/colleague.ts';

vi.setConfig({ testTimeout: 60_000 });
/** 农村黑臭水体和生活污水治理: M30 leads. */
const ENTRY = 'D03-021';
const M30 = { departmentCode: 'M30' };
const WORDS = { kind: 'ordinary', need: '请来查黑水从哪里排出来的。', why: '镇里没有执法权。' };

function withPhotos(
  page: DeskAnswer,
  button: string,
  values: Record<string, string>,
  photos: readonly [string, Uint8Array][],
) {
  const { action, body } = fillIn(page, button, values);
  const form = new FormData();
  for (const [name, value] of body) form.append(name, value);
  for (const [name, bytes] of photos) form.append('photos', new File([bytes as Uint8Array<ArrayBuffer>], name));
  return { action, form };
}
async function raised(leader: Colleague, photos: readonly [string, Uint8Array][], words = WORDS): Promise<DeskAnswer> {
  const { action, form } = withPhotos(await leader.open(`/desk/calls/new?entry=${ENTRY}`), '发出呼叫', words, photos);
  return leader.post(action, form);
}
const linksIn = ({ html }: DeskAnswer) =>
  [...html.matchAll(/href="(\/desk\/calls\/[0-9a-f]{13}\/photos\/[\w-]{22})"/g)].map(([, link]) => link ?? '');
const objects = async () => (await env.BUCKET.list({ prefix: 'calls/' })).objects.map(({ key }) => key);

describe('photographs of a call', () => {
  it('come with the call and with the result; those who see the call download them, without what they tell beside the picture', async () => {
    const leader = await colleague('township-leader');
    const sent = await raised(leader, [
      ['黑水.jpg', jpeg({ tail: TELLTALE })],
      ['河边.png', png()],
    ]);
    expect(sent.status, sent.text).toBe(303);
    const page = await leader.follow(sent);
    const links = linksIn(page);
    expect(links).toHaveLength(2);
    const head = await colleague('department-head', M30);
    const file = await head.fetch(links[0] ?? '');
    expect(file.headers.get('content-disposition')).toContain('attachment');
    expect(file.headers.get('content-security-policy')).toContain('sandbox');
    expect(file.headers.get('content-type')).toBe('image/jpeg');
    expect(textOf(new Uint8Array(await file.arrayBuffer()))).not.toContain('iPhone');
    // Nobody else, and no auditor, whose page does not even name them.
    const others = [
      await colleague('township-leader', { townshipCode: '370883101' }),
      await colleague('department-head', { departmentCode: 'M10' }),
      await colleague('auditor'),
    ];
    for (const other of others) expect((await other.fetch(links[0] ?? '')).status).toBe(404);
    const path = links[0]?.replace(/\/photos.*/, '') ?? '';
    expect(linksIn(await (others[2] as Colleague).open(path))).toEqual([]);
    for (const key of await objects()) {
      const bytes = new Uint8Array((await (await env.BUCKET.get(key))?.arrayBuffer()) ?? new ArrayBuffer(0));
      expect(textOf(bytes).startsWith('\u00ff\u00d8')).toBe(false);
      expect(textOf(bytes)).not.toContain('PNG');
    }
    for (const [step, button] of [
      ['sign', '签收'],
      ['plan', '定怎么办'],
      ['arrive', '到现场了'],
    ] as const)
      await head.press(await head.open(`${path}/${step}`), button, { note: '写清楚。' });
    const { action, form } = withPhotos(await head.open(`${path}/finish`), '办完，报结果', { note: '清干净了。' }, [
      ['a.png', png()],
    ]);
    const done = await head.follow(await head.post(action, form));
    expect(linksIn(done)).toHaveLength(3);
    expect(new Set(linksIn(await leader.open(path))).size).toBe(3);
  });

  it('that are none are named, with everything else that is wrong; nothing of the words is lost, nothing is kept', async () => {
    const before = await objects();
    const leader = await colleague('township-leader');
    const photos = [
      ['病毒.exe', new TextEncoder().encode('MZ not a picture')],
      ['半张.png', png().subarray(0, 40)],
    ] as const;
    const page = await raised(
      leader,
      [['好的.png', png()], ...photos.map(([name, bytes]): [string, Uint8Array] => [name, bytes])],
      { ...WORDS, why: '' },
    );
    expect(page.status).toBe(422);
    expect(page.text).toContain('照片“病毒.exe”不是照片');
    expect(page.text).toContain('照片“半张.png”已经损坏或不完整');
    expect(page.text).toContain('请写镇街自己为什么办不了。');
    expect(page.text).toContain('照片要重新选一次');
    expect(page.html).toContain(WORDS.need);
    const four = await raised(
      leader,
      [1, 2, 3, 4].map((width): [string, Uint8Array] => [`${width}.png`, png({ width })]),
    );
    expect([four.status, four.text.includes('一次最多交 3 张照片')]).toEqual([422, true]);
    expect(await objects()).toEqual(before);
  });

  it('of the same form sent five times at once are one call with photographs that can be opened', async () => {
    const before = (await objects()).length;
    const leader = await colleague('township-leader');
    const { action, form } = withPhotos(await leader.open(`/desk/calls/new?entry=${ENTRY}`), '发出呼叫', WORDS, [
      ['a.png', png()],
    ]);
    const sent = await Promise.all(Array.from({ length: 5 }, () => leader.post(action, form)));
    expect(new Set(sent.map(({ status, location }) => `${status} ${location}`)).size).toBe(1);
    const [link = '', ...more] = linksIn(await leader.follow(sent[0] as DeskAnswer));
    expect(more).toEqual([]);
    expect((await leader.fetch(link)).status).toBe(200);
    expect(await objects()).toHaveLength(before + 1);
    // Another photograph under the same form is another call: it is not taken for this one.
    const { action: again, form: changed } = withPhotos(
      await leader.open(`/desk/calls/new?entry=${ENTRY}`),
      '发出呼叫',
      WORDS,
      [['b.png', png({ width: 9 })]],
    );
    changed.set('once', form.get('once') as string);
    expect((await leader.post(again, changed)).status).toBe(422);
    expect(await objects()).toHaveLength(before + 1);
  });
});
