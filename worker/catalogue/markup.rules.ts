// Pure. As much XML as office workbooks use: a stream of openings, closings and texts.

export type Markup =
  | { kind: 'open' | 'single'; name: string; attributes: string }
  | { kind: 'close'; name: string }
  | { kind: 'text'; text: string };

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Entities, and Excel's own way to write characters that XML has no room for (`_x000D_`). */
export const plain = (text: string): string =>
  text
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,4}));/gi, (whole, decimal, hex, name) => {
      if (name !== undefined) return NAMED[name] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
    })
    .replace(/_x([0-9A-F]{4})_/g, (_whole, hex) => String.fromCharCode(Number.parseInt(hex, 16)));

/** Comments, instructions and document types mean nothing here. A tag stops at the next `<`, so it costs one pass. */
const PIECE =
  /<!\[CDATA\[([\s\S]*?)\]\]>|<[!?][^>]*>|<\/(?:[\w.-]+:)?([\w.-]+)\s*>|<(?:[\w.-]+:)?([\w.-]+)((?:[^<>"']|"[^"<]*"|'[^'<]*')*)>|([^<]+)/g;

export function* readMarkup(xml: string): Generator<Markup> {
  for (const [, cdata, closed, opened, rest = '', text] of xml.matchAll(PIECE)) {
    if (closed !== undefined) yield { kind: 'close', name: closed };
    else if (opened !== undefined)
      yield { kind: rest.endsWith('/') ? 'single' : 'open', name: opened, attributes: rest };
    else if (text !== undefined) yield { kind: 'text', text: plain(text) };
    else if (cdata !== undefined) yield { kind: 'text', text: cdata };
  }
}

const patterns = new Map<string, RegExp>();

/** @param name without its namespace; `''` when it is not there */
export function attributeOf(attributes: string, name: string): string {
  // A list has some hundred thousand cells, and they ask for the same four names.
  const pattern = patterns.get(name) ?? new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
  patterns.set(name, pattern);
  const match = pattern.exec(attributes);
  return plain(match?.[1] ?? match?.[2] ?? '');
}
