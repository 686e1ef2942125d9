import { expect } from 'vitest';
import { userEvent } from 'vitest/browser';
import { eventually } from './eventually.ts';
import { anIndex, someGuides, someSounds, theRest } from './small-catalogue.ts';

type Answer = () => Response | Promise<Response>;

/** What the network answers, by the end of the path. Tests change it; requests are noted in `asked`. */
export const network: {
  answers: Record<string, Answer>;
  asked: { path: string; cache: string | undefined; body?: unknown }[];
} = {
  answers: {},
  asked: [],
};
export const json = (data: unknown): Response => new Response(JSON.stringify(data));
export const noAnswer = (): never => {
  throw new TypeError('Failed to fetch');
};

const realFetch = window.fetch;
window.fetch = async (input, init) => {
  const path = String(input);
  if (!path.startsWith('/widget-under-test/')) return realFetch(input, init);
  network.asked.push({ path, cache: init?.cache, body: init?.body });
  const file = path.split('/').at(-1) ?? '';
  return network.answers[file]?.() ?? new Response('', { status: 404 });
};
// After the network above is in place: the widget keeps the fetch it finds when it is loaded.
await import('../../widget/guide/guide.ts');
const { forgetData } = await import('../../widget/guide/data.ts');

/** A device that has never seen the widget, a network that answers, a loader that has done its part. */
export function startAfresh({ index = anIndex(), more = theRest(), guides = someGuides() } = {}): void {
  document.body.replaceChildren();
  localStorage.clear();
  sessionStorage.clear();
  forgetData();
  network.asked = [];
  network.answers = {
    'index.json': () => json(index),
    'more.json': () => json(more),
    'guides.json': () => json(guides),
    'sounds.json': () => json(someSounds),
  };
  window.OneWindow = { base: '/widget-under-test', version: 'test', index: Promise.resolve(index) };
}

/** As when the loader's own request for the index ended without a result. */
export function loaderFailed(reason: unknown = new TypeError('Failed to fetch')): void {
  const index = Promise.reject(reason);
  index.catch(() => {});
  window.OneWindow = { base: '/widget-under-test', version: 'test', index };
}

export class WidgetPage {
  readonly element: HTMLElement;

  constructor(attributes: Record<string, string> = {}) {
    this.element = document.createElement('one-window');
    for (const [name, value] of Object.entries(attributes)) this.element.setAttribute(name, value);
    document.body.appendChild(this.element);
  }

  get root(): ShadowRoot {
    return this.element.shadowRoot as ShadowRoot;
  }

  find<E extends HTMLElement = HTMLElement>(selector: string): E {
    const found = this.root.querySelector<E>(selector);
    if (!found) throw new Error(`nothing matches ${selector} in: ${this.text}`);
    return found;
  }

  get text(): string {
    return this.root.querySelector('.sheet')?.textContent ?? '';
  }

  get rows(): string[] {
    return [...this.root.querySelectorAll('.row')].map((row) => row.textContent ?? '');
  }

  get heading(): string {
    return this.root.querySelector('h2')?.textContent ?? '';
  }

  get focused(): Element | null {
    return this.root.activeElement;
  }

  button(label: string): HTMLButtonElement {
    const found = [...this.root.querySelectorAll('button')].find(
      (button) => button.textContent?.includes(label) || button.getAttribute('aria-label') === label,
    );
    if (!found) throw new Error(`no button ${label} in: ${this.text}`);
    return found;
  }

  async press(label: string): Promise<void> {
    await userEvent.click(this.button(label));
  }

  async type(words: string): Promise<void> {
    await userEvent.fill(this.find('input[type=search]'), words);
  }

  /** The search box is there, and the second stage with what it answers from. */
  async complete(): Promise<this> {
    await eventually(() => this.find('input[type=search]'));
    await eventually(() => expect(network.asked.some(({ path }) => path.endsWith('sounds.json'))).toBe(true));
    return this;
  }

  async openGuide(words: string): Promise<void> {
    await this.type(words);
    this.find('.row').click();
  }
}
