import { beforeEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { en } from '../../widget/guide/messages.en.ts';
import { eventually } from './eventually.ts';
import { anIndex, someGuides, theRest } from './small-catalogue.ts';
import { json, network, startAfresh, WidgetPage } from './widget-page.ts';

beforeEach(() => startAfresh());

const PERHAPS = { cells: '', scale: 0, bias: -1, dials: '' };

async function theAnswerTo(words: string, attributes: Record<string, string> = { township: '370883101' }) {
  const widget = await new WidgetPage(attributes).complete();
  await widget.type(words);
  return widget;
}

const headings = (widget: WidgetPage) => [...widget.root.querySelectorAll('h3')].map((heading) => heading.textContent);
const links = (widget: WidgetPage) =>
  [...widget.root.querySelectorAll('a')].map((link) => `${link.textContent} → ${link.getAttribute('href')}`);

describe('an emergency under way', () => {
  it('comes first, with the number to dial, and the results stay below', async () => {
    const widget = await theAnswerTo('家里着火了');
    const alarm = widget.find('[role=alert]');
    expect(alarm.textContent).toContain('着火、漏气、有人被困，正在发生？');
    expect(links(widget).slice(0, 3)).toEqual([
      '现在就打 119 火警救援 → tel:119',
      '110 报警 → tel:110',
      '120 急救 → tel:120',
    ]);
    expect(widget.rows[0]).toContain('火灾隐患巡查');
    // Nobody is sent to 12345 with a fire.
    expect(links(widget)).toHaveLength(3);
    expect(alarm.compareDocumentPosition(widget.find('.row')) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  });

  it.each([
    ['有人打人了', 'tel:110'],
    ['他喝农药了', 'tel:120'],
    ['煤气漏了', 'tel:119'],
  ])('%s: %s', async (words, number) => {
    const widget = await theAnswerTo(words);
    expect(widget.find<HTMLAnchorElement>('[role=alert] a').href).toBe(number);
  });

  it('is none when there is only talk of it', async () => {
    const widget = await theAnswerTo('预防着火');
    expect(widget.root.querySelector('[role=alert]')).toBe(null);
  });

  it('is read before Enter leads anywhere', async () => {
    const widget = await theAnswerTo('着火');
    widget.find('input[type=search]').focus();
    await userEvent.keyboard('{Enter}');
    expect(widget.heading).toBe('您要办什么事？');
    expect(widget.focused).toBe(widget.find('[role=alert]'));
    await userEvent.keyboard('{ArrowDown}');
    expect(widget.focused?.classList).toContain('row');
    await userEvent.keyboard('{ArrowUp}{ArrowUp}');
    expect(widget.focused?.tagName).toBe('INPUT');
  });
});

describe('what may be an emergency', () => {
  /** Every question is one and the same to it: perhaps. */
  const perhaps = () => startAfresh({ more: theRest({ knowledge: { ...theRest().knowledge, alarm: PERHAPS } }) });

  it('has the three numbers in one quiet line above the results', async () => {
    perhaps();
    const widget = await theAnswerTo('低保');
    expect(widget.root.querySelector('[role=alert]')).toBe(null);
    const line = widget.find('.caution');
    expect(line.textContent).toBe('要是现在就有危险，先打： 110 报警119 火警救援120 急救');
    expect(
      links(widget)
        .slice(0, 3)
        .map((link) => link.split(' → ')[1]),
    ).toEqual(['tel:110', 'tel:119', 'tel:120']);
    expect(line.compareDocumentPosition(widget.find('.row')) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  });

  it('is said first to whoever listens', async () => {
    perhaps();
    const widget = await theAnswerTo('低保');
    await eventually(() =>
      expect(widget.find('.unseen').textContent).toMatch(/^要是现在就有危险，先打： 110, 119, 120/),
    );
  });

  it('has no such line beside the alarm itself, nor above a plain question', async () => {
    perhaps();
    expect((await theAnswerTo('家里着火了')).root.querySelector('.caution')).toBe(null);
    startAfresh();
    expect((await theAnswerTo('低保')).root.querySelector('.caution')).toBe(null);
  });
});

describe('a proof that villages may not issue', () => {
  it('says so, and which paper or place does instead', async () => {
    const widget = await theAnswerTo('证明我妈是我妈');
    expect(headings(widget)[0]).toBe('村（居）委会不开这个证明');
    expect(widget.find('.first').textContent).toContain('亲属关系证明');
    expect([...widget.root.querySelectorAll('.first li')].map((way) => way.textContent)).toEqual([
      '户口簿',
      '公安派出所',
      '公证机构',
    ]);
  });
});

describe("somebody else's work", () => {
  it('is said to be so, with where to go, 12345 and no wrong item', async () => {
    const widget = await theAnswerTo('办护照');
    expect(headings(widget)).toEqual(['这不归镇街办']);
    expect(widget.text).toContain('出国护照请找：市公安局出入境管理窗口');
    expect(links(widget)).toEqual(['打 12345 问 → tel:12345']);
    expect(widget.rows).toEqual([]);
  });

  it('is said without a place where none is known', async () => {
    const widget = await theAnswerTo('明天天气');
    expect(headings(widget)).toEqual(['这不归镇街办']);
    expect(widget.text).not.toContain('请找');
  });
});

describe('a life event', () => {
  it('is one list of what there is to do, in its order, before other results', async () => {
    const widget = await theAnswerTo('老伴走了户口咋办');
    expect(headings(widget)[0]).toBe('家里老人去世：要办的事');
    const steps = [...widget.root.querySelectorAll('ol .row')].map((row) => (row as HTMLElement).dataset['code']);
    // What the catalogue no longer has is left out.
    expect(steps).toEqual(['T007', 'T006', 'D16-098']);
    expect(widget.root.querySelectorAll('[data-code=T007]')).toHaveLength(1);
    widget.find('ol .row').click();
    expect(widget.heading).toBe('户口注销登记');
  });
});

describe('the two doors', () => {
  it('come with the likelier one first', async () => {
    expect(headings(await theAnswerTo('养犬'))).toEqual(['要办的事', '有麻烦找谁管']);
    expect(headings(await theAnswerTo('流浪狗没拴绳咬人'))[0]).toBe('有麻烦找谁管');
  });

  it('never stand in one list', async () => {
    const widget = await theAnswerTo('狗');
    for (const [kind, begin] of [
      ['item', 'T'],
      ['territorial', 'D'],
    ])
      for (const row of widget.root.querySelectorAll<HTMLElement>(`section.${kind} .row`))
        expect(row.dataset['code']?.[0]).toBe(begin);
    expect(widget.root.querySelectorAll('section section')).toHaveLength(2);
  });

  it('lead from a trouble to the entry that says who takes care', async () => {
    const widget = await theAnswerTo('没拴绳');
    expect(links(widget)).toEqual(['想反映，打 12345 → tel:12345']);
    widget.find('.row').click();
    expect(widget.heading).toBe('养犬管理和流浪犬处置');
    await eventually(() => expect(widget.text).toContain('主体责任'));
  });

  it('show a few results each, and the others when asked', async () => {
    const index = anIndex();
    const more = theRest();
    const many = [...Array(9).keys()];
    more.territorial = {
      code: many.map((at) => `D${at}`),
      name: many.map((at) => `第${at}种噪音管理`),
      words: many.map(() => '噪音||'),
      lift: many.map(() => 0),
      lead: many.map(() => '市公安局'),
    };
    startAfresh({ index, more });
    const widget = await theAnswerTo('噪音');
    expect(widget.rows).toHaveLength(5);
    await widget.press('再看 4 项');
    expect(widget.rows).toHaveLength(9);
    expect(widget.focused).not.toBe(null);
    await widget.type('噪音管');
    expect(widget.rows).toHaveLength(5);
  });
});

describe('siblings', () => {
  it('are one card: the best leads, the others are chips that open their own guide', async () => {
    const widget = await theAnswerTo('残疾人证到期换领');
    expect(widget.rows).toHaveLength(1);
    expect(widget.rows[0]).toContain('残疾人证换领');
    const chips = [...widget.root.querySelectorAll<HTMLElement>('.more [data-code]')];
    expect(chips.map((chip) => chip.textContent).sort()).toEqual(['新办', '注销']);
    expect(chips.map((chip) => chip.getAttribute('aria-label')).sort()).toEqual(['残疾人证新办', '残疾人证注销']);
    await widget.press('注销');
    expect(widget.heading).toBe('残疾人证注销');
    await widget.press('返回');
    expect((widget.focused as HTMLElement).dataset['code']).toBe('T006');
  });
});

describe('why something was found', () => {
  it("is shown as people's own word for it, with what was typed marked", async () => {
    const widget = await theAnswerTo('俺想吃低保');
    expect(widget.find('.alias').textContent).toBe('大家也说：吃低保');
    expect(widget.find('.alias mark').textContent).toBe('吃低保');
  });

  it('is marked piece by piece in the official name', async () => {
    const widget = await theAnswerTo('身份证到哪补领');
    const [row] = widget.root.querySelectorAll('.row');
    expect([...(row?.querySelectorAll('mark') ?? [])].map((mark) => mark.textContent)).toEqual(['身份证', '补领']);
  });
});

describe('the best result', () => {
  it('gives the phone of the office at once, once it is known', async () => {
    let arrive = (_: Response) => {};
    network.answers['guides.json'] = () =>
      new Promise((done) => {
        arrive = done;
      });
    const widget = new WidgetPage({ township: '370883101' });
    await eventually(() => widget.find('input[type=search]'));
    await widget.type('低保');
    await eventually(() => expect(widget.text).toContain('电话和上班时间以窗口告知为准'));
    arrive(
      json(
        someGuides({
          officeContacts: { '370883101-0': { place: '', hours: '周一至周五 8:30–17:00', phone: '0537-1' } },
        }),
      ),
    );
    await eventually(() => expect(links(widget)).toEqual(['打电话 0537-1 → tel:0537-1']));
    expect(widget.text).toContain('周一至周五 8:30–17:00');
    expect(widget.text).not.toContain('以窗口告知为准');
  });

  it('says that the counter knows where nothing is published', async () => {
    const widget = await theAnswerTo('狗证');
    expect(widget.text).toContain('电话和上班时间以窗口告知为准');
  });

  it('asks for the township where none is known, and comes back to the results', async () => {
    const widget = await theAnswerTo('低保', {});
    expect(widget.find('.more').textContent).toBe('先选您的镇街');
    widget.find('.more button').click();
    await widget.press('香城镇');
    expect(widget.rows[0]).toContain('香城镇社会事务办公室');
    expect(links(widget)).toEqual(['打电话 12345 → tel:12345']);
  });
});

describe('what cannot be seen is heard', () => {
  it.each([
    ['护照', '这不归镇街办'],
    ['飞船', '没找到对应的事'],
    ['老伴走了', '家里老人去世：要办的事'],
    ['证明我妈是我妈', /^村（居）委会不开这个证明/],
  ])('%s: %s', async (words, text) => {
    const widget = await theAnswerTo(words);
    await eventually(() => expect(widget.find('.unseen').textContent).toMatch(text));
  });
});

describe('another language', () => {
  it('says all of it', async () => {
    network.answers['en.json'] = () => json(en);
    const widget = await theAnswerTo('着火', { lang: 'en', township: '370883101' });
    await eventually(() => expect(widget.text).toContain('Call now: 119 fire and rescue'));
    await widget.type('护照');
    expect(widget.text).toContain('This is not done by the townships');
    await widget.type('老伴走了');
    expect(widget.text).toContain('家里老人去世: what there is to do');
    await widget.type('残疾人证换领');
    expect(widget.text).toContain('Or do you mean: ');
  });
});

describe('whatever is typed', () => {
  it.each([
    '',
    ' ',
    '。',
    '😀',
    '\u0000\u200b',
    '\ud800',
    "'; DROP TABLE--",
    '<img src=x onerror=alert(1)>',
    '办'.repeat(10_000),
  ])('has an answer and no fault (%#)', async (words) => {
    const widget = await new WidgetPage({ township: '370883101' }).complete();
    const box = widget.find<HTMLInputElement>('input[type=search]');
    box.value = words;
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
    expect(widget.heading).toBe('您要办什么事？');
    expect(widget.root.querySelector('img')).toBe(null);
  });
});
