// Pure. What happened to the pasted line itself: removed, turned into text, put where nothing runs, misspelt.

import { readSettings, type Settings } from '../configurator/settings.ts';
import { elementSnippet } from '../configurator/snippets.ts';
import {
  atTag,
  type Examined,
  type Finding,
  finding,
  isAwake,
  OUR_SCRIPT,
  type Ours,
  readAddress,
} from './findings.ts';
import { contentOf, lineAt, type Tag, tagsOf, unescaped } from './html.ts';

/** Values as they were meant: curly quotes are no part of them. */
const straight = (attributes: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, value.replace(/[“”]/g, '').trim()]));

/** The line as the configurator would write it for what this tag asks. */
function anew(tag: Tag | undefined, { base }: Examined, own: Partial<Settings> = {}, isAscii = false): string {
  const settings = { ...readSettings(new URLSearchParams(straight(tag?.attributes ?? {}))), ...own };
  return elementSnippet({ base, version: '', integrity: '', isAscii }, settings);
}

const lineText = (html: string, line: number): string => (html.split('\n')[line - 1] ?? '').trim().slice(0, 400);

function missing(examined: Examined, { elements, scripts, frames, tags }: Ours): Finding[] {
  const { html, base } = examined;
  const escaped = /&lt;(?:one-window|script[^&]*embed\.js|script[^\n]{0,80}embed\.js)/i.exec(html);
  if (escaped && !scripts.some(isAwake)) {
    const line = lineAt(html, escaped.index);
    const meant = tagsOf(unescaped(html.slice(escaped.index))).find(({ name }) => name === 'one-window');
    return [finding('escaped', 'stops', { within: 'html', line, text: lineText(html, line) }, anew(meant, examined))];
  }
  const isLinked = tags.some(
    ({ name, attributes }) =>
      (name === 'a' && attributes['href']?.startsWith(base)) ||
      (name === 'form' && attributes['action']?.startsWith(base)),
  );
  if (elements.length + scripts.length + frames.length === 0)
    return isLinked ? [] : [finding('nothing-there', 'stops', null, anew(undefined, examined))];
  const [element] = elements;
  return element && scripts.length === 0
    ? [finding('script-missing', 'stops', atTag(element), anew(element, examined))]
    : [];
}

/** Types with which a browser runs a script. */
const RUN = /^(?:|module|(?:text|application)\/(?:x-)?(?:java|ecma|j)script)$/i;

