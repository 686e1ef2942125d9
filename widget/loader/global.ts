import type { EmbedIndex } from '#catalogue/embed';

/** `window.OneWindow`, the widget's only global: what the loader hands on to guide.js. */
export interface OneWindowGlobal {
  /** Where the widget came from, without a closing slash, e.g. `https://guide.example.gov.cn`. */
  base: string;
  version: string;
  /** Under way before guide.js arrives, so that neither waits for the other. May reject. */
  index: Promise<EmbedIndex>;
  /** One clear line in the console, for the webmaster. Missing when an older loader stands on the page. */
  say?: (what: string) => void;
  /** The corner launcher that the loader added by itself; it goes when the page brings its own element. */
  launcher?: HTMLElement;
}

declare global {
  interface Window {
    OneWindow?: OneWindowGlobal;
    /** Of the Trusted Types API, what is used here: https://www.w3.org/TR/trusted-types/. Missing in older browsers. */
    trustedTypes?: {
      createPolicy<Rules extends Partial<Record<'createHTML' | 'createScriptURL', (text: string) => string>>>(
        name: string,
        rules: Rules,
      ): Rules;
    };
  }
  /** Injected by the build. */
  const ONE_WINDOW_VERSION: string;
}
