// Pure. What lies around the pasted line: encoding, browser modes, headers beside the policy, the register of sites.

import { readSettings } from '../configurator/settings.ts';
import { elementSnippet } from '../configurator/snippets.ts';
import { atTag, type Examined, type Finding, finding, isAwake, type Ours, readAddress } from './findings.ts';

const sameAs = (charset: string): string => {
  const low = charset.trim().toLowerCase();
  return /^(?:gb2312|gbk|gb18030|gb_2312.*|x-gbk)$/.test(low) ? 'gbk' : low === 'utf8' ? 'utf-8' : low;
};

/** A header line by its name, with its number. */
function headerLine(headers: string, name: string): { text: string; line: number } | null {
  const lines = headers.split('\n');
  const at = lines.findIndex((line) => new RegExp(`^\\s*(?:[^#]*["'\\s])?${name}["']?\\s*(?::|\\s|=)`, 'i').test(line));
  return at < 0 ? null : { text: (lines[at] ?? '').trim(), line: at + 1 };
}

function charsets(examined: Examined, { tags, elements }: Ours): Finding[] {
  const { html, headers, base } = examined;
  const meta = tags.filter(
    (tag) =>
      tag.name === 'meta' &&
      isAwake(tag) &&
      /charset/i.test(`${tag.attributes['content'] ?? ''}${Object.keys(tag.attributes)}`),
  )[0];
  const inMeta =
    meta?.attributes['charset'] ?? /charset\s*=\s*([\w-]+)/i.exec(meta?.attributes['content'] ?? '')?.[1] ?? '';
  const header = headerLine(headers, 'content-type');
  const inHeader = /charset\s*=\s*"?([\w-]+)/i.exec(header?.text ?? '')?.[1] ?? '';
  if (inMeta && header && inHeader && sameAs(inMeta) !== sameAs(inHeader))
    return [
      finding(
        'charset-conflict',
        'harms',
        { within: 'headers', ...header },
        header.text.replace(inHeader, inMeta),
        inHeader,
      ),
    ];
  const [element] = elements.filter(isAwake);
  const isUnknown = !inMeta && !inHeader && !html.startsWith('\ufeff') && /[^\n\r\t -~]/.test(html);
  if (!isUnknown || !element) return [];
  const settings = readSettings(new URLSearchParams(element.attributes));
  return [
    finding(
      'charset-missing',
      'harms',
      atTag(element),
      elementSnippet({ base, version: '', integrity: '', isAscii: true }, settings),
    ),
  ];
}

function oldModes({ headers, agent }: Examined, { tags }: Ours): Finding[] {
  const found: Finding[] = [];
  for (const tag of tags.filter(({ name }) => name === 'meta').filter(isAwake)) {
    const { content = '', name = '', 'http-equiv': equiv = '' } = tag.attributes;
    if (/^x-ua-compatible$/i.test(equiv) && /ie=(?:emulate)?(?:ie)?\s*[5-9]\b/i.test(content))
      found.push(
        finding('old-mode', 'harms', atTag(tag), '<meta http-equiv="X-UA-Compatible" content="IE=edge,chrome=1">'),
      );
    if (/^renderer$/i.test(name) && !/^webkit/i.test(content.trim()))
      found.push(finding('old-mode', 'stops', atTag(tag), '<meta name="renderer" content="webkit">'));
  }
  const header = headerLine(headers, 'x-ua-compatible');
  if (header && /ie=(?:emulate)?(?:ie)?\s*[5-9]\b/i.test(header.text))
    found.push(
      finding(
        'old-mode',
        'harms',
        { within: 'headers', ...header },
        header.text.replace(/ie=(?:emulate)?(?:ie)?\s*\d+/i, 'IE=edge'),
      ),
    );
  const [, product = '', version = ''] =
    /(MSIE |Trident\/|Chrome\/|CriOS\/|Version\/(?=.*Safari)|Firefox\/)(\d+)/.exec(agent) ?? [];
  const isOld =
    /MSIE|Trident/.test(product) ||
    (/Chrome/.test(product) && Number(version) < 86) ||
    (/Version/.test(product) && Number(version) < 14) ||
    (/Firefox/.test(product) && Number(version) < 78);
  const told = /MSIE|Trident/.test(product)
    ? 'IE'
    : `${product.replace('Version', 'Safari').replace('/', ' ')}${version}`;
  if (isOld) found.push(finding('old-engine', 'stops', null, '', told));
  return found;
}

export function pageFindings(examined: Examined, ours: Ours): Finding[] {
  const { headers, address, isRegistered, isSandboxed } = examined;
  const found = [...charsets(examined, ours), ...oldModes(examined, ours)];
  const coep = headerLine(headers, 'cross-origin-embedder-policy');
  if (coep && /require-corp|credentialless/i.test(coep.text))
    found.push(finding('frame-coep', ours.frames.length > 0 ? 'stops' : 'harms', { within: 'headers', ...coep }));
  if (isSandboxed) found.push(finding('sandboxed', 'stops'));
  const hasScript = ours.scripts.some(isAwake);
  if (isRegistered === false && hasScript)
    found.push(finding('not-registered', 'note', null, '', readAddress(address)?.origin ?? ''));
  return found;
}
