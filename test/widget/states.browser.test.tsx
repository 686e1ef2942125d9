import { beforeEach, describe, expect, it, vi } from 'vitest';
import { EMBED_FORMAT } from '#catalogue/embed';
import { eventually } from './eventually.ts';
import { anIndex, someGuides, someSounds, theRest } from './small-catalogue.ts';
import { json, loaderFailed, network, noAnswer, startAfresh, WidgetPage } from './widget-page.ts';

beforeEach(() => startAfresh());

const cachesAsked = (file: string) =>
  network.asked.filter(({ path }) => path.endsWith(file)).map(({ cache }) => cache ?? 'default');

it('while the index is on its way, the space is held and said to be opening', () => {
  network.answers['index.json'] = () => new Promise<Response>(() => {});
  loaderFailed();
  const widget = new WidgetPage();
  expect(widget.text).toContain('正在打开');
  expect(widget.find('.loading').offsetHeight).toBeGreaterThanOrEqual(300);
});

it('without a network it takes the copy on the device', async () => {
  loaderFailed();
  network.answers['index.json'] = () =>
    cachesAsked('index.json').at(-1) === 'force-cache' ? json(anIndex()) : noAnswer();
  const widget = new WidgetPage();
  await eventually(() => widget.find('input[type=search]'));
  expect(cachesAsked('index.json')).toEqual(['default', 'force-cache']);
});

it('without a network and without a copy it says so, and works again when asked again', async () => {
  loaderFailed();
  network.answers['index.json'] = noAnswer;
  const widget = new WidgetPage();
  const heard = vi.fn();
  widget.element.addEventListener('one-window-error', (event) => heard((event as CustomEvent).detail));
  await eventually(() => expect(widget.text).toContain('现在没有连上'));
  expect(widget.text).toContain('12345');
  expect(heard).toHaveBeenCalledWith({ code: 'network', file: 'index' });
  network.answers['index.json'] = () => json(anIndex());
  await widget.press('再试一次');
  expect(widget.focused).not.toBe(null);
  await eventually(() => widget.find('input[type=search]'));
});

describe('an answer that cannot be used', () => {
  it.each([
    ['an error of the server', () => new Response('', { status: 500 })],
    ['something that is not JSON', () => new Response('<html>')],
    ['a format of the future', () => json(anIndex({ format: EMBED_FORMAT + 1 }))],
  ])('such as %s is no reason to speak of the network', async (_, answer) => {
    loaderFailed(500);
    network.answers['index.json'] = answer;
    const widget = new WidgetPage();
    await eventually(() => expect(widget.text).toContain('指南没有打开'));
    expect(widget.text).not.toContain('没有网络');
  });
});

describe('a guide that does not arrive', () => {
  it('still shows the office, says what to do, and opens when asked again', async () => {
    network.answers['guides.json'] = noAnswer;
    const widget = new WidgetPage({ township: '370883101' });
    await eventually(() => widget.find('input[type=search]'));
    await widget.openGuide('低保');
    await eventually(() => expect(widget.text).toContain('现在没有连上'));
    expect(widget.text).toContain('香城镇社会事务办公室');
    network.answers['guides.json'] = () => json(someGuides());
    await widget.press('再试一次');
    await eventually(() => expect(widget.text).toContain('要带什么'));
  });

  it('of another release is fetched again together with the index', async () => {
    network.answers['guides.json'] = () => json(someGuides({ release: 'r2' }));
    network.answers['index.json'] = () => json(anIndex({ release: 'r2' }));
    // The new release comes out after the second door was fetched.
    network.answers['more.json'] = () => json(theRest({ release: cachesAsked('index.json').length ? 'r2' : 'r1' }));
    const widget = new WidgetPage();
    await eventually(() => expect(widget.text).toContain('版本 r2'));
    expect(cachesAsked('guides.json')).toEqual(['default', 'reload']);
    expect(cachesAsked('index.json')).toEqual(['reload']);
    await eventually(() => expect(cachesAsked('more.json')).toEqual(['default', 'default']));
  });

  it('is not shown when the two releases still differ: the rows would not belong together', async () => {
    network.answers['guides.json'] = () => json(someGuides({ release: 'r2' }));
    const widget = new WidgetPage();
    await eventually(() => widget.find('input[type=search]'));
    await widget.openGuide('低保');
    await eventually(() => expect(widget.text).toContain('指南没有打开'));
    expect(widget.text).not.toContain('要带什么');
  });
});

