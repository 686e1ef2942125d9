// What stays on the reader's device: the township here, the papers already ticked in pages/ticks.ts.
// Storage may be full, switched off or forbidden in a frame: the widget then works without memory.
// Plain strings only: pages with Prototype.js bend JSON.stringify.

const TOWNSHIP_KEY = 'one-window.township';

/** Stands in where storage is refused, so that a choice survives at least from view to view. */
const heldInMemory: Record<string, string> = {};

export function recall(storage: 'localStorage' | 'sessionStorage', key: string): string {
  try {
    return window[storage].getItem(key) ?? '';
  } catch {
    return heldInMemory[key] ?? '';
  }
}

export function remember(storage: 'localStorage' | 'sessionStorage', key: string, value: string): void {
  try {
    window[storage].setItem(key, value);
  } catch {
    heldInMemory[key] = value;
  }
}

export const recallTownship = (): string => recall('localStorage', TOWNSHIP_KEY);
export const rememberTownship = (code: string): void => remember('localStorage', TOWNSHIP_KEY, code);