function aboutScript(script: Tag, examined: Examined): Finding | null {
  const { base, address } = examined;
  const { src, type = '', integrity = '', crossorigin } = script.attributes;
  const place = atTag(script);
  if (src === undefined) {
    const [name = '', value = ''] =
      Object.entries(script.attributes).filter(([, text]) => OUR_SCRIPT.test(text))[0] ?? [];
    return finding(
      'script-lazy',
      'stops',
      place,
      script.text.replace(new RegExp(`${name}\\s*=`, 'i'), 'src=').replace(/\stype="[^"]*"/i, '') || value,
    );
  }
  if (/[“”]/.test(script.text)) return finding('quotes', 'stops', place, script.text.replace(/[“”]/g, '"'));
  if (!RUN.test(type.trim()))
    return finding(
      'script-type',
      'stops',
      place,
      script.text.replace(/\s+type\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)/i, ''),
    );
  const page = readAddress(address);
  const target = page ? new URL(src, page) : readAddress(src.replace(/^\/\//, 'https://'));
  if (page?.protocol === 'https:' && target?.protocol === 'http:')
    return finding('mixed-content', 'stops', place, script.text.replace(/http:\/\//i, 'https://'));
  if (target ? target.host !== new URL(base).host : true) {
    const path = /\/embed(?:\/v[^/]+\/embed)?\.js/.exec(src)?.[0] ?? '/embed.js';
    return finding(
      'wrong-address',
      'stops',
      place,
      script.text.replace(src, () => base + path),
    );
  }
  if (integrity !== '' && /\/embed\.js/.test(src) && !/\/v[^/]+\/embed\.js/.test(src))
    return finding(
      'integrity-moving',
      'harms',
      place,
      script.text.replace(/\s+integrity\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)/i, ''),
    );
  if (integrity !== '' && crossorigin === undefined)
    return finding(
      'integrity-anonymous',
      'stops',
      place,
      script.text.replace(/\sintegrity=/i, ' crossorigin="anonymous" integrity='),
    );
  return null;
}

/** Tags whose end tag is missing or stands before `until`; void elements never stay open. */
function openBefore(html: string, tag: Tag, name: string): boolean {
  const before = html.slice(0, tag.start).replace(/<!--[\s\S]*?-->/g, '');
  const pattern = new RegExp(`<(/?)${name}(?=[\\s>/])`, 'gi');
  let open = 0;
  for (let match = pattern.exec(before); match; match = pattern.exec(before))
    open = match[1] ? Math.max(0, open - 1) : open + 1;
  return open > 0;
}

/** A paragraph ends by itself where the next block begins. */
const isInParagraph = (html: string, { start }: Tag): boolean =>
  /<p(?:\s[^>]*)?>(?:(?!<\/?(?:p|div|table|td|tr|ul|ol|li|h[1-6]|form|section|article|center|body|blockquote|dl|hr)[\s>])[\s\S])*$/i.test(
    html.slice(Math.max(0, start - 2000), start),
  );

function aboutElement(element: Tag, examined: Examined): Finding[] {
  const { html } = examined;
  const place = atTag(element);
  const found: Finding[] = [];
  if (/[“”]/.test(element.text)) found.push(finding('quotes', 'stops', place, element.text.replace(/[“”]/g, '"')));
  const content = contentOf(html, element);
  if (element.isSelfClosed)
    found.push(finding('self-closed', 'stops', place, `${element.text.replace(/\s*\/>$/, '>')}</one-window>`));
  else if (content === null) found.push(finding('unclosed', 'stops', place, `${element.text}</one-window>`));
  const { township } = straight(element.attributes);
  if (township !== undefined && township !== '' && !/^\d{9}$/.test(township))
    found.push(finding('township', 'harms', place, anew(element, examined)));
  const hasForm = content !== null && /<form[\s>]/i.test(content);
  const asLink = anew(element, examined, { fallback: 'link' });
  if (hasForm && openBefore(html, element, 'form')) found.push(finding('form-in-form', 'harms', place, asLink));
  else if (hasForm && isInParagraph(html, element)) found.push(finding('paragraph', 'harms', place, asLink));
  // 锟斤拷 and the like: UTF-8 read as GBK, or what could not be read at all.
  if (content !== null && /�|锟|鍔|鎵|娑堟|銆/.test(content))
    found.push(finding('mojibake', 'harms', place, anew(element, examined, {}, true)));
  return found;
}

/** What is asleep matters only while nothing else of its kind is awake. @param cure the line to put elsewhere */
function asleep(tags: readonly Tag[], cure: string): Finding[] {
  const [first] = tags;
  if (!first || tags.some(isAwake)) return [];
  const within = first.asleepIn === 'comment' ? '<!-- -->' : `<${first.asleepIn}>`;
  return [finding('asleep', 'stops', atTag(first), cure, within)];
}

export function tagFindings(examined: Examined, ours: Ours): Finding[] {
  const script = ours.scripts.filter(isAwake)[0];
  const aboutTheScript = script && aboutScript(script, examined);
  return [
    ...missing(examined, ours),
    ...asleep(ours.elements, anew(ours.elements[0], examined)),
    // Both in one place are one fault.
    ...(ours.elements.length > 0 ? [] : asleep(ours.scripts, ours.scripts[0]?.text ?? '')),
    ...asleep(ours.frames, ours.frames[0]?.text ?? ''),
    ...(aboutTheScript ? [aboutTheScript] : []),
    ...ours.elements.filter(isAwake).flatMap((element) => aboutElement(element, examined)),
  ];
}
