import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { eventually } from './eventually.ts';
import { network, noAnswer, startAfresh, WidgetPage } from './widget-page.ts';

beforeEach(() => startAfresh());
afterEach(() => vi.restoreAllMocks());

async function theGuideFor(words: string, attributes: Record<string, string> = { township: '370883101' }) {
  const widget = new WidgetPage(attributes);
  await eventually(() => widget.find('input[type=search]'));
  await widget.openGuide(words);
  await eventually(() => widget.find('.tools .wrong'));
  return widget;
}
const link = (widget: WidgetPage, label: string) =>
  [...widget.root.querySelectorAll('a')].find(({ textContent }) => textContent === label);

describe('a guide to take along', () => {
  it.each([
    ['低保', '/widget-under-test/lite/items/T001?township=370883101'],
    ['流浪犬', '/widget-under-test/lite/duties/D16-098?township=370883101'],
  ])('leads from %s to the page that prints well', async (words, path) => {
    const widget = await theGuideFor(words);
    expect(link(widget, '打印版')?.href).toBe(location.origin + path);
    expect(link(widget, '打印版')?.target).toBe('_blank');
  });

  it('is a square for another phone, and the address below it', async () => {
    const widget = await theGuideFor('低保');
    expect(widget.root.querySelector('svg')).toBeNull();
    await widget.press('发给别人');
    await eventually(() => widget.root.querySelector('.square') ?? expect.fail());
    const path = widget.root.querySelector('.square path')?.getAttribute('d') ?? '';
    expect(path.length).toBeGreaterThan(2000);
    expect(widget.root.querySelector('.square')?.getAttribute('aria-label')).toBe('这份指南的二维码');
    expect(widget.find('.address').textContent).toBe(
      `${location.origin}/widget-under-test/lite/items/T001?township=370883101`,
    );
    await widget.press('发给别人');
    expect(widget.root.querySelector('.square')).toBeNull();
  });

  it('names no township where none is chosen', async () => {
    const widget = await theGuideFor('低保', {});
    expect(link(widget, '打印版')?.href).toBe(`${location.origin}/widget-under-test/lite/items/T001`);
  });
});

describe('a map', () => {
  it('is offered where a place is known, and tells first that one leaves', async () => {
    const widget = await theGuideFor('低保');
    expect(link(widget, '高德地图')).toBeUndefined();
    await widget.press('在地图上找');
    expect(widget.text).toContain('点开就离开这里，去地图公司的网站；它会知道您在找“香城镇便民服务中心一楼”。');
    for (const [label, host] of [
      ['高德地图', 'uri.amap.com'],
      ['百度地图', 'api.map.baidu.com'],
    ]) {
      const map = link(widget, label ?? '');
      expect(new URL(map?.href ?? '').host).toBe(host);
      expect(decodeURIComponent(map?.search ?? '')).toContain('=香城镇便民服务中心一楼&');
      expect(map?.rel).toBe('noopener noreferrer');
      expect(map?.target).toBe('_blank');
    }
  });

  it('is not where no place is known', async () => {
    const widget = await theGuideFor('身份证');
    expect([...widget.root.querySelectorAll('button')].map((button) => button.textContent)).not.toContain('在地图上找');
  });
});

describe('"信息有误"', () => {
  const taken = () => new Response('{"id":"1"}', { status: 201 });
  const sent: string[] = [];
  beforeEach(() => {
    sent.length = 0;
    network.answers['feedback'] = () => {
      sent.push(String(network.asked.at(-1)?.body));
      return taken();
    };
  });
  const box = (widget: WidgetPage) => widget.find<HTMLTextAreaElement>('textarea');
  async function fillIn(widget: WidgetPage, field: string, text: string): Promise<void> {
    await widget.press('信息有误');
    const label = [...widget.root.querySelectorAll('form label')].find(({ textContent }) => textContent === field);
    if (label) await userEvent.click(label);
    await userEvent.fill(box(widget), text);
  }

  it('goes to the editors with what stands around it, and thanks', async () => {
    const widget = await theGuideFor('低保');
    await fillIn(widget, '上班时间', '周六"不"开门\n\\ 😀');
    await widget.press('交给编辑');
    await eventually(() => expect(widget.text).toContain('收到了，谢谢您'));
    expect(JSON.parse(sent[0] ?? '')).toEqual({
      code: 'T001',
      field: 'hours',
      text: '周六"不"开门\n\\ 😀',
      township: '370883101',
    });
  });

  it('stands on entries of the territorial list as well, with no township where none is chosen', async () => {
    const widget = await theGuideFor('流浪犬', {});
    await fillIn(widget, '别的', '名称不对');
    await widget.press('交给编辑');
    await eventually(() => expect(sent).toHaveLength(1));
    expect(JSON.parse(sent[0] ?? '')).toMatchObject({ code: 'D16-098', field: 'other', township: null });
  });

  it('says what is missing, and sends nothing', async () => {
    const widget = await theGuideFor('低保');
    await widget.press('信息有误');
    await widget.press('交给编辑');
    await eventually(() => expect(widget.find('[role=alert]').textContent).toBe('请先选一下哪里不对。'));
    await fillInField(widget);
    await widget.press('交给编辑');
    await eventually(() => expect(widget.find('[role=alert]').textContent).toBe('请写一句：应当是什么。'));
    expect(sent).toEqual([]);
  });
  const fillInField = (widget: WidgetPage) => userEvent.click(widget.find('form label'));

  it('keeps what was written when it is refused, and repeats the reason', async () => {
    network.answers['feedback'] = () => new Response('{"title":"太多了，过一会儿再交。"}', { status: 429 });
    const widget = await theGuideFor('低保');
    await fillIn(widget, '电话', '是空号');
    await widget.press('交给编辑');
    await eventually(() => expect(widget.find('[role=alert]').textContent).toBe('太多了，过一会儿再交。'));
    expect(box(widget).value).toBe('是空号');
    network.answers['feedback'] = noAnswer;
    await widget.press('交给编辑');
    await eventually(() => expect(widget.find('[role=alert]').textContent).toContain('写好的还在'));
    // Nor does it go when the reader looks at another page in between.
    await widget.press('返回');
    await widget.openGuide('低保');
    await widget.press('信息有误');
    expect(box(widget).value).toBe('是空号');
    network.answers['feedback'] = taken;
    await widget.press('交给编辑');
    await eventually(() => expect(widget.text).toContain('收到了'));
  });
});

