import axe from 'axe-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { eventually } from './eventually.ts';
import { loaderFailed, network, noAnswer, startAfresh, WidgetPage } from './widget-page.ts';

beforeEach(() => startAfresh());

const VIEWS: Record<string, (widget: WidgetPage) => Promise<void>> = {
  'the first view': async () => {},
  'a list of results': (widget) => widget.type('养犬'),
  'no results': (widget) => widget.type('飞船'),
  'an emergency': (widget) => widget.type('家里着火了'),
  'what may be an emergency': async (widget) => {
    await widget.type('怕漏电');
    expect(widget.root.querySelector('.caution')).not.toBe(null);
  },
  'a proof that villages do not issue': (widget) => widget.type('证明我妈是我妈'),
  "somebody else's work": (widget) => widget.type('护照'),
  'a life event': (widget) => widget.type('老伴走了'),
  'siblings on one card': (widget) => widget.type('残疾人证换领'),
  'both doors': (widget) => widget.type('狗'),
  'a kind of items': (widget) => widget.press('公安户政'),
  'the choice of townships': (widget) => widget.press('换一个'),
  'the guide of an item': async (widget) => {
    await widget.openGuide('低保');
    await eventually(() => widget.find('.ticks'));
    widget.find<HTMLDetailsElement>('details').open = true;
  },
  'the ways to take a guide along, and what is wrong in it': async (widget) => {
    await widget.openGuide('低保');
    await eventually(() => widget.find('.tools .wrong'));
    await widget.press('在地图上找');
    await widget.press('发给别人');
    await eventually(() => widget.root.querySelector('.square') ?? expect.fail());
    await widget.press('信息有误');
    await widget.press('交给编辑');
    await eventually(() => widget.find('[role=alert]'));
  },
  'an entry of the territorial list': async (widget) => {
    await widget.openGuide('流浪犬');
    await eventually(() => widget.find('section section'));
  },
};

async function complaints(widget: WidgetPage, isElder = false): Promise<string[]> {
  // The rules about the whole page are the host's matter. 7:1 is for those who read with difficulty.
  const rules = { region: { enabled: false }, 'color-contrast-enhanced': { enabled: isElder } };
  const { violations } = await axe.run(widget.element, { rules });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
}

const LOOKS: [name: string, attributes: Record<string, string>][] = [
  ['light', { theme: 'light' }],
  ['dark', { theme: 'dark' }],
  ['large (elder)', { mode: 'elder', theme: 'light' }],
  ['large dark (elder)', { mode: 'elder', theme: 'dark' }],
];

describe.each(LOOKS)('in %s letters axe finds nothing in', (_, look) => {
  it.each(Object.keys(VIEWS))('%s', async (view) => {
    const widget = await new WidgetPage({ township: '370883101', ...look }).complete();
    await VIEWS[view]?.(widget);
    expect(await complaints(widget, 'mode' in look)).toEqual([]);
  });

  it('the open panel in the corner', async () => {
    const widget = new WidgetPage({ placement: 'corner', ...look });
    await eventually(() => widget.find('.launcher'));
    await widget.press('办事指南');
    await eventually(() => widget.find('input[type=search]'));
    expect(await complaints(widget, 'mode' in look)).toEqual([]);
  });

  it('a failure', async () => {
    loaderFailed();
    network.answers['index.json'] = noAnswer;
    const widget = new WidgetPage({ ...look });
    await eventually(() => widget.button('再试一次'));
    expect(await complaints(widget, 'mode' in look)).toEqual([]);
  });
});

const channels = (colour: string): number[] => (colour.match(/[\d.]+/g) ?? []).map(Number);

/** WCAG 2: relative luminance. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The first ground below a text that can be seen. */
function groundOf(element: Element | null): string {
  for (let one = element; one; one = one.parentElement) {
    const { backgroundColor } = getComputedStyle(one);
    if (channels(backgroundColor)[3] !== 0) return backgroundColor;
  }
  return 'rgb(255, 255, 255)';
}

/** Of every piece of text that stands in the widget: what can be pressed and is switched off is no text to read. */
function leastContrast(widget: WidgetPage): number {
  const texts = document.createTreeWalker(widget.root, NodeFilter.SHOW_TEXT);
  let least = 21;
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement as HTMLElement;
    if (!texts.currentNode.textContent?.trim() || element.closest('style, button:disabled, .unseen')) continue;
    const [one, other] = [getComputedStyle(element).color, groundOf(element)].map(luminance);
    const [light, dark] = [Math.max(one ?? 0, other ?? 0), Math.min(one ?? 0, other ?? 0)];
    least = Math.min(least, (light + 0.05) / (dark + 0.05));
  }
  return least;
}

describe('targets', () => {
  it.each([
    ['standard', 44, 16],
    ['elder', 60, 18],
  ])('in %s mode are at least %i px, text at least %i px', async (mode, target, text) => {
    const widget = new WidgetPage({ township: '370883101', mode });
    await eventually(() => widget.find('input[type=search]'));
    await VIEWS['the ways to take a guide along, and what is wrong in it']?.(widget);
    const targets = widget.root.querySelectorAll<HTMLElement>('button, a, label:not([for]), summary, textarea');
    expect(targets.length).toBeGreaterThan(15);
    for (const one of targets) {
      expect(one.offsetHeight, one.outerHTML).toBeGreaterThanOrEqual(target);
      expect(one.offsetWidth, one.outerHTML).toBeGreaterThanOrEqual(target);
    }
    expect(Number.parseFloat(getComputedStyle(widget.find('.ticks span')).fontSize)).toBeGreaterThanOrEqual(text);
  });

  it.each([
    ['standard', 44],
    ['elder', 60],
  ])('among the results in %s mode are at least %i px', async (mode, target) => {
    const widget = await new WidgetPage({ township: '370883101', mode }).complete();
    for (const words of ['家里着火了', '怕漏电', '护照', '残疾人证换领', '低保', '没拴绳']) {
      await widget.type(words);
      for (const one of widget.root.querySelectorAll<HTMLElement>('button, a')) {
        expect(one.offsetHeight, one.textContent ?? '').toBeGreaterThanOrEqual(target);
        expect(one.offsetWidth, one.textContent ?? '').toBeGreaterThanOrEqual(target);
      }
    }
  });

  it.each([
    ['standard', 4.5],
    ['elder', 7],
  ])(
    'in %s mode: the colours of text and its grounds are at least %d : 1 apart, large text too',
    async (mode, least) => {
      for (const theme of ['light', 'dark']) {
        const widget = await new WidgetPage({ township: '370883101', mode, theme }).complete();
        for (const words of ['家里着火了', '怕漏电', '护照', '残疾人证换领', '没拴绳']) {
          await widget.type(words);
          expect(leastContrast(widget)).toBeGreaterThanOrEqual(least);
        }
        await VIEWS['the ways to take a guide along, and what is wrong in it']?.(widget);
        expect(leastContrast(widget)).toBeGreaterThanOrEqual(least);
        widget.element.remove();
      }
    },
  );
});

describe('dark colours', () => {
  it('come only where the page itself has them', async () => {
    const widget = new WidgetPage();
    await eventually(() => widget.find('input[type=search]'));
    expect(widget.find('.app').classList).not.toContain('dark');
    document.documentElement.style.colorScheme = 'dark';
    widget.element.setAttribute('theme', 'auto');
    expect(widget.find('.app').classList).toContain('dark');
    document.documentElement.style.colorScheme = '';
    widget.element.removeAttribute('theme');
    expect(widget.find('.app').classList).not.toContain('dark');
  });
});
