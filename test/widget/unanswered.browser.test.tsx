import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { eventually } from './eventually.ts';
import { network, noAnswer, startAfresh, WidgetPage } from './widget-page.ts';

const STOOD_MS = 3000;
/** Each test asks for something else: what was told in this page view is not told again. */
let asked = 0;
const anUnknownThing = () => `飞船${'甲乙丙丁戊己庚辛壬癸'[asked++]}`;

beforeEach(() => startAfresh());
afterEach(() => {
  vi.useRealTimers();
});

const reports = () => network.asked.filter(({ path }) => path.endsWith('/unanswered'));

function enter(widget: WidgetPage, words: string): void {
  const box = widget.find<HTMLInputElement>('input[type=search]');
  box.value = words;
  box.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

/** With everything there, sounds too; from here on the clock stands still. */
async function aWidget(): Promise<WidgetPage> {
  const widget = await new WidgetPage({ township: '370883101' }).complete();
  enter(widget, '飞船');
  await eventually(() => expect(widget.text).toContain('没找到对应的事'));
  enter(widget, '');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  return widget;
}

it('a query that has stood without an answer for three seconds is told once', async () => {
  const widget = await aWidget();
  const words = anUnknownThing();
  enter(widget, words);
  vi.advanceTimersByTime(STOOD_MS - 1);
  expect(reports()).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(reports()).toMatchObject([{ path: '/widget-under-test/api/v1/search/unanswered' }]);
  enter(widget, '');
  enter(widget, `${words}？`);
  vi.advanceTimersByTime(STOOD_MS);
  const other = new WidgetPage();
  vi.useRealTimers();
  await other.complete();
  enter(other, words);
  await eventually(() => expect(other.text).toContain('没找到对应的事'));
  await new Promise((done) => setTimeout(done, STOOD_MS + 200));
  expect(reports()).toHaveLength(1);
});

it.each(['低保', '护照', '着火', '证明我妈是我妈', '老伴走了', '没拴绳', 'dibao', ''])(
  'a query with an answer (%j) costs no request, however long it stands',
  async (words) => {
    const widget = await aWidget();
    const before = network.asked.length;
    enter(widget, words);
    vi.advanceTimersByTime(STOOD_MS * 10);
    expect(network.asked).toHaveLength(before);
  },
);

it('a query that was changed, cleared or left within that time is not told', async () => {
  const widget = await aWidget();
  enter(widget, anUnknownThing());
  vi.advanceTimersByTime(STOOD_MS - 1);
  enter(widget, '低保');
  vi.advanceTimersByTime(STOOD_MS);
  enter(widget, anUnknownThing());
  enter(widget, '');
  vi.advanceTimersByTime(STOOD_MS);
  enter(widget, anUnknownThing());
  widget.button('换一个').click();
  vi.advanceTimersByTime(STOOD_MS);
  widget.button('返回').click();
  widget.element.remove();
  vi.advanceTimersByTime(STOOD_MS);
  expect(reports()).toEqual([]);
});

it('nothing found while the sounds are missing is not told: it says nothing about the lists', async () => {
  network.answers['sounds.json'] = noAnswer;
  const widget = await new WidgetPage().complete();
  const words = anUnknownThing();
  enter(widget, words);
  await eventually(() => expect(widget.text).toContain('没找到对应的事'));
  await new Promise((done) => setTimeout(done, STOOD_MS + 200));
  expect(reports()).toEqual([]);
});

it('what is not kept does not leave the device', async () => {
  const widget = await aWidget();
  enter(widget, '我叫张三 13800000000');
  vi.advanceTimersByTime(STOOD_MS);
  expect(reports()).toEqual([]);
});
