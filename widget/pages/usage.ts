import type { How } from '#sites/contract';
import type { Store } from '../guide/store.ts';

/** One page view in so many tells, and counts for as many. */
const VIEWS_PER_TELLING = 8;

// Kept before host scripts that run later can replace it.
const pristineFetch = window.fetch;

/** Page views, by what the loader has put there: one decision for each, however many widgets it has. */
const decided = new WeakSet<object>();

function howOf(host: Element): How {
  if (host.getAttribute('placement') !== 'corner') return 'element';
  return window.OneWindow?.launcher === host ? 'script' : 'corner';
}

/**
 * When the page is left, and not before: nothing of it competes with what a reader waits for. Told are version and
 * kind; the browser adds the origin of the page. No cookie, no address of a page, nothing that was done there.
 * Not sendBeacon, which would send cookies along.
 */
export function countView(store: Store): void {
  const { OneWindow } = window;
  if (!OneWindow || decided.has(OneWindow)) return;
  decided.add(OneWindow);
  if (Math.random() * VIEWS_PER_TELLING >= 1) return;
  const host = store.host as unknown as Element;
  const tell = () => {
    stop();
    // Not JSON.stringify: pages replace it. Neither value holds a quote.
    const body = `{"v":"${OneWindow.version}","how":"${howOf(host)}"}`;
    pristineFetch
      .call(window, `${OneWindow.base}/embed/usage`, {
        method: 'POST',
        // A string is text/plain, which needs no preflight.
        body,
        mode: 'no-cors',
        credentials: 'omit',
        referrerPolicy: 'strict-origin',
        keepalive: true,
      })
      .catch(() => {});
  };
  const stop = () => window.removeEventListener('pagehide', tell);
  window.addEventListener('pagehide', tell);
  // Taken off the page, the widget leaves nothing behind.
  const dispose = store.dispose.bind(store);
  store.dispose = () => {
    stop();
    dispose();
  };
}
