/** The page /embed/configurator: choices in, one line to paste out, with a look at it in a page. */
import type { EmbedIndex } from '#catalogue/embed';
import { squareOf } from '../pages/square.ts';
import { advice, type Block, blocksOf } from './blocks.ts';
import { contrastWithWhite, pixels, type Rung, readSettings, type Settings, settingsQuery } from './settings.ts';
import { sheetOf, type Township } from './sheet.ts';
import type { Source } from './snippets.ts';

const byId = <E extends HTMLElement>(id: string) => document.getElementById(id) as E;
const form = byId<HTMLFormElement>('form');
const isChecked = (id: string) => byId<HTMLInputElement>(id).checked;

/** Until it is there nothing is pinned and nobody can choose a township. */
let integrity = '';
let townships: Township[] = [];
let isDemonstration = false;

function read(): { settings: Settings; rung: Rung; source: Source } {
  const data = new FormData(form);
  const asked = new URLSearchParams();
  data.forEach((value, name) => {
    if (typeof value === 'string') asked.set(name, value);
  });
  if (!isChecked('colours')) asked.delete('accent');
  asked.set('fallback', isChecked('linked') ? 'link' : 'form');
  return {
    settings: readSettings(asked),
    rung: (asked.get('rung') ?? 'element') as Rung,
    source: {
      base: location.origin,
      version: ONE_WINDOW_VERSION,
      integrity: isChecked('pinned') ? integrity : '',
      isAscii: isChecked('ascii'),
    },
  };
}

function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  text = '',
  properties: Partial<HTMLElementTagNameMap[Name]> = {},
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  return Object.assign(made, properties);
}

/** Without a secure context there is no clipboard to write to: then the old way, from what is selected. */
async function copy(box: HTMLTextAreaElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(box.value);
    return true;
  } catch {
    box.focus();
    box.select();
    return document.execCommand('copy');
  }
}

const SVG = 'http://www.w3.org/2000/svg';
function drawing(text: string): SVGSVGElement {
  const { size, path } = squareOf(text);
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', `-4 -4 ${size + 8} ${size + 8}`);
  svg.setAttribute('class', 'square');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', `二维码：${text}`);
  svg.appendChild(document.createElementNS(SVG, 'path')).setAttribute('d', path);
  return svg;
}

function drawBlock({ title, text, isSquare }: Block, at: number): Node[] {
  const heading = make('h3', title, { id: `block-${at}` });
  const box = make('textarea', '', { readOnly: true, spellcheck: false, value: text, rows: text.length > 300 ? 7 : 4 });
  box.setAttribute('aria-labelledby', heading.id);
  const button = make('button', '复制 / Copy', { type: 'button', className: at === 0 ? 'main' : '' });
  button.addEventListener('click', () => {
    void copy(box).then((isCopied) => {
      byId('told').textContent = isCopied
        ? '已复制。请粘到网页的“源代码”里，不要粘到所见即所得的编辑框里。 / Copied: paste it into the source of the page.'
        : '浏览器不让复制：已经选中，请按 Ctrl+C。 / Selected: press Ctrl+C.';
    });
  });
  return [heading, ...(isSquare ? [drawing(text)] : []), box, button];
}

function linesBox(title: string, lines: readonly string[]): HTMLTextAreaElement {
  const box = make('textarea', '', { readOnly: true, value: lines.join('\n'), rows: lines.length + 1 });
  box.setAttribute('aria-label', title);
  return box;
}

/** What was drawn last: typing elsewhere must not take the focus out of a box. */
let drawn = '';
function showBlocks(blocks: readonly Block[], advised: ReturnType<typeof advice>): void {
  const wanted = JSON.stringify([blocks, advised]);
  if (wanted === drawn) return;
  drawn = wanted;
  byId('told').textContent = '';
  byId('snippets').replaceChildren(...blocks.flatMap(drawBlock));
  const notes = advised.map(({ title, zh, en, lines }) => {
    const box = make('details');
    box.append(make('summary', title), make('p', zh), make('p', en, { lang: 'en' }));
    if (lines.length > 0) box.append(linesBox(title, lines));
    return box;
  });
  byId('beside').replaceChildren(...notes);
}

