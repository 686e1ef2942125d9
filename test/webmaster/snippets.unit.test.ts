import { encode } from 'uqr';
import { describe, expect, it } from 'vitest';
import { advice, blocksOf } from '../../widget/configurator/blocks.ts';
import { contrastWithWhite, pixels, RUNGS, readSettings, settingsQuery } from '../../widget/configurator/settings.ts';
import { sheetOf } from '../../widget/configurator/sheet.ts';
import {
  elementSnippet,
  formSnippet,
  iframeSnippet,
  linkSnippet,
  pageAddress,
  scriptSnippet,
  snippetOf,
} from '../../widget/configurator/snippets.ts';
import { squareOf } from '../../widget/pages/square.ts';

const source = { base: 'https://guide.invalid', version: '1.2.3', integrity: '', isAscii: false };
const chosen = (query: string) => readSettings(new URLSearchParams(query));

describe('the line to paste', () => {
  it('is a script and an element that holds a form for browsers without one', () => {
    expect(elementSnippet(source, chosen('township=370883101'))).toBe(
      '<one-window township="370883101" style="display:block;min-height:560px">' +
        '<form action="https://guide.invalid/lite/search" method="get" target="_blank" accept-charset="utf-8">' +
        '<input type="hidden" name="township" value="370883101">' +
        '<label>办事、有麻烦，在这里找：<input type="text" name="q" maxlength="60"></label> <input type="submit" value="查找"> ' +
        '<a href="https://guide.invalid/lite?township=370883101" target="_blank" rel="noopener">打开简易版</a></form>' +
        '</one-window><script src="https://guide.invalid/embed.js" async crossorigin></script>',
    );
  });

  it('carries every choice, on every rung that can', () => {
    const settings = chosen(
      'township=370883101&door=track&lang=en&mode=elder&theme=dark&accent=A3261C&height=800&width=480',
    );
    const element = elementSnippet(source, settings);
    expect(element).toContain('<one-window township="370883101" door="track" lang="en" mode="elder" theme="dark" ');
    expect(element).toContain('style="display:block;min-height:800px;max-width:480px;--one-window-accent:#a3261c"');
    expect(scriptSnippet(source, settings)).toBe(
      '<script src="https://guide.invalid/embed.js" data-township="370883101" data-door="track" data-lang="en" data-mode="elder" data-theme="dark" async crossorigin></script>',
    );
    expect(iframeSnippet(source, settings)).toBe(
      '<iframe src="https://guide.invalid/embed/guide?township=370883101&amp;door=track&amp;lang=en&amp;mode=elder&amp;theme=dark&amp;accent=a3261c" title="Check progress" width="480" height="800" frameborder="0"></iframe>',
    );
    expect(pageAddress(source, settings)).toBe('https://guide.invalid/track?township=370883101&lang=en&mode=elder');
  });

  it('pins version and bytes when one wants that', () => {
    const pinned = { ...source, integrity: 'sha384-abc' };
    expect(scriptSnippet(pinned, chosen(''))).toBe(
      '<script src="https://guide.invalid/embed/v1.2.3/embed.js" integrity="sha384-abc" crossorigin="anonymous" async></script>',
    );
    expect(advice('element', pinned, chosen('')).map(({ title }) => title)).toContain(
      '版本写死的意思 / What pinning means',
    );
  });

  it.each(RUNGS)('is one line, and ASCII alone when the encoding of the page is unknown (%s)', (rung) => {
    for (const lang of ['zh-CN', 'zh-Hant', 'en']) {
      const settings = chosen(`lang=${lang}`);
      expect(snippetOf[rung](source, settings)).not.toContain('\n');
      expect(snippetOf[rung]({ ...source, isAscii: true }, settings)).toMatch(/^[ -~]+$/);
    }
    expect(elementSnippet({ ...source, isAscii: true }, chosen(''))).toContain('value="&#x67e5;&#x627e;"');
  });

  it('has a link in the place of the form where a form would break the page', () => {
    const line = elementSnippet(source, chosen('fallback=link&township=370883101'));
    expect(line).not.toContain('<form');
    expect(line).toContain('<a href="https://guide.invalid/lite?township=370883101"');
  });

  it('of the last rung is a link, a form and a code to scan', () => {
    const settings = chosen('township=370883101&mode=elder');
    expect(linkSnippet(source, settings)).toBe(
      '<a href="https://guide.invalid/embed/guide?township=370883101&amp;mode=elder" target="_blank" rel="noopener">办事指南</a>',
    );
    expect(formSnippet(source, settings)).toContain('action="https://guide.invalid/lite/search"');
    expect(blocksOf.link(source, settings).filter(({ isSquare }) => isSquare)).toHaveLength(1);
  });
});

