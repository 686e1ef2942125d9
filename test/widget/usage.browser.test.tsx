import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Store } from '../../widget/guide/store.ts';
import { eventually } from './eventually.ts';
import { network, startAfresh, WidgetPage } from './widget-page.ts';

const told = () => network.asked.filter(({ path }) => path.endsWith('/embed/usage'));
const leave = () => window.dispatchEvent(new Event('pagehide'));

// A new page view.
beforeEach(() => startAfresh());
afterEach(() => vi.restoreAllMocks());

/** As the second stage does when it arrives. */
async function decide(chance: number, attributes: Record<string, string> = {}) {
  vi.spyOn(Math, 'random').mockReturnValue(chance);
  const { countView } = await import('../../widget/pages/usage.ts');
  const element = document.createElement('one-window');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  const disposed = vi.fn();
  const store = { host: element, dispose: disposed } as unknown as Store;
  countView(store);
  return { store, element, disposed, countView };
}

describe('which sites run which version', () => {
  it('is told by one page view in eight, when the page is left', async () => {
    await decide(0.124);
    expect(told()).toEqual([]);
    leave();
    expect(told()).toMatchObject([{ path: '/widget-under-test/embed/usage', body: '{"v":"test","how":"element"}' }]);
    leave();
    expect(told()).toHaveLength(1);
  });

  it('is not told by the seven others', async () => {
    for (const chance of [0.125, 0.5, 0.999]) {
      startAfresh();
      await decide(chance);
      leave();
    }
    expect(told()).toEqual([]);
  });

  it('is told once, however many widgets there are', async () => {
    const { countView } = await decide(0);
    countView({ host: document.createElement('one-window'), dispose: () => {} } as unknown as Store);
    leave();
    expect(told()).toHaveLength(1);
  });

  it('says how it was put there', async () => {
    await decide(0, { placement: 'corner' });
    leave();
    expect(told().at(-1)?.body).toBe('{"v":"test","how":"corner"}');
    startAfresh();
    const { element } = await decide(0, { placement: 'corner' });
    if (window.OneWindow) window.OneWindow.launcher = element;
    leave();
    expect(told().at(-1)?.body).toBe('{"v":"test","how":"script"}');
  });

  it('leaves nothing behind on a page that takes the widget off', async () => {
    const { store, disposed } = await decide(0);
    store.dispose();
    expect(disposed).toHaveBeenCalledOnce();
    leave();
    expect(told()).toEqual([]);
  });

  it('is never asked for by a look-up', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    const widget = await new WidgetPage({ township: '370883101' }).complete();
    await widget.openGuide('低保');
    await eventually(() => widget.find('.tools .wrong'));
    const others = network.asked.map(({ path }) => path).filter((path) => !/\/embed\/data\/\w+\.json$/.test(path));
    // The page itself, not the look-up, asks once whether the township has warned of something.
    expect(others).toEqual([expect.stringMatching(/\/api\/v1\/notices\?township=370883101$/)]);
  });
});
