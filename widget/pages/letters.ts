import { recall, remember } from '../guide/device.ts';
import type { Store } from '../guide/store.ts';

const MODE_KEY = 'one-window.mode';
/** Of the element; elder mode writes a quarter larger: 20, 24 and 30 pixels. */
const SIZES = ['', '19.2px', '24px'];

const hostOf = (store: Store) => store.host as unknown as HTMLElement;

export const isElder = (store: Store): boolean => hostOf(store).getAttribute?.('mode') === 'elder';

/** A reader who has changed the letters finds them so again, whatever the site has set. */
export function recallLetters(store: Store): void {
  const mode = recall('localStorage', MODE_KEY);
  if (mode && (mode === 'elder') !== isElder(store)) hostOf(store).setAttribute('mode', mode);
}

export function switchLetters(store: Store): void {
  const mode = isElder(store) ? 'standard' : 'elder';
  remember('localStorage', MODE_KEY, mode);
  hostOf(store).style.fontSize = '';
  hostOf(store).setAttribute('mode', mode);
}

/** Larger, and after the largest the first again. Through the style of the element itself: no rule of the page changes. */
export function enlarge(store: Store): void {
  const { style } = hostOf(store);
  style.fontSize = SIZES[(SIZES.indexOf(style.fontSize) + 1) % SIZES.length] ?? '';
}
