import { beforeEach, describe, expect, it, vi } from 'vitest';
import { en } from '../../widget/guide/messages.en.ts';
import { eventually } from './eventually.ts';
import { json, network, startAfresh, WidgetPage } from './widget-page.ts';

beforeEach(() => startAfresh());

async function theGuideFor(words: string, attributes: Record<string, string> = { township: '370883101' }) {
  const widget = new WidgetPage(attributes);
  await eventually(() => widget.find('input[type=search]'));
  await widget.openGuide(words);
  await eventually(() => widget.find('section section'));
  return widget;
}

/** The text under a heading of the guide. */
const under = (widget: WidgetPage, heading: string): string => {
  const section = [...widget.root.querySelectorAll('section section')].find(
    (one) => one.querySelector('h3')?.textContent === heading,
  );
  return section?.textContent?.replace(heading, '') ?? '';
};

describe('the guide of a township item', () => {
  it('says where, with the published place, and what is not published', async () => {
    const widget = await theGuideFor('低保');
    expect(under(widget, '在哪办')).toBe(
      '香城镇社会事务办公室地址便民服务中心一楼时间以窗口告知为准电话12345在地图上找',
    );
    expect(widget.find<HTMLAnchorElement>('a').href).toBe('tel:12345');
  });

  it('says who receives, who checks and who decides', async () => {
    const widget = await theGuideFor('低保');
    expect([...widget.root.querySelectorAll('ol li')].map((step) => step.textContent)).toEqual([
      '把材料交到香城镇社会事务办公室',
      '香城镇社会事务办公室审核',
      '市民政局作决定，把结果告诉您',
    ]);
  });

  it('gives both limits and marks the promised one as a demonstration value', async () => {
    const widget = await theGuideFor('低保');
    expect(under(widget, '多久办好')).toBe('我们承诺25 个工作日演示数值法律规定最长30 个工作日');
  });

  it('says in plain words what is unknown and what is not verified', async () => {
    const widget = await theGuideFor('低保');
    expect(under(widget, '要不要本人去')).toContain('以窗口告知为准');
    expect(widget.text).toContain('还没核实：法定时限、承诺时限。');
    await widget.press('返回');
    await widget.openGuide('身份证');
    expect(under(widget, '收费')).toBe('以窗口告知为准');
    expect(under(widget, '要不要本人去')).toBe('要本人去。《居民身份证法》第三条');
    expect(under(widget, '要带什么')).toBe('不用带材料');
    expect(widget.text).not.toContain('还没核实');
  });

  it('lists the papers to tick off and keeps the ticks while the tab is open', async () => {
    const widget = await theGuideFor('低保');
    const papers = () => [...widget.root.querySelectorAll<HTMLInputElement>('.ticks input')];
    expect([...widget.root.querySelectorAll('.ticks li')].map((paper) => paper.textContent)).toEqual([
      '身份证',
      '户口簿',
    ]);
    papers()[1]?.click();
    await widget.press('返回');
    await widget.openGuide('低保');
    expect(papers().map((paper) => paper.checked)).toEqual([false, true]);
  });

  it('offers to choose a township where none is chosen, and comes back to the same guide', async () => {
    const widget = await theGuideFor('低保', {});
    expect(under(widget, '在哪办')).toContain('社会事务办公室');
    await widget.press('先选您的镇街');
    await widget.press('香城镇');
    expect(widget.heading).toBe('最低生活保障审核确认');
    expect(under(widget, '在哪办')).toContain('香城镇社会事务办公室');
  });
});

describe('village items', () => {
  it('name the station of the village first, then the office of the township', async () => {
    const widget = await theGuideFor('最低生活保障申请代办');
    expect(under(widget, '在哪办')).toContain('本村（社区）便民服务站再由镇街办理香城镇社会事务办公室');
  });

  it('and township items lead to each other', async () => {
    const widget = await theGuideFor('低保');
    widget.find('[data-code=V01]').click();
    expect(widget.heading).toBe('最低生活保障申请代办');
    widget.find('[data-code=T001]').click();
    expect(widget.heading).toBe('最低生活保障审核确认');
  });
});

describe('an entry of the territorial list', () => {
  it('says who leads, what the township does, and whom to call when it is urgent', async () => {
    const widget = await theGuideFor('流浪犬');
    expect(under(widget, '谁来管（主体责任）')).toBe('市公安局、市综合行政执法局养犬登记和伤人处置');
    expect(under(widget, '谁来配合（配合责任）')).toBe('香城镇巡查、劝导、报告');
    expect(widget.text).toContain('110 / 119 / 120');
    expect(widget.text).toContain('还没核实：主管部门');
  });
});

describe('back and forward inside the widget', () => {
  it('leave the address and the history of the page alone', async () => {
    const before = { address: location.href, length: history.length, state: history.state };
    const widget = await theGuideFor('低保');
    widget.find('[data-code=V01]').click();
    await widget.press('返回');
    await widget.press('返回');
    await widget.press('前进');
    expect(widget.heading).toBe('最低生活保障审核确认');
    expect({ address: location.href, length: history.length, state: history.state }).toEqual(before);
  });

  it('bring back the words, the focus and the height of the row that was opened', async () => {
    const above = document.createElement('div');
    above.style.height = '1500px';
    document.body.appendChild(above);
    const widget = new WidgetPage();
    const below = document.createElement('div');
    below.style.height = '1500px';
    document.body.appendChild(below);
    await eventually(() => widget.find('input[type=search]'));
    await widget.type('养犬');
    const row = widget.find('[data-code=D16-098]');
    row.scrollIntoView({ block: 'center' });
    const top = row.getBoundingClientRect().top;
    row.click();
    window.scrollTo(0, 0);
    await widget.press('返回');
    expect(widget.find<HTMLInputElement>('input[type=search]').value).toBe('养犬');
    expect((widget.focused as HTMLElement).dataset['code']).toBe('D16-098');
    expect(Math.abs(widget.find('[data-code=D16-098]').getBoundingClientRect().top - top)).toBeLessThan(2);
  });
});

describe('other languages', () => {
  it('fetch their texts only when they are asked for', async () => {
    network.answers['en.json'] = () => json(en);
    const widget = await theGuideFor('低保');
    expect(network.asked.some(({ path }) => path.endsWith('en.json'))).toBe(false);
    widget.element.lang = 'en';
    await eventually(() => expect(widget.text).toContain('What to bring'));
    expect(widget.find('.app').lang).toBe('en');
    widget.element.lang = '';
    await eventually(() => expect(widget.text).toContain('要带什么'));
  });

  it('leave the Chinese texts standing when they do not arrive', async () => {
    const widget = await theGuideFor('低保');
    const heard = vi.fn();
    widget.element.addEventListener('one-window-error', (event) => heard((event as CustomEvent).detail));
    widget.element.lang = 'zh-TW';
    await eventually(() => expect(heard).toHaveBeenCalledWith({ code: 'data', file: 'zh-Hant' }));
    expect(widget.text).toContain('要带什么');
    expect(widget.find('.app').lang).toBe('zh-CN');
  });
});
