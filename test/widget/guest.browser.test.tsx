import { beforeEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { eventually } from './eventually.ts';
import { network, startAfresh, WidgetPage } from './widget-page.ts';

beforeEach(() => startAfresh());

const shown = (widget: WidgetPage) => eventually(() => widget.find('input[type=search]'));

describe('removal', () => {
  it('leaves no listener, node, sheet or timer behind', async () => {
    const added: string[] = [];
    const spies = [window, document, document.body].map((target) =>
      vi.spyOn(target, 'addEventListener').mockImplementation((type: string) => void added.push(type)),
    );
    const nodesBefore = document.querySelectorAll('*').length;
    const widget = new WidgetPage({ placement: 'corner' });
    await eventually(() => widget.find('.launcher'));
    await widget.press('办事指南');
    await widget.openGuide('低保');
    await eventually(() => widget.find('section section'));
    const { root } = widget;
    widget.element.remove();
    // Nothing on the page was listened to in the first place, so nothing can stay.
    expect(added).toEqual([]);
    expect(document.querySelectorAll('*').length).toBe(nodesBefore);
    expect(root.childNodes.length).toBe(0);
    expect(root.adoptedStyleSheets.length).toBe(0);
    expect(document.adoptedStyleSheets.length).toBe(0);
    for (const spy of spies) spy.mockRestore();
  });

  it('and coming back elsewhere on the page keeps what the reader saw', async () => {
    const widget = new WidgetPage({ township: '370883101' });
    await shown(widget);
    await widget.openGuide('低保');
    await eventually(() => widget.find('.ticks'));
    document.body.appendChild(document.createElement('main')).appendChild(widget.element);
    expect(widget.heading).toBe('最低生活保障审核确认');
    expect(getComputedStyle(widget.find('.ticks label')).display).toBe('flex');
  });
});

describe('two widgets on one page', () => {
  it('share the data and nothing else', async () => {
    const one = new WidgetPage({ township: '370883101' });
    const two = new WidgetPage({ township: '370883102', mode: 'elder' });
    await shown(one);
    await shown(two);
    await one.openGuide('低保');
    await eventually(() => one.find('.ticks'));
    expect(two.heading).toBe('您要办什么事？');
    expect(two.text).toContain('城前镇');
    expect(network.asked.filter(({ path }) => path.endsWith('guides.json'))).toHaveLength(1);
  });
});

describe('the launcher in the corner', () => {
  it('opens, closes with Escape, gives the focus back and takes no room on the page', async () => {
    document.body.style.cssText = 'display:grid;gap:50px';
    document.body.appendChild(document.createElement('p'));
    const height = document.documentElement.scrollHeight;
    const widget = new WidgetPage({ placement: 'corner' });
    await eventually(() => widget.find('.launcher'));
    await widget.press('办事指南');
    await shown(widget);
    expect(widget.focused?.tagName).toBe('INPUT');
    expect(document.documentElement.scrollHeight).toBe(height);
    await userEvent.keyboard('低{Escape}');
    expect(widget.text).not.toBe('');
    await userEvent.keyboard('{Escape}');
    expect(widget.text).toBe('');
    expect(widget.focused).toBe(widget.find('.launcher'));
    document.body.style.cssText = '';
  });

  it('goes when the page brings a widget of its own', async () => {
    const corner = new WidgetPage({ placement: 'corner' });
    if (window.OneWindow) window.OneWindow.launcher = corner.element;
    const own = new WidgetPage();
    await shown(own);
    expect(corner.element.isConnected).toBe(false);
  });
});

describe('the page around it', () => {
  it('hears ready, navigate and error, and never what was typed', async () => {
    const heard: string[] = [];
    const note = (event: Event) => heard.push(`${event.type} ${JSON.stringify((event as CustomEvent).detail)}`);
    for (const name of ['ready', 'navigate', 'error']) document.addEventListener(`one-window-${name}`, note);
    const widget = new WidgetPage();
    await shown(widget);
    await widget.openGuide('低保');
    await eventually(() => widget.find('.ticks'));
    for (const name of ['ready', 'navigate', 'error']) document.removeEventListener(`one-window-${name}`, note);
    expect(heard).toEqual(['one-window-ready {"release":"r1"}', 'one-window-navigate {"view":"item","code":"T001"}']);
  });

  it('cannot swallow keys in the search box', async () => {
    const swallow = (event: KeyboardEvent) => event.preventDefault();
    document.addEventListener('keydown', swallow);
    const widget = new WidgetPage();
    await shown(widget);
    widget.find('input[type=search]').focus();
    await userEvent.keyboard('dba{Backspace}');
    document.removeEventListener('keydown', swallow);
    expect(widget.find<HTMLInputElement>('input[type=search]').value).toBe('db');
  });

  it('has rules for everything that stop at the widget', async () => {
    const rules = document.head.appendChild(document.createElement('style'));
    rules.textContent = '* { font-size: 9px; color: red; text-align: right } button, input { height: 4px !important }';
    const widget = new WidgetPage();
    await shown(widget);
    expect(getComputedStyle(widget.find('.hint')).fontSize).toBe('16px');
    expect(widget.button('香城镇').offsetHeight).toBeGreaterThanOrEqual(44);
    rules.remove();
  });
});