describe('reading aloud', () => {
  const aVoice = (lang: string, localService = true) => ({ lang, localService, name: lang }) as SpeechSynthesisVoice;
  let queue: SpeechSynthesisUtterance[] = [];
  let cancelled = 0;
  function device(...voices: SpeechSynthesisVoice[]): void {
    queue = [];
    cancelled = 0;
    vi.spyOn(window.speechSynthesis, 'getVoices').mockReturnValue(voices);
    vi.spyOn(window.speechSynthesis, 'speak').mockImplementation((utterance) => void queue.push(utterance));
    vi.spyOn(window.speechSynthesis, 'cancel').mockImplementation(() => void cancelled++);
    // A voice that is no real one is refused by the browser's own setter.
    vi.stubGlobal(
      'SpeechSynthesisUtterance',
      class {
        readonly text: string;
        constructor(text: string) {
          this.text = text;
        }
      },
    );
  }
  afterEach(() => vi.unstubAllGlobals());
  const button = (widget: WidgetPage) => widget.root.querySelector<HTMLButtonElement>('.read');

  it.each([
    ['no voice', []],
    ['foreign voices alone', [aVoice('en-US'), aVoice('ja-JP')]],
    ['a voice that sends the text to its maker', [aVoice('zh-CN', false)]],
  ])('is not offered where the device has %s', async (_, voices) => {
    device(...voices);
    const widget = await theGuideFor('低保');
    await new Promise((done) => setTimeout(done, 50));
    expect(button(widget)).toBeNull();
  });

  it('comes a little later where the browser finds its voices later', async () => {
    device();
    const widget = await theGuideFor('低保');
    vi.spyOn(window.speechSynthesis, 'getVoices').mockReturnValue([aVoice('zh_CN')]);
    await eventually(() => expect(button(widget)).not.toBeNull());
  });

  it('reads the guide sentence by sentence in a voice of the mainland, and no buttons', async () => {
    device(aVoice('zh-TW'), aVoice('zh-CN'));
    const widget = await theGuideFor('低保');
    await eventually(() => expect(button(widget)).not.toBeNull());
    button(widget)?.click();
    const texts = queue.map(({ text }) => text);
    expect(texts[0]).toBe('最低生活保障审核确认');
    expect(texts).toContain('身份证');
    expect(texts).toContain('香城镇社会事务办公室');
    expect(texts.join()).not.toMatch(/信息有误|打印|返回|社会救助暂行办法/);
    expect(new Set(queue.map(({ lang }) => lang))).toEqual(new Set(['zh-CN']));
    await eventually(() => expect(button(widget)?.textContent).toBe('停下不读'));
  });

  it('stops when asked to, at its end, and when the page is left', async () => {
    device(aVoice('zh-CN'));
    const widget = await theGuideFor('低保');
    await eventually(() => expect(button(widget)).not.toBeNull());
    const press = async (expected: string) => {
      button(widget)?.click();
      await eventually(() => expect(button(widget)?.textContent).toBe(expected));
    };
    await press('停下不读');
    await press('读给我听');
    expect(cancelled).toBe(1);
    await press('停下不读');
    const last = queue.at(-1) as unknown as { onend(): void };
    last.onend();
    await eventually(() => expect(button(widget)?.textContent).toBe('读给我听'));
    expect(cancelled).toBe(1);
    await press('停下不读');
    await widget.press('返回');
    expect(cancelled).toBe(2);
  });

  it('leaves the voice of the page alone while it says nothing itself', async () => {
    device(aVoice('zh-CN'));
    const widget = await theGuideFor('低保');
    await eventually(() => expect(button(widget)).not.toBeNull());
    widget.element.remove();
    expect(cancelled).toBe(0);
  });
});

describe('large letters', () => {
  const size = (widget: WidgetPage) => getComputedStyle(widget.find('.tools')).fontSize;

  it('can be chosen by the reader, grow to thirty pixels, and are remembered on the device', async () => {
    const widget = await theGuideFor('低保');
    expect(size(widget)).toBe('16px');
    await widget.press('长辈版（大字）');
    expect(size(widget)).toBe('20px');
    await widget.press('字再大些');
    expect(size(widget)).toBe('24px');
    await widget.press('字再大些');
    expect(size(widget)).toBe('30px');
    await widget.press('字再大些');
    expect(size(widget)).toBe('20px');
    widget.element.remove();
    const again = await theGuideFor('低保');
    expect(again.element.getAttribute('mode')).toBe('elder');
    await again.press('标准版');
    expect(size(again)).toBe('16px');
    again.element.remove();
    // What the reader has chosen wins over what the site sets.
    const third = await theGuideFor('低保', { mode: 'elder' });
    expect(size(third)).toBe('16px');
  });

  it('stand below results too', async () => {
    const widget = await new WidgetPage({ township: '370883101' }).complete();
    await widget.type('低保');
    await widget.press('长辈版（大字）');
    expect(getComputedStyle(widget.find('.row')).fontSize).toBe('20px');
  });
});
