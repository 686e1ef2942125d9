import { beforeEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { eventually } from './eventually.ts';
import { network, startAfresh, WidgetPage } from './widget-page.ts';

beforeEach(() => startAfresh());

async function aWidget(attributes: Record<string, string> = {}): Promise<WidgetPage> {
  return new WidgetPage(attributes).complete();
}

describe('typing a few words', () => {
  it('shows the office of the chosen township, the papers and the promised time', async () => {
    const widget = await aWidget({ township: '370883101' });
    await widget.type('低保');
    expect(widget.rows[0]).toBe(
      '最低生活保障审核确认大家也说：低保香城镇社会事务办公室要带 2 样材料 · 承诺 25 个工作日',
    );
    expect(widget.find('mark').textContent).toBe('低保');
  });

  it("uses the township's own name for an office, and says so where it has named none", async () => {
    const widget = await aWidget({ township: '370883102' });
    await widget.type('低保');
    expect(widget.rows[0]).toContain('城前镇民生保障办公室');
    await widget.type('身份证');
    expect(widget.rows[0]).toContain('以窗口告知为准');
    expect(widget.rows[0]).toContain('不用带材料 · 即办');
  });

  it('names only the office while no township is chosen', async () => {
    const widget = await aWidget();
    await widget.type('db');
    expect(widget.rows[0]).toContain('大家也说：低保社会事务办公室');
  });

  it('treats a township code that does not exist as none chosen', async () => {
    const widget = await aWidget({ township: '999999999' });
    expect(widget.text).toContain('先选您的镇街');
  });

  it('keeps what there is to do apart from who takes care of a trouble', async () => {
    const widget = await aWidget();
    await widget.type('养犬');
    const headings = [...widget.root.querySelectorAll('h3')].map((heading) => heading.textContent);
    expect(headings).toEqual(['要办的事', '有麻烦找谁管']);
    expect(widget.rows[1]).toBe('养犬管理和流浪犬处置主要归市公安局、市综合行政执法局管');
  });

  it('says what to do when nothing fits', async () => {
    const widget = await aWidget();
    await widget.type('飞船');
    expect(widget.rows).toEqual([]);
    for (const way of ['没找到对应的事', '换个短一点的说法', '打 12345', '便民服务中心窗口'])
      expect(widget.text).toContain(way);
  });

  it('waits for the word while an input method is composing, and leaves the box alone', async () => {
    const widget = await aWidget();
    const box = widget.find<HTMLInputElement>('input[type=search]');
    box.value = 'di bao';
    box.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
    expect(widget.rows).toEqual([]);
    const enter = new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true });
    box.dispatchEvent(enter);
    expect(enter.defaultPrevented).toBe(false);
    expect(box.value).toBe('di bao');
    box.value = '低保';
    box.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
    expect(widget.rows[0]).toContain('最低生活保障');
  });

  it('tells the number of hits to those who cannot see them', async () => {
    const widget = await aWidget();
    await widget.type('养犬');
    await eventually(() => expect(widget.find('.unseen').textContent).toBe('找到 2 项'));
  });

  it('asks the network for nothing: all has been fetched ahead, the likelier first', async () => {
    const widget = await aWidget();
    const data = '/widget-under-test/embed/data/';
    const files = () =>
      network.asked.filter(({ path }) => path.startsWith(data)).map(({ path }) => path.slice(data.length));
    expect(files()).toEqual(['more.json', 'guides.json', 'sounds.json']);
    await widget.type('低保');
    await widget.type('没人管的狗');
    await widget.type('飞船');
    expect(files()).toHaveLength(3);
  });
});

describe('the kinds of items', () => {
  it('are listed before anything is typed, and open the list of their items', async () => {
    const widget = await aWidget({ township: '370883101' });
    await widget.press('公安户政');
    expect(widget.heading).toBe('公安户政');
    expect(widget.rows).toHaveLength(3);
  });
});

describe('the township', () => {
  it('is chosen once and remembered on the device', async () => {
    const widget = await aWidget();
    await widget.press('城前镇');
    // The names are gone, the box is next.
    expect(widget.text).not.toContain('香城镇');
    expect(widget.focused).toBe(widget.find('input[type=search]'));
    widget.element.remove();
    const later = await aWidget();
    expect(later.text).toContain('城前镇 · 换一个');
  });

  it('given by the page wins over the remembered one, until the reader chooses on this page', async () => {
    localStorage.setItem('one-window.township', '370883102');
    const widget = await aWidget({ township: '370883101' });
    expect(widget.text).toContain('香城镇');
    await widget.press('换一个');
    expect(widget.heading).toBe('您住在哪个镇街？');
    await widget.press('城前镇');
    expect(widget.text).toContain('城前镇');
  });

  it('follows the attribute when the page changes it', async () => {
    const widget = await aWidget({ township: '370883101' });
    widget.element.setAttribute('township', '370883102');
    expect(widget.text).toContain('城前镇');
  });

  it('works without storage', async () => {
    const storage = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    const widget = await aWidget();
    await widget.press('香城镇');
    expect(widget.text).toContain('香城镇');
    storage.mockRestore();
  });
});

describe('the keyboard alone', () => {
  it('finds, opens, goes back and clears', async () => {
    const widget = await aWidget({ township: '370883101' });
    widget.find('input[type=search]').focus();
    await userEvent.keyboard('db{ArrowDown}');
    expect(widget.focused?.classList).toContain('row');
    await userEvent.keyboard('{ArrowUp}');
    expect(widget.focused?.tagName).toBe('INPUT');
    await userEvent.keyboard('{Enter}');
    expect(widget.heading).toBe('最低生活保障审核确认');
    expect(widget.focused?.tagName).toBe('H2');
    await userEvent.keyboard('{Alt>}{ArrowLeft}{/Alt}');
    expect(widget.heading).toBe('您要办什么事？');
    expect(widget.find<HTMLInputElement>('input[type=search]').value).toBe('db');
    await userEvent.keyboard('{Alt>}{ArrowRight}{/Alt}');
    expect(widget.heading).toBe('最低生活保障审核确认');
    await userEvent.keyboard('{Alt>}{ArrowLeft}{/Alt}');
    widget.find('input[type=search]').focus();
    await userEvent.keyboard('{Escape}');
    expect(widget.find<HTMLInputElement>('input[type=search]').value).toBe('');
    expect(widget.focused?.tagName).toBe('INPUT');
  });
});
