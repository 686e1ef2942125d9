// Pure. What the configurator shows for each rung of the ladder: the lines, and what else the site may need.

import type { Rung, Settings } from './settings.ts';
import {
  declarationsOf,
  elementSnippet,
  formSnippet,
  iframeSnippet,
  linkSnippet,
  pageAddress,
  policyLines,
  type Source,
  scriptSnippet,
} from './snippets.ts';

export interface Block {
  title: string;
  text: string;
  /** Also as a QR code. */
  isSquare?: boolean;
}

export const blocksOf: Record<Rung, (source: Source, settings: Settings) => Block[]> = {
  element: (source, settings) => [
    { title: '粘在您想显示的地方 / where it should appear', text: elementSnippet(source, settings) },
  ],
  script: (source, settings) => [
    { title: '粘在哪都行，比如页脚模板 / anywhere, e.g. in the footer', text: scriptSnippet(source, settings) },
  ],
  iframe: (source, settings) => [
    { title: '粘在您想显示的地方 / where it should appear', text: iframeSnippet(source, settings) },
  ],
  link: (source, settings) => [
    { title: '链接 / link', text: linkSnippet(source, settings) },
    { title: '一个能直接搜的表单，不用脚本 / a form that needs no script', text: formSnippet(source, settings) },
    {
      title: '二维码和它的地址（能打印的告示在下面） / QR code and its address',
      text: pageAddress(source, settings),
      isSquare: true,
    },
  ],
};

export interface Advice {
  title: string;
  zh: string;
  en: string;
  lines: string[];
}

export function advice(rung: Rung, source: Source, settings: Settings): Advice[] {
  const { base, integrity } = source;
  const found: Advice[] = [
    {
      title: '网站有内容安全策略（CSP）？ / Your site has a CSP?',
      zh: '把下面的地址加到您已有的那几条里。没有 CSP 就不用管。',
      en: 'Add these sources to the directives you have. Without a CSP there is nothing to do.',
      lines: policyLines(base, rung),
    },
  ];
  if (rung === 'element')
    found.push({
      title: '编辑器去掉了 style，或 CSP 不让写 style？ / style="" is not allowed?',
      zh: '把这一条写进网站的样式表，效果一样。',
      en: 'Put this rule into the stylesheet of the site instead.',
      lines: [`one-window { ${declarationsOf(settings).split(';').join('; ')} }`],
    });
  if (rung === 'script' && settings.accent)
    found.push({
      title: '颜色 / Colour',
      zh: '只有脚本时，颜色写进网站的样式表；进不去样式表就用默认颜色。',
      en: 'With the script alone the colour goes into the stylesheet of the site.',
      lines: [`one-window { --one-window-accent: ${settings.accent} }`],
    });
  if (integrity !== '' && (rung === 'element' || rung === 'script'))
    found.push({
      title: '版本写死的意思 / What pinning means',
      zh: '浏览器只运行和核对值一致的 embed.js；它再取同一版本的其余文件，这些文件一年不变。要升级，回到这一页重新复制。',
      en: 'The browser runs exactly these bytes of embed.js, which fetches the rest of the same version. To upgrade, copy the line anew.',
      lines: [],
    });
  return found;
}
