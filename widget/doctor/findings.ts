// Pure. What the doctor looks at, and what it finds.

import { CAUSES, type Cause } from './causes.ts';
import { type Tag, tagsOf } from './html.ts';

export interface Examined {
  /** Source of the host page as the server sends it. */
  html: string;
  /** Its headers, or the lines of the server's settings that make them; `''` when unknown. */
  headers: string;
  /** Address of the host page, `''` when unknown. */
  address: string;
  /** Origin of the guide, without a closing slash. */
  base: string;
  /** User agent of the browser in which it does not work, `''` when unknown. */
  agent: string;
  /** Whether the site is on the register; null when nobody could be asked. */
  isRegistered: boolean | null;
  /** Whether the page itself stands in a sandboxed frame; only the page itself can tell. */
  isSandboxed: boolean;
}

/** `stops`: the guide does not work. `harms`: it works, something else does not. `note`: good to know. */
export type Level = 'stops' | 'harms' | 'note';

export interface Finding {
  cause: Cause;
  level: Level;
  zh: string;
  en: string;
  /** Where the line stands that has to change; null when it is not in what was pasted. */
  place: { within: 'html' | 'headers'; line: number; text: string } | null;
  /** The line as it has to be, `''` when nothing in the page has to change. */
  fix: string;
}

export function finding(
  cause: Cause,
  level: Level,
  place: Finding['place'] = null,
  fix = '',
  value: string | Record<'zh' | 'en', string> = '',
): Finding {
  const { zh, en } = CAUSES[cause];
  const put = (text: string, language: 'zh' | 'en') =>
    text.split('{}').join(typeof value === 'string' ? value : value[language]);
  return { cause, level, zh: put(zh, 'zh'), en: put(en, 'en'), place, fix };
}

export const atTag = ({ line, text }: Tag): Finding['place'] => ({ within: 'html', line, text });

/** What of a page is ours, awake or not. */
export interface Ours {
  tags: Tag[];
  elements: Tag[];
  /** Scripts that name an embed.js, of whatever server. */
  scripts: Tag[];
  /** Frames that name a page of ours. */
  frames: Tag[];
}

export const OUR_SCRIPT = /\/embed(?:\/v[^/]+\/embed)?\.js(?:[?#]|$)/;

export function readOurs({ html, base }: Examined): Ours {
  const tags = tagsOf(html);
  return {
    tags,
    elements: tags.filter(({ name }) => name === 'one-window'),
    scripts: tags.filter(
      ({ name, attributes }) =>
        name === 'script' && Object.values(attributes).some((value) => OUR_SCRIPT.test(value.replace(/[”“]/g, ''))),
    ),
    frames: tags.filter(
      ({ name, attributes: { src = '' } }) =>
        (name === 'iframe' || name === 'frame') && (src.startsWith(`${base}/`) || /\/embed\/guide(?:[?#]|$)/.test(src)),
    ),
  };
}

export const isAwake = ({ asleepIn }: Tag): boolean => asleepIn === '';

export function readAddress(address: string): URL | null {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}
