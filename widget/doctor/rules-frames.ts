// Pure. What is wrong with an <iframe> of ours: another page of ours in it, http on https, a sandbox that is too tight.

import { readSettings, type Settings } from '../configurator/settings.ts';
import { iframeSnippet } from '../configurator/snippets.ts';
import { atTag, type Examined, type Finding, finding, isAwake, type Ours } from './findings.ts';
import type { Tag } from './html.ts';

const SANDBOX_NEEDS: [token: string, zh: string, en: string][] = [
  ['allow-scripts', '运行脚本', 'scripts'],
  ['allow-same-origin', '取目录', 'its own origin'],
  ['allow-forms', '提交表单', 'forms'],
  ['allow-popups', '打开新窗口', 'new windows'],
];

function aboutFrame(frame: Tag, examined: Examined): Finding[] {
  const { base, address } = examined;
  const { src = '', sandbox } = frame.attributes;
  const place = atTag(frame);
  if (address.startsWith('https:') && src.startsWith('http:'))
    return [finding('mixed-content', 'stops', place, frame.text.replace(/http:\/\//i, 'https://'))];
  const found: Finding[] = [];
  const [, path = '', query = ''] = /^https?:\/\/[^/]+(\/[^?#]*)(?:\?([^#]*))?/.exec(src) ?? [];
  if (!/^\/embed\/guide\/?$/.test(path)) {
    const door = /track/.test(path) ? 'track' : /intake|report/.test(path) ? 'intake' : 'guide';
    const settings = { ...readSettings(new URLSearchParams(query)), door } as Settings;
    found.push(
      finding(
        'frame-page',
        'stops',
        place,
        iframeSnippet({ base, version: '', integrity: '', isAscii: false }, settings),
      ),
    );
  }
  if (sandbox !== undefined) {
    const tokens = sandbox.toLowerCase().split(/\s+/);
    const lacking = SANDBOX_NEEDS.filter(([token]) => !tokens.includes(token));
    const all = [
      ...new Set([...tokens.filter((token) => token !== ''), ...SANDBOX_NEEDS.map(([token]) => token)]),
    ].join(' ');
    if (lacking.length > 0)
      found.push(
        finding(
          'frame-sandbox',
          tokens.includes('allow-scripts') ? 'harms' : 'stops',
          place,
          frame.text.replace(/\ssandbox(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+))?/i, ` sandbox="${all}"`),
          { zh: lacking.map(([, zh]) => zh).join('、'), en: lacking.map(([, , en]) => en).join(', ') },
        ),
      );
  }
  return found;
}

export const frameFindings = (examined: Examined, { frames }: Ours): Finding[] =>
  frames.filter(isAwake).flatMap((frame) => aboutFrame(frame, examined));
