// Pure. What a webmaster chooses, and how it travels in an address. Whatever an address says is checked here.

export const DOORS = ['guide', 'intake', 'track'] as const;
export const LANGUAGES = ['zh-CN', 'zh-Hant', 'en'] as const;
export const MODES = ['standard', 'elder'] as const;
export const THEMES = ['auto', 'light', 'dark'] as const;
/** The ladder, from what can do most to what every CMS takes. */
export const RUNGS = ['element', 'script', 'iframe', 'link'] as const;
/** What stands inside the element until a script fills it: `link` for pages that are one big form or one paragraph. */
export const FALLBACKS = ['form', 'link'] as const;

export type Door = (typeof DOORS)[number];
export type Language = (typeof LANGUAGES)[number];
export type Rung = (typeof RUNGS)[number];

export interface Settings {
  /** Nine digits, `''` when every resident chooses. */
  township: string;
  door: Door;
  lang: Language;
  mode: (typeof MODES)[number];
  theme: (typeof THEMES)[number];
  /** `#rrggbb` in lower case, `''` for our own. */
  accent: string;
  /** Pixels; 0 takes what is recommended. */
  height: number;
  /** The widest it may get in pixels; 0 takes what there is. */
  width: number;
  fallback: (typeof FALLBACKS)[number];
}

export const LEAST_PX = 240;
export const MOST_PX = 4000;

const chosen = <Value extends string>(values: readonly [Value, ...Value[]], value: string | null): Value =>
  values.filter((candidate) => candidate === value)[0] ?? values[0];

/** @returns 0 for what is no number of pixels, else the nearest one that makes sense */
export function pixels(value: string | null): number {
  const number = /^\d{1,6}$/.test(value ?? '') ? Number(value) : 0;
  return number === 0 ? 0 : Math.min(MOST_PX, Math.max(LEAST_PX, number));
}

export function readSettings(asked: URLSearchParams): Settings {
  return {
    township: /^\d{9}$/.exec(asked.get('township') ?? '')?.[0] ?? '',
    door: chosen(DOORS, asked.get('door')),
    lang: chosen(LANGUAGES, asked.get('lang')),
    mode: chosen(MODES, asked.get('mode')),
    theme: chosen(THEMES, asked.get('theme')),
    accent: (/^#?([0-9a-f]{6})$/i.exec(asked.get('accent') ?? '')?.[1] ?? '').toLowerCase().replace(/^(?=.)/, '#'),
    height: pixels(asked.get('height')),
    width: pixels(asked.get('width')),
    fallback: chosen(FALLBACKS, asked.get('fallback')),
  };
}

/** The shortest address: what is the default is left out. */
export function settingsQuery({ township, door, lang, mode, theme, accent }: Partial<Settings>): string {
  const pairs: [string, string | undefined, string][] = [
    ['township', township, ''],
    ['door', door, DOORS[0]],
    ['lang', lang, LANGUAGES[0]],
    ['mode', mode, MODES[0]],
    ['theme', theme, THEMES[0]],
    ['accent', accent?.slice(1), ''],
  ];
  const told = pairs.filter(([, value, usual]) => value !== undefined && value !== usual);
  return told.length === 0 ? '' : `?${told.map(([name, value]) => `${name}=${value}`).join('&')}`;
}

/** What the widget needs at its first page, so that nothing below it moves. */
export function recommendedHeight({ township, mode }: Pick<Settings, 'township' | 'mode'>): number {
  if (mode === 'elder') return 720;
  return township === '' ? 600 : 560;
}

const channel = (hex: string): number => {
  const share = Number.parseInt(hex, 16) / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};

/** Contrast with white as WCAG counts it, 1 to 21: white letters stand on the colour. @param accent `#rrggbb` */
export function contrastWithWhite(accent: string): number {
  const [red = 0, green = 0, blue = 0] = (accent.slice(1).match(/../g) ?? []).map(channel);
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}
