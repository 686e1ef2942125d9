import axe from 'axe-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { loaderFailed, network, noAnswer, startAfresh, WidgetPage } from './widget-page.ts';

beforeEach(() => startAfresh());

const VIEWS: Record<string, (widget: WidgetPage) => Promise<void>> = {
  'the first view': async () => {},
  'a list of results': (widget) => widget.type('养犬'),
  'no results': (widget) => widget.type('飞船'),
  'an emergency': (widget) => widget.type('家里着火了'),
  'a proof that villages do not issue': (widget) => widget.type('证明我妈是我妈'),
  "somebody else's work": (widget) => widget.type('护照'),
  'a life event': (widget) => widget.type('老伴走了'),
  'siblings on one card': (widget) => widget.type('残疾人证换领'),
  'both doors': (widget) => widget.type('狗'),
  'a kind of items': (widget) => widget.press('公安户政'),
  'the choice of townships': (widget) => widget.press('换一个'),
  'the guide of an item': async (widget) => {
    await widget.openGuide('低保');
    await vi.waitFor(() => widget.find('.ticks'));
    widget.find<HTMLDetailsElement>('details').open = true;
  },
  'an entry of the territorial list': async (widget) => {
    await widget.openGuide('流浪犬');
    await vi.waitFor(() => widget.find('section section'));
  },
};

async function complaints(widget: WidgetPage): Promise<string[]> {
  // The rules about the whole page are the host's matter.
  const { violations } = await axe.run(widget.element, { rules: { region: { enabled: false } } });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
}

const LOOKS: [name: string, attributes: Record<string, string>][] = [
  ['light', { theme: 'light' }],
  ['dark', { theme: 'dark' }],
  ['large (elder)', { mode: 'elder' }],
];

describe.each(LOOKS)('in %s letters axe finds nothing in', (_, look) => {
  it.each(Object.keys(VIEWS))('%s', async (view) => {
    const widget = await new WidgetPage({ township: '370883101', ...look }).complete();
    await VIEWS[view]?.(widget);
    expect(await complaints(widget)).toEqual([]);
  });

  it('the open panel in the corner', async () => {
    const widget = new WidgetPage({ placement: 'corner', ...look });
    await vi.waitFor(() => widget.find('.launcher'));
    await widget.press('办事指南');
    await vi.waitFor(() => widget.find('input[type=search]'));
    expect(await complaints(widget)).toEqual([]);
  });

  it('a failure', async () => {
    loaderFailed();
    network.answers['index.json'] = noAnswer;
    const widget = new WidgetPage({ ...look });
    await vi.waitFor(() => widget.button('再试一次'));
    expect(await complaints(widget)).toEqual([]);
  });
});

describe('targets', () => {
  it.each([
    ['standard', 44, 16],
    ['elder', 60, 18],
  ])('in %s mode are at least %i px, text at least %i px', async (mode, target, text) => {
    const widget = new WidgetPage({ township: '370883101', mode });
    await vi.waitFor(() => widget.find('input[type=search]'));
    await widget.openGuide('低保');
    await vi.waitFor(() => widget.find('.ticks'));
    for (const one of widget.root.querySelectorAll<HTMLElement>('button, label, summary')) {
      expect(one.offsetHeight, one.textContent ?? '').toBeGreaterThanOrEqual(target);
      expect(one.offsetWidth, one.textContent ?? '').toBeGreaterThanOrEqual(44);
    }
    expect(Number.parseFloat(getComputedStyle(widget.find('.ticks span')).fontSize)).toBeGreaterThanOrEqual(text);
  });

  it.each([
    ['standard', 44],
    ['elder', 60],
  ])('among the results in %s mode are at least %i px', async (mode, target) => {
    const widget = await new WidgetPage({ township: '370883101', mode }).complete();
    for (const words of ['家里着火了', '护照', '残疾人证换领', '低保', '没拴绳']) {
      await widget.type(words);
      for (const one of widget.root.querySelectorAll<HTMLElement>('button, a')) {
        expect(one.offsetHeight, one.textContent ?? '').toBeGreaterThanOrEqual(target);
        expect(one.offsetWidth, one.textContent ?? '').toBeGreaterThanOrEqual(44);
      }
    }
  });
});

describe('dark colours', () => {
  it('come only where the page itself has them', async () => {
    const widget = new WidgetPage();
    await vi.waitFor(() => widget.find('input[type=search]'));
    expect(widget.find('.app').classList).not.toContain('dark');
    document.documentElement.style.colorScheme = 'dark';
    widget.element.setAttribute('theme', 'auto');
    expect(widget.find('.app').classList).toContain('dark');
    document.documentElement.style.colorScheme = '';
    widget.element.removeAttribute('theme');
    expect(widget.find('.app').classList).not.toContain('dark');
  });
});
