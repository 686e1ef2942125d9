import { h, render } from 'preact';
import type { OneWindowDoor, OneWindowElement as Published } from '../one-window.d.ts';
import { App } from './App.tsx';
import css from './guide.css?inline';
import { doorCode } from './history.ts';
import type { Pages } from './page.ts';
import { type Detail, type Focus, type Host, Store } from './store.ts';
import { dress } from './styles.ts';

const HEADING = 'h2';

function languageOf(tag: string): string {
  if (/^zh-(hant|tw|hk|mo)/i.test(tag)) return 'zh-Hant';
  return /^en/i.test(tag) ? 'en' : 'zh-CN';
}

/**
 * What host pages may rely on is told in ../one-window.d.ts.
 */
export class OneWindowElement extends HTMLElement implements Host, Published {
  static readonly observedAttributes = ['township', 'lang', 'mode', 'theme', 'placement', 'door'];

  private readonly store = new Store(this);
  private readonly prefersDark = matchMedia('(prefers-color-scheme: dark)');
  private readonly redraw = (): void => {
    this.dark = this.isDark();
    this.draw();
  };
  private readonly handleKey = (event: Event): void => {
    // Old sites swallow Backspace or Enter on the document unless the target is an INPUT; from outside ours is not.
    event.stopPropagation();
    this.pages?.onKey(event as KeyboardEvent, this.store, this.mount as Element);
  };
  private mount: Element | undefined;
  /** Asked of the page when it may have changed, not for every key. */
  private dark = false;
  private pages: Pages | undefined;

  connectedCallback(): void {
    const { OneWindow } = window;
    // The launcher was only for a page without a widget of its own.
    if (OneWindow?.launcher && OneWindow.launcher !== this) {
      OneWindow.launcher.remove();
      delete OneWindow.launcher;
    }
    const isMoved = !!this.shadowRoot;
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    dress(root, css);
    if (this.pages) dress(root, this.pages.css);
    this.mount = root.appendChild(document.createElement('div'));
    this.mount.addEventListener('keydown', this.handleKey);
    this.prefersDark.addEventListener('change', this.redraw);
    this.dark = this.isDark();
    if (!isMoved) this.store.presetTownship(this.getAttribute('township') ?? '');
    void this.store.speak(languageOf(this.lang));
    void this.store.load().then(() => {
      // After what is on the screen has been drawn and may have been typed into.
      setTimeout(() => {
        if (this.isConnected && this.store.index) void this.store.loadLater('more', true);
      });
    });
  }

  disconnectedCallback(): void {
    const root = this.shadowRoot as ShadowRoot;
    this.prefersDark.removeEventListener('change', this.redraw);
    this.store.dispose();
    if (this.mount) render(null, this.mount);
    this.mount = undefined;
    root.textContent = '';
    if (root.adoptedStyleSheets) root.adoptedStyleSheets = [];
  }

  attributeChangedCallback(name: string, _: string | null, value: string | null): void {
    // Before the element stands on a page, connectedCallback reads them all.
    if (!this.mount) return;
    if (name === 'township') this.store.presetTownship(value ?? '');
    if (name === 'lang') void this.store.speak(languageOf(value ?? ''));
    if (name === 'door') this.open(value as OneWindowDoor);
    this.redraw();
  }

  open(door?: OneWindowDoor | null): void {
    const { store } = this;
    const code = doorCode(door);
    store.open = true;
    if (code) store.go('intake', code);
    else if (door && store.place.code) store.go('search', '');
    else store.toggle(true);
  }

  draw(focus?: Focus): void {
    if (!this.mount) return;
    const corner = this.getAttribute('placement') === 'corner';
    const elder = this.getAttribute('mode') === 'elder';
    const held = (this.shadowRoot as ShadowRoot).activeElement as HTMLElement | null;
    render(h(App, { store: this.store, pages: this.pages, corner, elder, dark: this.dark }), this.mount);
    // What had the focus may have made way for what came later.
    if (held && !held.isConnected) focus ??= 'again';
    if (focus) this.moveFocus(focus, this.mount, held);
  }

  async loadPages(): Promise<Pages> {
    const pages = await import('../pages/pages.ts');
    if (this.mount && !this.pages) dress(this.shadowRoot as ShadowRoot, pages.css);
    this.pages = pages;
    return pages;
  }

  tell(name: string, detail: Detail): void {
    if (detail.file) window.OneWindow?.say?.(`${detail.file} did not load`);
    this.dispatchEvent(new CustomEvent(`one-window-${name}`, { bubbles: true, composed: true, detail }));
  }

  /** `auto` follows the page: a dark widget on a page that stays light would look broken. */
  private isDark(): boolean {
    const theme = this.getAttribute('theme');
    if (theme === 'light' || theme === 'dark') return theme === 'dark';
    const schemes = getComputedStyle(this).colorScheme ?? '';
    return schemes.includes('dark') && (this.prefersDark.matches || !schemes.includes('light'));
  }

  private moveFocus(focus: Focus, mount: Element, held: HTMLElement | null): void {
    const { openedRow, rowTop = 0 } = this.store.place;
    const row = (code = '') => `[data-code="${code}"]`;
    const at = {
      box: 'input',
      launcher: '.launcher',
      heading: HEADING,
      row: row(openedRow),
      again: row(held?.dataset['code']),
    }[focus];
    const find = (selector: string) => mount.querySelector<HTMLElement>(selector);
    // While nothing is loaded there is no heading: the focus stays in the widget all the same.
    const target = find(at) ?? find(HEADING) ?? find('.sheet');
    target?.focus({ preventScroll: focus === 'row' });
    if (!target || focus !== 'row') return;
    // In a panel its own body scrolls, on a page the page does; the row returns to where it was left.
    const body = find('.corner .body') ?? document.scrollingElement;
    if (body) body.scrollTop += target.getBoundingClientRect().top - rowTop;
  }
}
