// Pure. Reads the tags of a page as they stand in its source, with their lines. No parser of the browser: the doctor
// wants to see what was written, also where a browser would have thrown it away.

export interface Tag {
  /** Lower case. */
  name: string;
  /** Names in lower case, values with their entities resolved; `''` for an attribute without a value. */
  attributes: Record<string, string>;
  /** From `<` to `>`. */
  text: string;
  start: number;
  /** Of the first character, from 1. */
  line: number;
  isSelfClosed: boolean;
  /** What keeps the tag from being one: `comment`, or the name of an element whose content is text or asleep. */
  asleepIn: string;
}

const ASLEEP = ['textarea', 'title', 'style', 'script', 'template', 'noscript', 'select', 'xmp', 'iframe', 'noframes'];
/** Inside these a `<` starts no tag; in the others it does, and the tag does nothing. */
const RAW = ['script', 'style', 'title', 'textarea', 'xmp', 'iframe', 'noframes'];

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

export const unescaped = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/gi, (all, decimal, hex, name) => {
    if (name) return ENTITIES[name.toLowerCase()] ?? all;
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });

function attributesOf(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const match of text.matchAll(/([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g)) {
    const name = (match[1] ?? '').toLowerCase();
    if (!(name in found)) found[name] = unescaped(match[2] ?? match[3] ?? match[4] ?? '');
  }
  return found;
}

export const lineAt = (html: string, position: number): number => html.slice(0, position).split('\n').length;

const TAG = /<!--[\s\S]*?(?:-->|$)|<(\/?)([a-z][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/gi;

/** Every start tag of the page, also those in comments. */
export function tagsOf(html: string): Tag[] {
  const tags: Tag[] = [];
  collect(html, 0, html, '', tags);
  return tags;
}

function collect(all: string, offset: number, text: string, within: string, tags: Tag[]): void {
  const open: string[] = [];
  const pattern = new RegExp(TAG.source, 'gi');
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [written, slash, rawName = '', rest = ''] = match;
    if (written.startsWith('<!--')) {
      if (!within) collect(all, offset + match.index + 4, written.slice(4).replace(/-->$/, ''), 'comment', tags);
      continue;
    }
    const name = rawName.toLowerCase();
    if (slash) {
      const at = open.lastIndexOf(name);
      if (at >= 0) open.length = at;
      continue;
    }
    tags.push({
      name,
      attributes: attributesOf(rest),
      text: written,
      start: offset + match.index,
      line: lineAt(all, offset + match.index),
      isSelfClosed: /\/\s*$/.test(rest),
      asleepIn: within || (open[open.length - 1] ?? ''),
    });
    if (within || !ASLEEP.includes(name)) continue;
    if (!RAW.includes(name)) {
      open.push(name);
      continue;
    }
    const from = pattern.lastIndex;
    const end = new RegExp(`</${name}[\\s>]`, 'i').exec(text.slice(from));
    const inner = end ? text.slice(from, from + end.index) : text.slice(from);
    if (name === 'textarea' || name === 'xmp') collect(all, offset + from, inner, name, tags);
    pattern.lastIndex = from + inner.length;
  }
}

/** Between the start tag and its end tag; null when there is no end tag. */
export function contentOf(html: string, { name, start, text }: Tag): string | null {
  const from = start + text.length;
  const end = html.toLowerCase().indexOf(`</${name}`, from);
  return end < 0 ? null : html.slice(from, end);
}
