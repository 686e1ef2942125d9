// Pure. What the address of our page, and the page around it, ask for.

export interface Settings {
  door: 'intake' | 'track';
  township: string;
  /** Entry of the territorial list from which the citizen came, `''` for none. */
  code: string;
  language: 'zh-CN' | 'zh-Hant' | 'en';
  isElder: boolean;
  /** A device that many use: nothing is kept, and what stands there goes when nobody moves. */
  isShared: boolean;
  isFramed: boolean;
  /** Origin of the page that embeds us; null when it is our own page, or when it does not say. */
  site: string | null;
}

interface Surroundings {
  path: string;
  query: string;
  referrer: string;
  isFramed: boolean;
}

const originOf = (address: string): string | null => /^https?:\/\/[^/?#]+/.exec(address)?.[0] ?? null;

export function settingsOf({ path, query, referrer, isFramed }: Surroundings): Settings {
  const asked = new URLSearchParams(query);
  const lang = asked.get('lang') ?? '';
  return {
    door: asked.get('door') === 'track' || path.endsWith('/track') ? 'track' : 'intake',
    township: /^\d{9}$/.exec(asked.get('township') ?? '')?.[0] ?? '',
    code: /^[A-Z0-9-]{1,20}$/.exec(asked.get('code') ?? '')?.[0] ?? '',
    language: /^zh-(hant|tw|hk|mo)/i.test(lang) ? 'zh-Hant' : /^en/i.test(lang) ? 'en' : 'zh-CN',
    isElder: asked.get('mode') === 'elder',
    isShared: asked.get('shared') === '1',
    isFramed,
    site: isFramed ? originOf(referrer) : null,
  };
}
