/** The pages that the widget is put into, and the empty element it is compared with. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { root } from '../../tasks/environment.mjs';
import { compressed, type ServedFile } from './throttled-server.ts';

/** One plain script, for the same browsers as the widget. @returns its source */
export async function buildEmptyElement(outDir: string): Promise<Buffer> {
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      target: ['chrome86', 'safari14'],
      outDir,
      emptyOutDir: false,
      rolldownOptions: {
        input: { empty: join(root, 'test/bench/empty-element.ts') },
        output: { format: 'iife', entryFileNames: '[name].js' },
      },
    },
  });
  return readFileSync(join(outDir, 'empty.js'));
}

const page = (head: string, body: string): string =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>香城镇人民政府</title>${head}</head><body><h1>香城镇人民政府</h1><p>办事服务</p>${body}<p>版权所有</p></body></html>`;

/** The documented hints: what the loader would ask for next, asked for by the page itself. */
const hints = (embed: string, version: string): string =>
  `<link rel="preload" as="script" crossorigin href="${embed}/embed/v${version}/guide.js">
<link rel="preload" as="fetch" crossorigin href="${embed}/embed/data/index.json">`;

const INLINE = '<one-window township="370883101" style="display:block;min-height:560px"></one-window>';
const CORNER = '<one-window township="370883101" placement="corner"></one-window>';

export const PATHS = {
  empty: '/empty.html',
  widget: '/widget.html',
  hinted: '/hinted.html',
  corner: '/corner.html',
  nothing: '/nothing.html',
} as const;

/** @param embed the origin that serves the widget */
export function hostPages(embed: string, version: string): Map<string, ServedFile> {
  const loader = `<script src="${embed}/embed.js" async></script>`;
  const pages: Record<keyof typeof PATHS, string> = {
    empty: page('', `<empty-element></empty-element><script src="${embed}/empty.js" async></script>`),
    widget: page('', INLINE + loader),
    hinted: page(hints(embed, version), INLINE + loader),
    corner: page('', CORNER + loader),
    nothing: page('', ''),
  };
  // Kept by the browser for a week, so that a page can be opened again without a network.
  const headers = { 'cache-control': 'max-age=604800' };
  return new Map(
    Object.entries(pages).map(([name, html]) => {
      const path = PATHS[name as keyof typeof PATHS];
      return [path, compressed(path, html, headers)];
    }),
  );
}
