import { Converter } from 'opencc-js';
import { beforeEach, describe, expect, it } from 'vitest';
import { en as frameEn } from '../../widget/frame/messages.en.ts';
import { messages as frame } from '../../widget/frame/messages.ts';
import { zhHant as frameZhHant } from '../../widget/frame/messages.zh-Hant.ts';
import { statusMessages } from '../../widget/frame/tracking.messages.ts';
import { en } from '../../widget/guide/messages.en.ts';
import { messages } from '../../widget/guide/messages.ts';
import { zhHant } from '../../widget/guide/messages.zh-Hant.ts';
import { pageMessages } from '../../widget/pages/messages.ts';
import { eventually } from './eventually.ts';
import { json, network, startAfresh, WidgetPage } from './widget-page.ts';

beforeEach(() => startAfresh());

const HAN = /[\u3400-\u9fff]/;
/** Characters that have been one character on both sides for long, although a dictionary knows an older form. */
const SHARED = '台群';
const [toTraditional, toSimplified] = [Converter({ from: 'cn', to: 't' }), Converter({ from: 't', to: 'cn' })];
/** Simplified and nothing else: its traditional form is another character, and it is nobody's traditional form. */
const isSimplified = (char: string) =>
  !SHARED.includes(char) && toTraditional(char) !== char && toSimplified(char) === char;

type Texts = { [name: string]: string | Texts | readonly unknown[] | ((...of: never[]) => unknown) };

/** `pages.stepActions.handIn` → text. */
function flat(texts: object, path = ''): Map<string, string> {
  const all = new Map<string, string>();
  for (const [name, value] of Object.entries(texts as Texts)) {
    const here = path === '' ? name : `${path}.${name}`;
    if (typeof value === 'string') all.set(here, value);
    else if (typeof value === 'object') for (const [inner, text] of flat(value, here)) all.set(inner, text);
  }
  return all;
}

const guideTexts = flat({ ...messages, pages: pageMessages });

describe.each([
  ['the guide', guideTexts, flat(en), flat(zhHant)],
  ['the intake', flat({ ...frame, status: statusMessages }), flat(frameEn), flat(frameZhHant)],
])('the texts of %s', (_, own, english, traditional) => {
  it('are complete in every language: no key is missing, none is left over, none is empty', () => {
    expect(own.size).toBeGreaterThan(60);
    for (const other of [english, traditional]) {
      expect([...other.keys()].sort()).toEqual([...own.keys()].sort());
      expect([...other].filter(([, text]) => text.trim() === '').map(([name]) => name)).toEqual(
        [...own].filter(([, text]) => text.trim() === '').map(([name]) => name),
      );
    }
  });

  it('have their values in the same places', () => {
    const places = (text: string) => (text.match(/\{\w*\}/g) ?? []).sort();
    for (const other of [english, traditional])
      for (const [name, text] of own) expect(places(other.get(name) ?? ''), name).toEqual(places(text));
  });

  it('are English in English, but for words to type', () => {
    const typed = [...english].filter(([, text]) => HAN.test(text)).map(([name]) => name);
    const asTyped = ['placeholder', 'pages.tryWords'];
    expect(typed.filter((name) => !asTyped.includes(name))).toEqual([]);
  });

  it('have no simplified character left in the traditional ones, but in words to type', () => {
    const left = [...traditional].filter(([name, text]) => name !== 'placeholder' && [...text].some(isSimplified));
    expect(left).toEqual([]);
  });
});

/** Chinese that stands on the page without being marked as Chinese: a screen reader would read it out in English. */
function unmarkedChinese(widget: WidgetPage): string[] {
  const texts = document.createTreeWalker(widget.find('.sheet'), NodeFilter.SHOW_TEXT);
  const found: string[] = [];
  while (texts.nextNode()) {
    const { textContent, parentElement } = texts.currentNode;
    if (HAN.test(textContent ?? '') && parentElement?.closest('[lang]')?.getAttribute('lang') !== 'zh-CN')
      found.push((textContent ?? '').trim());
  }
  // Words that one is asked to type.
  return found.filter((text) => text !== en.pages.tryWords);
}

describe('the widget in English', () => {
  beforeEach(() => {
    network.answers['en.json'] = () => json(en);
  });

  async function inEnglish(): Promise<WidgetPage> {
    const widget = await new WidgetPage({ township: '370883101', lang: 'en' }).complete();
    await eventually(() => expect(widget.heading).toBe(en.question));
    return widget;
  }

  it('says everything but the published lists in English, and marks those as Chinese', async () => {
    const widget = await inEnglish();
    const views: Record<string, string[]> = { start: unmarkedChinese(widget) };
    for (const words of [
      '低保',
      '家里着火了',
      '证明我妈是我妈',
      '护照',
      '老伴走了',
      '残疾人证换领',
      '没拴绳',
      '飞船',
    ]) {
      await widget.type(words);
      views[words] = unmarkedChinese(widget);
    }
    for (const words of ['低保', '流浪犬', '最低生活保障申请代办', '身份证']) {
      await widget.type('');
      await widget.openGuide(words);
      await eventually(() => widget.find('.tools .wrong'));
      await widget.press(en.pages.share);
      await widget.press(en.pages.wrong);
      views[`guide of ${words}`] = unmarkedChinese(widget);
      await widget.press(en.back);
    }
    expect(views).toEqual(Object.fromEntries(Object.keys(views).map((name) => [name, []])));
  });

  it('says the same of the choice of townships', async () => {
    const widget = await inEnglish();
    await widget.press(en.changeTownship);
    expect(unmarkedChinese(widget)).toEqual([]);
  });
});
