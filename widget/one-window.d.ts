/**
 * Types of <one-window>, for sites that are written in TypeScript. Attributes, methods and events of version 1 stay.
 * None of the events says what a resident has typed or handed in.
 */

/** What may be opened: the guide, a report of one's own, or what became of one. `say` is an older word for `intake`. */
export type OneWindowDoor = 'guide' | 'intake' | 'track' | 'say';

export interface OneWindowEvents {
  /** The lists are here, and the box can be used. */
  'one-window-ready': CustomEvent<{ release: string }>;
  /** Another page of the widget is shown. */
  'one-window-navigate': CustomEvent<{
    view: 'search' | 'domain' | 'item' | 'territorial' | 'townships' | 'intake';
    /** Of the item or the entry, from the published lists; `''` where there is none. */
    code: string;
  }>;
  /** Somebody has handed something in. */
  'one-window-submitted': CustomEvent<Record<string, never>>;
  /** Something could not be loaded. `network`: no answer at all; `data`: an answer that cannot be used. */
  'one-window-error': CustomEvent<{ code: 'network' | 'data'; file: string }>;
}

/**
 * `<one-window township lang mode theme door placement>`: all of them may be set before or after the script, and changed
 * at any time. Parts for `::part()`: `sheet`, `search`, `launcher`.
 */
export interface OneWindowElement extends HTMLElement {
  /**
   * Opens a door, and in the corner the window around it. Without one: what was shown last.
   * There from `customElements.whenDefined('one-window')` on.
   */
  open(door?: OneWindowDoor): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'one-window': OneWindowElement;
  }
  interface HTMLElementEventMap extends OneWindowEvents {}
  interface DocumentEventMap extends OneWindowEvents {}
}