describe('choices in an address', () => {
  it('are believed only in the right form: nothing else reaches a snippet', () => {
    const settings = chosen(
      'township=37"><script>&door=x&lang=fr&mode=<b>&theme=none&accent=red;}&height=9e9&width=-5&fallback=x',
    );
    expect(settings).toEqual(chosen(''));
    expect(elementSnippet(source, settings)).not.toContain('37">');
  });

  it('come out as they went in', () => {
    const settings = chosen('township=370883101&door=intake&lang=zh-Hant&mode=elder&theme=light&accent=0b5a7a');
    expect(chosen(settingsQuery(settings))).toEqual(settings);
    expect(settingsQuery(chosen(''))).toBe('');
  });

  it.each([
    ['560', 560],
    ['1', 240],
    ['99999', 4000],
    ['', 0],
    ['0', 0],
    ['12px', 0],
  ])('a size of "%s" is %i pixels', (written, size) => expect(pixels(written)).toBe(size));

  it('white letters on a colour are counted as WCAG does', () => {
    expect(contrastWithWhite('#000000')).toBeCloseTo(21, 5);
    expect(contrastWithWhite('#ffffff')).toBeCloseTo(1, 5);
    expect(contrastWithWhite('#767676')).toBeCloseTo(4.54, 2);
  });
});

describe('the sheet for all townships', () => {
  const townships = Array.from({ length: 16 }, (_, at) => ({ code: String(370883101 + at), name: `第${at}镇<b>` }));
  const scanned: string[] = [];
  const sheet = sheetOf({
    townships,
    source,
    settings: chosen('mode=elder&township=370883001'),
    isDemonstration: true,
    squareOf(text) {
      scanned.push(text);
      return squareOf(text);
    },
  });

  it('has the lines of all rungs, a code and a notice for each', () => {
    expect(sheet.match(/class="notice"/g)).toHaveLength(16);
    expect(sheet.match(/<pre>/g)).toHaveLength(16 * 5);
    expect(sheet.match(/<svg /g)).toHaveLength(16);
    expect(scanned).toEqual(
      townships.map(({ code }) => `https://guide.invalid/embed/guide?township=${code}&mode=elder`),
    );
    for (const { code } of townships) expect(sheet).toContain(`&lt;one-window township=&quot;${code}&quot;`);
  });

  it('keeps names apart from its own markup, and says that the data is a demonstration', () => {
    expect(sheet).not.toContain('<b>');
    expect(sheet.match(/演示数据，不作办事依据/g)).toHaveLength(16);
  });

  it('draws the modules of the code and no others', () => {
    const { size, path } = squareOf('https://guide.invalid/embed/guide?township=370883101');
    const { data } = encode('https://guide.invalid/embed/guide?township=370883101', { ecc: 'M', border: 0 });
    const drawn = new Set(Array.from(path.matchAll(/M(\d+) (\d+)h1v1h-1z/g), ([, x, y]) => `${x},${y}`));
    expect(size).toBe(data.length);
    const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`${x},${y}`] : [])));
    expect([...drawn].sort()).toEqual(dark.sort());
  });
});
