import { recall, remember } from '../guide/device.ts';

const TICKS_KEY = 'one-window.ticks.';

/** Positions of the papers that are ticked while the tab is open, as a string with `1` for each ticked one. */
export const recallTicks = (code: string): string => recall('sessionStorage', TICKS_KEY + code);

export function rememberTick(code: string, at: number, ticked: boolean): void {
  const ticks = recallTicks(code).padEnd(at + 1, '0');
  remember('sessionStorage', TICKS_KEY + code, ticks.slice(0, at) + (ticked ? 1 : 0) + ticks.slice(at + 1));
}
