import { beforeEach, describe, expect, it } from 'vitest';
import { eventually } from './eventually.ts';
import { json, network, noAnswer, startAfresh, WidgetPage } from './widget-page.ts';

const notice = (change = {}) => ({
  id: 'a',
  level: 'orange',
  levelName: '橙色预警',
  title: '暴雨，河水会涨',
  whatToDo: '不要过河。\n低处的人家搬到高处。',
  endsAt: new Date(Date.now() + 3_600_000).toISOString(),
  ...change,
});
const asked = () => network.asked.filter(({ path }) => path.includes('/api/v1/notices')).map(({ path }) => path);
const regionOf = ({ element }: WidgetPage) => element.shadowRoot?.querySelector('.body > [role=status]') as HTMLElement;

async function open(answer: () => Response, township?: string): Promise<WidgetPage> {
  startAfresh();
  const file = township ? `notices?township=${township}` : 'notices';
  network.answers[file] = answer;
  const page = new WidgetPage(township ? { township } : {});
  await eventually(() => expect(asked()).toHaveLength(1));
  return page;
}

beforeEach(() => startAfresh());

describe('the banner of public notices', () => {
  it('says in a status region what is the matter, what to do and until when', async () => {
    const page = await open(() => json({ items: [notice()] }));
    await eventually(() => expect(regionOf(page).textContent).toContain('橙色预警：暴雨，河水会涨'));
    expect(regionOf(page).querySelectorAll('li')).toHaveLength(2);
    expect(regionOf(page).textContent).toMatch(/到 \d\d-\d\d \d\d:\d\d 为止/);
  });

  it('is asked for once, and stays closed for the session once it has been closed', async () => {
    const page = await open(() => json({ items: [notice(), notice({ id: 'b', title: '大风' })] }));
    await eventually(() => expect(regionOf(page).querySelectorAll('.warning')).toHaveLength(2));
    regionOf(page).querySelector('button')?.click();
    await eventually(() => expect(regionOf(page).querySelectorAll('.warning')).toHaveLength(1));
    expect(asked()).toHaveLength(1);
    const second = new WidgetPage();
    await eventually(() => expect(regionOf(second)?.textContent).toContain('大风'));
    expect(regionOf(second).textContent).not.toContain('暴雨');
  });

  it('goes by itself when its time is over', async () => {
    const page = await open(() => json({ items: [notice({ endsAt: new Date(Date.now() + 1500).toISOString() })] }));
    await eventually(() => expect(regionOf(page).textContent).toContain('暴雨'));
    await eventually(() => expect(regionOf(page).textContent).toBe(''));
  });

  it.each([
    ['nothing answers', noAnswer],
    ['there is no such service', () => new Response('', { status: 404 })],
    ['the answer is a page of somebody else', () => new Response('<html>')],
    ['there is none', () => json({ items: [] })],
  ])('is empty when %s, and the guide works', async (_, answer) => {
    const page = await open(answer);
    await eventually(() => expect(regionOf(page)).not.toBe(null));
    expect(regionOf(page).textContent).toBe('');
    expect(page.element.shadowRoot?.querySelector('input')).not.toBe(null);
  });
});
