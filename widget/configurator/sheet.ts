// Pure. One file with everything for every township: what to paste, the QR code, and a notice to print and hang up.

import type { Settings } from './settings.ts';
import {
  elementSnippet,
  formSnippet,
  iframeSnippet,
  linkSnippet,
  liteAddress,
  pageAddress,
  type Source,
  scriptSnippet,
} from './snippets.ts';

export interface Township {
  code: string;
  name: string;
}

/** A QR code: path of an SVG, one unit a module. */
export interface Square {
  size: number;
  path: string;
}

export interface SheetOptions {
  townships: readonly Township[];
  source: Source;
  settings: Settings;
  /** The catalogue is a demonstration: then everything that is printed says so. */
  isDemonstration: boolean;
  squareOf(text: string): Square;
}

export const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

const svg = ({ size, path }: Square, name: string): string =>
  `<svg role="img" aria-label="${escaped(name)}" viewBox="-4 -4 ${size + 8} ${size + 8}"><rect x="-4" y="-4" width="${size + 8}" height="${size + 8}" fill="#fff"/><path d="${path}"/></svg>`;

/** What a notice calls for, by door: heading, then what one gets. */
const CALLS: Record<Settings['door'], [title: string, promise: string]> = {
  guide: ['办事前，先扫一扫', '写几个字，就知道找谁、带什么、多久办好。'],
  intake: ['有事没人管？扫一扫', '写清楚是什么事，不用知道归谁管。交上就有回执号，能一直查。'],
  track: ['交过的事办到哪了？', '扫一扫，输回执号和查询码就能看。'],
};

const STYLE = `body{margin:0;padding:1em;color:#111;background:#fff;font:16px/1.6 "Microsoft YaHei","PingFang SC","Noto Sans CJK SC",sans-serif}
h1{font-size:1.5em}h2{border-top:2px solid #888;padding-top:.5em}h3{margin:.8em 0 .2em;font-size:1em}
pre{margin:0;padding:.6em;white-space:pre-wrap;word-break:break-all;background:#f1f3f4;font:13px/1.5 Consolas,Menlo,monospace}
ul{columns:4 9em;padding-left:1.2em}
.notice{box-sizing:border-box;max-width:190mm;margin:1em auto;padding:12mm;border:1px solid #888;text-align:center}
.notice .where{font-size:28px;margin:0}.notice .call{font-size:48px;font-weight:700;line-height:1.25;margin:.3em 0}
.notice .promise{font-size:26px;margin:.3em 0}.notice svg{width:100mm;height:100mm;max-width:100%;margin:5mm auto;display:block}
.notice .help{font-size:24px}.notice .address{font-size:18px;word-break:break-all}.notice .demo{font-size:22px;font-weight:700;border:3px solid #111;padding:.2em}
@page{size:A4;margin:10mm}@media print{body{padding:0}.paste{display:none}.notice{border:0;margin:0;height:272mm;page-break-after:always;break-after:page}.notice:last-child{page-break-after:auto;break-after:auto}}`;

function pasted({ code, name }: Township, { source, settings }: SheetOptions): string {
  const own = { ...settings, township: code };
  const blocks: [string, string][] = [
    ['一行代码（推荐） / line of HTML', elementSnippet(source, own)],
    ['只能放一个脚本 / script only', scriptSnippet(source, own)],
    ['只能放框架 / iframe', iframeSnippet(source, own)],
    ['只能放链接 / link', linkSnippet(source, own)],
    ['只能放表单 / bare form', formSnippet(source, own)],
  ];
  const rows = blocks.map(([title, text]) => `<h3>${title}</h3><pre>${escaped(text)}</pre>`).join('');
  return `<section class="paste"><h2 id="t${code}">${escaped(name)} ${code}</h2>${rows}</section>`;
}

function notice({ code, name }: Township, { source, settings, isDemonstration, squareOf }: SheetOptions): string {
  const own = { ...settings, township: code };
  const [title, promise] = CALLS[settings.door];
  const address = pageAddress(source, own);
  return (
    `<section class="notice"><p class="where">${escaped(name)}</p><p class="call">${title}</p><p class="promise">${promise}</p>` +
    svg(squareOf(address), `${name}，${title}`) +
    `<p class="help">不会扫？请家里人帮忙，或者打 12345，或者到镇街便民服务中心窗口，有人帮您。</p>` +
    `<p class="address">也可以在手机浏览器里输：${escaped(liteAddress(source, own).replace(/^https?:\/\//, ''))}</p>` +
    `${isDemonstration ? '<p class="demo">演示数据，不作办事依据</p>' : ''}</section>`
  );
}

/** A whole page that needs nothing beside it: opens from a disk, prints the notices alone, one on each A4 page. */
export function sheetOf(options: SheetOptions): string {
  const { townships } = options;
  const list = townships.map(({ code, name }) => `<li><a href="#t${code}">${escaped(name)}</a></li>`).join('');
  return (
    `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>办事指南：代码和告示</title><style>${STYLE}</style></head><body>` +
    `<header class="paste"><h1>办事指南：每个镇街的代码、二维码和告示</h1><p>上半部分是代码，粘到各镇街网页的源代码里；下半部分是告示，打印时只打告示，每张一页 A4。<br>Lines to paste first, then the notices; printing prints the notices alone.</p><ul>${list}</ul></header>` +
    townships.map((township) => pasted(township, options)).join('') +
    townships.map((township) => notice(township, options)).join('') +
    `</body></html>\n`
  );
}
