import { beforeEach, describe, expect, it, vi } from 'vitest';
import { anIndex, someGuides } from './small-catalogue.ts';
import { json, loaderFailed, network, noAnswer, startAfresh, WidgetPage } from './widget-page.ts';

beforeEach(() => startAfresh());

const cachesAsked = (file: string) =>
  network.asked.filter(({ path }) => path.endsWith(file)).map(({ cache }) => cache ?? 'default');

it('while the index is on its way, the space is held and said to be opening', () => {
  network.answers['index.json'] = () => new Promise<Response>(() => {});
  loaderFailed();
  const widget = new WidgetPage();
  expect(widget.text).toContain('正在打开');
  expect(widget.find('.loading').offsetHeight).toBeGreaterThanOrEqual(300);
});

it('without a network it takes the copy on the device', async () => {
  loaderFailed();
  network.answers['index.json'] = () =>
    cachesAsked('index.json').at(-1) === 'force-cache' ? json(anIndex()) : noAnswer();
  const widget = new WidgetPage();
  await vi.waitFor(() => widget.find('input[type=search]'));
  expect(cachesAsked('index.json')).toEqual(['default', 'force-cache']);
});

it('without a network and without a copy it says so, and works again when asked again', async () => {
  loaderFailed();
  network.answers['index.json'] = noAnswer;
  const widget = new WidgetPage();
  const heard = vi.fn();
  widget.element.addEventListener('one-window-error', (event) => heard((event as CustomEvent).detail));
  await vi.waitFor(() => expect(widget.text).toContain('现在没有网络'));
  expect(widget.text).toContain('12345');
  expect(heard).toHaveBeenCalledWith({ code: 'network', file: 'index' });
  network.answers['index.json'] = () => json(anIndex());
  await widget.press('再试一次');
  expect(widget.focused).not.toBe(null);
  await vi.waitFor(() => widget.find('input[type=search]'));
});

describe('an answer that cannot be used', () => {
  it.each([
    ['an error of the server', () => new Response('', { status: 500 })],
    ['something that is not JSON', () => new Response('<html>')],
    ['a format of the future', () => json(anIndex({ format: 2 }))],
  ])('such as %s is no reason to speak of the network', async (_, answer) => {
    loaderFailed(500);
    network.answers['index.json'] = answer;
    const widget = new WidgetPage();
    await vi.waitFor(() => expect(widget.text).toContain('指南没有打开'));
    expect(widget.text).not.toContain('没有网络');
  });
});

describe('a guide that does not arrive', () => {
  it('still shows the office, says what to do, and opens when asked again', async () => {
    network.answers['guides.json'] = noAnswer;
    const widget = new WidgetPage({ township: '370883101' });
    await vi.waitFor(() => widget.find('input[type=search]'));
    await widget.openGuide('低保');
    await vi.waitFor(() => expect(widget.text).toContain('现在没有网络'));
    expect(widget.text).toContain('香城镇社会事务办公室');
    network.answers['guides.json'] = () => json(someGuides());
    await widget.press('再试一次');
    await vi.waitFor(() => expect(widget.text).toContain('要带什么'));
  });

  it('of another release is fetched again together with the index', async () => {
    network.answers['guides.json'] = () => json(someGuides({ release: 'r2' }));
    network.answers['index.json'] = () => json(anIndex({ release: 'r2' }));
    const widget = new WidgetPage();
    await vi.waitFor(() => expect(widget.text).toContain('版本 r2'));
    expect(cachesAsked('guides.json')).toEqual(['default', 'reload']);
    expect(cachesAsked('index.json')).toEqual(['reload']);
  });

  it('is not shown when the two releases still differ: the rows would not belong together', async () => {
    network.answers['guides.json'] = () => json(someGuides({ release: 'r2' }));
    const widget = new WidgetPage();
    await vi.waitFor(() => widget.find('input[type=search]'));
    await widget.openGuide('低保');
    await vi.waitFor(() => expect(widget.text).toContain('指南没有打开'));
    expect(widget.text).not.toContain('要带什么');
  });
});
