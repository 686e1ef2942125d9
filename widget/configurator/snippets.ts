// Pure. What a webmaster pastes. Each snippet is one line: many editors turn a line break into <br>.

import { type Language, type Rung, recommendedHeight, type Settings, settingsQuery } from './settings.ts';

/** Where the guide is served, and the bytes that a page may insist on. */
export interface Source {
  /** Origin without a closing slash. */
  base: string;
  version: string;
  /** `sha384-…` of that version's embed.js; `''` follows the newest version. */
  integrity: string;
  /** Letters beyond ASCII as `&#x…;`: right on a page of any encoding. */
  isAscii: boolean;
}

interface Words {
  title: string;
  ask: string;
  find: string;
  lite: string;
  doors: { guide: string; intake: string; track: string };
}

const WORDS: Record<Language, Words> = {
  'zh-CN': {
    title: '办事指南',
    ask: '办事、有麻烦，在这里找：',
    find: '查找',
    lite: '打开简易版',
    doors: { guide: '办事指南', intake: '我要说事', track: '查进展' },
  },
  'zh-Hant': {
    title: '辦事指南',
    ask: '辦事、有麻煩，在這裡找：',
    find: '查找',
    lite: '打開簡易版',
    doors: { guide: '辦事指南', intake: '我要說事', track: '查進展' },
  },
  en: {
    title: 'Service guide',
    ask: 'What do you need? Search here: ',
    find: 'Search',
    lite: 'Open the simple version',
    doors: { guide: 'Service guide', intake: 'Report a problem', track: 'Check progress' },
  },
};

export const titleOf = ({ lang, door }: Pick<Settings, 'lang' | 'door'>): string => WORDS[lang].doors[door];

const safely = (html: string, { isAscii }: Source): string =>
  isAscii
    ? Array.from(html, (char) => (char > '~' ? `&#x${char.codePointAt(0)?.toString(16)};` : char)).join('')
    : html;

const LITE_PATHS = { guide: '/lite', intake: '/lite/report', track: '/lite/track' };
const FULL_PATHS = { guide: '/embed/guide', intake: '/intake', track: '/track' };

/** Works in every browser, without a script. */
export const liteAddress = ({ base }: Pick<Source, 'base'>, { township, door }: Settings): string =>
  base + LITE_PATHS[door] + (door === 'track' ? '' : settingsQuery({ township }));

/** The whole thing as a page of ours: for links and QR codes. */
export function pageAddress({ base }: Pick<Source, 'base'>, settings: Settings): string {
  const { township, lang, mode, theme, accent, door } = settings;
  const own = door === 'guide' ? { township, lang, mode, theme, accent } : { township, lang, mode };
  return base + FULL_PATHS[door] + settingsQuery(own);
}

/** `&` as HTML wants it inside an attribute. */
const inAttribute = (address: string): string => address.replace(/&/g, '&amp;');

const link = (address: string, text: string): string =>
  `<a href="${inAttribute(address)}" target="_blank" rel="noopener">${text}</a>`;

/**
 * Needs no script. `accept-charset` because a page in GBK would send the words in GBK; `target` because our pages refuse
 * to stand in a frame, and the site may itself be in one.
 */
function bareForm(source: Source, settings: Settings): string {
  const words = WORDS[settings.lang];
  const township = settings.township === '' ? '' : `<input type="hidden" name="township" value="${settings.township}">`;
  return (
    `<form action="${source.base}/lite/search" method="get" target="_blank" accept-charset="utf-8">${township}` +
    `<label>${words.ask}<input type="text" name="q" maxlength="60"></label> <input type="submit" value="${words.find}"> ` +
    `${link(liteAddress(source, settings), settings.door === 'guide' ? words.lite : words.doors[settings.door])}</form>`
  );
}

function fallbackOf(source: Source, settings: Settings): string {
  const words = WORDS[settings.lang];
  if (settings.fallback === 'form') return bareForm(source, settings);
  return link(liteAddress(source, settings), `${words.doors[settings.door]}: ${words.lite}`);
}

const attribute = (name: string, value: string, usual: string): string =>
  value === usual ? '' : ` ${name}="${value}"`;

const attributesOf = ({ township, door, lang, mode, theme }: Settings, prefix = ''): string =>
  attribute(`${prefix}township`, township, '') +
  attribute(`${prefix}door`, door, 'guide') +
  attribute(`${prefix}lang`, lang, 'zh-CN') +
  attribute(`${prefix}mode`, mode, 'standard') +
  attribute(`${prefix}theme`, theme, 'auto');

const scriptTag = ({ base, version, integrity }: Source, attributes = ''): string =>
  integrity === ''
    ? `<script src="${base}/embed.js"${attributes} async crossorigin></script>`
    : `<script src="${base}/embed/v${version}/embed.js" integrity="${integrity}" crossorigin="anonymous"${attributes} async></script>`;

/** What the element's box needs; under a strict policy it belongs into the site's own stylesheet. */
export function declarationsOf(settings: Settings): string {
  const { height, width, accent } = settings;
  return (
    `display:block;min-height:${height || recommendedHeight(settings)}px` +
    (width ? `;max-width:${width}px` : '') +
    (accent ? `;--one-window-accent:${accent}` : '')
  );
}

export const elementSnippet = (source: Source, settings: Settings): string =>
  safely(
    `<one-window${attributesOf(settings)} style="${declarationsOf(settings)}">${fallbackOf(source, settings)}</one-window>${scriptTag(source)}`,
    source,
  );

export const scriptSnippet = (source: Source, settings: Settings): string =>
  scriptTag(source, attributesOf(settings, 'data-'));

export function iframeSnippet(source: Source, settings: Settings): string {
  const { township, door, lang, mode, theme, accent, width } = settings;
  const address = `${source.base}/embed/guide${settingsQuery({ township, door, lang, mode, theme, accent })}`;
  const height = settings.height || recommendedHeight(settings) + 40;
  return safely(
    `<iframe src="${inAttribute(address)}" title="${titleOf(settings)}" width="${width || '100%'}" height="${height}" frameborder="0"></iframe>`,
    source,
  );
}

export const linkSnippet = (source: Source, settings: Settings): string =>
  safely(link(pageAddress(source, settings), titleOf(settings)), source);

export const formSnippet = (source: Source, settings: Settings): string => safely(bareForm(source, settings), source);

export const snippetOf: Record<Rung, (source: Source, settings: Settings) => string> = {
  element: elementSnippet,
  script: scriptSnippet,
  iframe: iframeSnippet,
  link: linkSnippet,
};

/** For a site with a policy of its own: what to add, one directive a line. The iframe needs the last one alone. */
export const policyLines = (base: string, rung: Rung): string[] =>
  ({
    element: [`script-src ${base}`, `connect-src ${base}`, `frame-src ${base}`],
    script: [`script-src ${base}`, `connect-src ${base}`, `frame-src ${base}`],
    iframe: [`frame-src ${base}`],
    link: [`form-action ${base}`],
  })[rung];
