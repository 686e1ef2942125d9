// All that the page around us ever learns: how high we are, that we want to be closed, that something was handed in.

export type Word = 'close' | 'submitted';

/** @param site origin of the embedding page; these words carry nothing, so that any page may hear them */
export function tellParent(site: string | null, word: Word | number): void {
  if (window.parent === window) return;
  const message = typeof word === 'number' ? { oneWindow: 'height', px: word } : { oneWindow: word };
  window.parent.postMessage(message, site ?? '*');
}

/** Tells the height of the page now and whenever it changes. */
export function tellHeights(site: string | null): void {
  if (window.parent === window) return;
  let last = 0;
  const tell = () => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height === last) return;
    last = height;
    tellParent(site, height);
  };
  new ResizeObserver(tell).observe(document.body);
  tell();
}