function showPreview(rung: Rung, settings: Settings): void {
  const frame = byId<HTMLIFrameElement>('preview');
  frame.className = byId<HTMLSelectElement>('screen').value;
  const { height, width, fallback } = settings;
  const query = settingsQuery(settings) || '?';
  const address = `/embed/preview${query}&rung=${rung}&height=${height}&width=${width}&fallback=${fallback}&host=${byId<HTMLSelectElement>('host').value}`;
  if (frame.dataset['address'] === address) return;
  frame.dataset['address'] = address;
  // A new address in `src` would be one more step for the browser's own "back".
  if (frame.src) frame.contentWindow?.location.replace(address);
  else frame.src = address;
}

function update(): void {
  const { settings, rung, source } = read();
  byId<HTMLInputElement>('accent').disabled = !isChecked('colours');
  const contrast = settings.accent ? contrastWithWhite(settings.accent) : 21;
  const needed = settings.mode === 'elder' ? 7 : 4.5;
  byId('contrast').textContent =
    contrast < needed
      ? `这个颜色上的白字看不清（对比 ${contrast.toFixed(1)}，至少要 ${needed}），请选深一点的。 / White letters on it are hard to read: choose a darker one.`
      : '';
  const typed = ['height', 'width'].map((name) => byId<HTMLInputElement>(name).value.trim());
  byId('size').textContent = typed.some((text) => text !== '' && String(pixels(text)) !== text)
    ? '请写 240 到 4000 之间的整数，不用写 px；写错的按最近的数算。 / A whole number from 240 to 4000.'
    : '';
  byId<HTMLButtonElement>('all').disabled = townships.length === 0;
  byId<HTMLButtonElement>('one').disabled = settings.township === '';
  showBlocks(blocksOf[rung](source, settings), advice(rung, source, settings));
  showPreview(rung, settings);
}

function download(chosen: readonly Township[], name: string): void {
  const { settings, source } = read();
  const html = sheetOf({ townships: chosen, source, settings, isDemonstration, squareOf });
  const link = make('a', '', { href: URL.createObjectURL(new Blob([html], { type: 'text/html' })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

byId('all').addEventListener('click', () => download(townships, 'one-window-townships.html'));
byId('one').addEventListener('click', () => {
  const { township } = read().settings;
  download(
    townships.filter(({ code }) => code === township),
    `one-window-${township}.html`,
  );
});
form.addEventListener('submit', (event) => event.preventDefault());
for (const part of [form, byId('host'), byId('screen')]) part.addEventListener('input', update);
update();

async function load<T>(path: string): Promise<T> {
  const answer = await fetch(path, { credentials: 'omit' });
  if (!answer.ok) throw new Error(path);
  return answer.json();
}

/** A missing file takes its choice away and nothing else. */
async function equip(): Promise<void> {
  const [index, hashes] = await Promise.all([
    load<EmbedIndex>('/embed/data/index.json').catch(() => null),
    load<Record<string, string>>(`/embed/v${ONE_WINDOW_VERSION}/integrity.json`).catch(() => null),
  ]);
  integrity = hashes?.['embed.js'] ?? '';
  byId<HTMLInputElement>('pinned').disabled = integrity === '';
  townships = (index?.townships ?? []).map(([code, name]) => ({ code, name }));
  isDemonstration = index?.dataset.status === 'demonstration';
  byId('township').append(...townships.map(({ code, name }) => make('option', name, { value: code })));
  if (!index)
    byId('told').textContent = '镇街名单没有取到，请刷新再试。 / The list of townships did not come: reload the page.';
  else update();
}
void equip();