describe('the second door', () => {
  const types = async (words: string) => {
    const widget = new WidgetPage({ township: '370883101' });
    await eventually(() => widget.find('input[type=search]'));
    await widget.type(words);
    return widget;
  };

  it('of another release is fetched again together with the index', async () => {
    network.answers['more.json'] = () => json(theRest({ release: 'r2' }));
    network.answers['index.json'] = () => json(anIndex({ release: 'r2' }));
    network.answers['guides.json'] = () => json(someGuides({ release: 'r2' }));
    const widget = await types('没拴绳');
    await eventually(() => expect(widget.rows[0]).toContain('流浪犬'));
    expect(cachesAsked('more.json')).toEqual(['default', 'reload']);
    expect(cachesAsked('index.json')).toEqual(['reload']);
  });

  it('is left out when the two releases still differ; what there is to do is found all the same', async () => {
    network.answers['more.json'] = () => json(theRest({ release: 'r2' }));
    network.answers['index.json'] = () => json(anIndex());
    const widget = await types('低保');
    await eventually(() => expect(cachesAsked('more.json')).toContain('reload'));
    expect(widget.rows[0]).toContain('最低生活保障审核确认');
    await widget.type('没拴绳');
    await eventually(() => expect(widget.text).toContain('指南没有打开'));
  });

  it('that does not arrive is asked for again with the next word', async () => {
    network.answers['more.json'] = noAnswer;
    const widget = await types('没拴绳');
    await eventually(() => expect(widget.text).toContain('现在没有连上'));
    network.answers['more.json'] = () => json(theRest());
    await widget.type('流浪狗');
    await eventually(() => expect(widget.rows[0]).toContain('流浪犬'));
  });

  it('that arrives while something is typed is searched too, and the box keeps the focus and the words', async () => {
    let arrive = (_: Response) => {};
    network.answers['more.json'] = () =>
      new Promise((done) => {
        arrive = done;
      });
    const widget = await types('狗');
    expect(widget.rows.some((row) => row.includes('流浪犬'))).toBe(false);
    const box = widget.find<HTMLInputElement>('input[type=search]');
    box.setSelectionRange(0, 1);
    await eventually(() => expect(cachesAsked('more.json')).toHaveLength(1));
    arrive(json(theRest()));
    await eventually(() => expect(widget.text).toContain('有麻烦找谁管'));
    expect(widget.focused).toBe(box);
    expect([box.value, box.selectionStart, box.selectionEnd]).toEqual(['狗', 0, 1]);
  });

  it('leaves the focus on the row that had it', async () => {
    let arrive = (_: Response) => {};
    network.answers['more.json'] = () =>
      new Promise((done) => {
        arrive = done;
      });
    const widget = await types('养犬');
    widget.find('[data-code=T003]').focus();
    await eventually(() => expect(cachesAsked('more.json')).toHaveLength(1));
    arrive(json(theRest()));
    await eventually(() => expect(widget.text).toContain('有麻烦找谁管'));
    expect((widget.focused as HTMLElement).dataset['code']).toBe('T003');
  });
});

describe('sounds', () => {
  const asked = () => cachesAsked('sounds.json').length;
  const neverIdle = () => vi.spyOn(window, 'requestIdleCallback').mockImplementation(() => 0);

  it('are fetched at once for Latin letters, and the words are found when they are there', async () => {
    const idle = neverIdle();
    const widget = new WidgetPage();
    await eventually(() => widget.find('input[type=search]'));
    await widget.type('低保');
    await eventually(() => widget.find('mark'));
    expect(asked()).toBe(0);
    await widget.type('dibao');
    await eventually(() => expect(widget.rows[0]).toContain('最低生活保障审核确认'));
    expect(asked()).toBe(1);
    idle.mockRestore();
  });

  it('are fetched at once when characters alone find little, and say nothing is there only after that', async () => {
    const idle = neverIdle();
    let arrive = (_: Response) => {};
    network.answers['sounds.json'] = () =>
      new Promise((done) => {
        arrive = done;
      });
    const widget = new WidgetPage();
    await eventually(() => widget.find('input[type=search]'));
    await widget.type('地宝');
    await eventually(() => expect(asked()).toBe(1));
    expect(widget.text).not.toContain('没找到');
    arrive(json(someSounds));
    await eventually(() => expect(widget.rows[0]).toContain('最低生活保障审核确认'));
    idle.mockRestore();
  });

  it('that do not arrive leave the characters to answer', async () => {
    network.answers['sounds.json'] = noAnswer;
    const widget = new WidgetPage();
    await eventually(() => widget.find('input[type=search]'));
    await widget.type('地宝');
    await eventually(() => expect(widget.text).toContain('没找到对应的事'));
    await widget.type('低保');
    expect(widget.rows[0]).toContain('最低生活保障审核确认');
  });
});
