import { describe, expect, it } from 'vitest';
import { open } from './lite-site.ts';

const TOWNSHIP = '370883101';
const NAUGHTY = `"><script>alert(1)</script><img src=x onerror=alert(2)>'&<`;

describe('guidance without a script', () => {
  it('asks for the township first and carries it in the address alone', async () => {
    const first = await open('/lite');
    expect(first.text).toContain('您住在哪个镇街');
    expect(first.html.match(/<option value="370883/g)).toHaveLength(16);
    const chosen = await open(`/lite?township=${TOWNSHIP}`);
    expect(chosen.text).toContain('香城镇：办事、说事');
    expect(chosen.html).toContain(`/lite/report?township=${TOWNSHIP}`);
  });

  it('says on every page that the data are a demonstration', async () => {
    for (const path of ['/lite', '/lite/search?q=低保', '/lite/items/T001', '/lite/duties/D01-001'])
      expect((await open(path)).text).toContain('演示数据，不作办事依据');
  });

  it('finds by everyday words and names the office of the chosen township', async () => {
    const found = await open(`/lite/search?q=低保&township=${TOWNSHIP}`);
    expect(found.html).toContain(`/lite/items/T001?township=${TOWNSHIP}`);
    expect(found.text).toContain('香城镇社会事务办公室');
    expect(found.headers.get('cache-control')).toBe('no-store');
  });

  it.each([
    ['both doors', '狗', '/lite/duties/'],
    ['an emergency', '家里着火了', 'role="alert"'],
    ['what may be one', '河边没护栏有孩子玩水', '要是现在就有危险，先打'],
    ['a proof that villages do not issue', '亲属关系证明', '不开这个证明'],
    ["somebody else's work", '护照', '这不归镇街办'],
    ['a life event', '老伴走了都得办啥', '一件一件来'],
    ['nothing', '飞船', '12345'],
    ['no question at all', '', '请先写几个字'],
  ])('answers with %s', async (_, asked, expected) => {
    const page = await open(`/lite/search?q=${encodeURIComponent(asked)}`);
    expect(page.status).toBe(200);
    expect(page.html).toContain(expected);
  });

  it('lists every domain of both lists, and each of them opens', async () => {
    const links = [...(await open('/lite')).html.matchAll(/href="(\/lite\/domain[^"]*)"/g)].map(([, link]) => link);
    expect(links.length).toBeGreaterThan(20);
    for (const link of links) expect((await open((link ?? '').replaceAll('&amp;', '&'))).status).toBe(200);
  });

  it('tells of an item where, with what, how, how long, and what nobody has checked', async () => {
    const { text } = await open(`/lite/items/T001?township=${TOWNSHIP}`);
    for (const part of ['香城镇社会事务办公室', '户口簿', '怎么办', '我们承诺', '收费', '依据', '还没核实'])
      expect(text).toContain(part);
  });

  it('names the station of the village, not an office of the township, where the village hands it in', async () => {
    const { text } = await open(`/lite/items/T001?township=${TOWNSHIP}`);
    expect(text).toMatch(/村里能帮您办的 最低生活保障申请代办与民主评议公示 村（社区）便民服务站，带 3 样材料/);
  });

  it('leads from a village item to the township where the township has a part in it, and only there', async () => {
    const shared = await open(`/lite/items/V01?township=${TOWNSHIP}`);
    expect(shared.text).toMatch(/再由镇街办理： 香城镇社会事务办公室/);
    expect(shared.text).toMatch(/镇街怎么办这件事 最低生活保障审核确认 香城镇社会事务办公室/);
    for (const path of [`/lite/items/V53?township=${TOWNSHIP}`, '/lite/items/V53']) {
      const { text } = await open(path);
      expect(text).toContain('本村（社区）便民服务站');
      expect(text).not.toMatch(/再由镇街办理|归哪个办公室|代办员/);
    }
  });

  it('tells of an entry of the territorial list who leads and who cooperates', async () => {
    const { text } = await open(`/lite/duties/D01-001?township=${TOWNSHIP}`);
    expect(text).toMatch(/谁来管（主体责任）.*谁来配合（配合责任） 香城镇/);
  });

  it.each(['/lite/items/T999', '/lite/duties/x', '/lite/domain?name=x', '/lite/nothing'])(
    '%s is a page that leads on, not a machine’s answer',
    async (path) => {
      const page = await open(path);
      expect(page.status).toBe(404);
      expect(page.text).toContain('没有这一页');
      expect(page.html).toContain('href="/lite"');
    },
  );

  it('shows what was asked as text, whatever it is', async () => {
    const page = await open(`/lite/search?q=${encodeURIComponent(NAUGHTY)}&township=${encodeURIComponent(NAUGHTY)}`);
    expect(page.status).toBe(200);
    expect(page.html).toContain('&lt;script&gt;');
    expect(page.html).not.toMatch(/<img|<script/);
  });

  it('is styled by one small file', async () => {
    const style = await open('/lite/style.css');
    expect(style.headers.get('content-type')).toContain('text/css');
    expect(style.html.length).toBeLessThan(5_000);
    expect(style.html).not.toMatch(/flex|grid|var\(|\brem\b|url\(/);
  });
});
