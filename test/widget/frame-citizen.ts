import type { Page } from 'playwright';

/** Who says something in a test, step by step; each step ends where the next one begins. */
export class Citizen {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  heading = (): Promise<string | null> => this.page.locator('h1').textContent();
  arriveAt = (heading: string | RegExp): Promise<void> =>
    this.page.getByRole('heading', { level: 1, name: heading }).waitFor();
  press = (name: string | RegExp): Promise<void> => this.page.getByRole('button', { name }).first().click();
  choose = (name: string | RegExp): Promise<void> => this.page.getByLabel(name).first().check();
  next = (): Promise<void> => this.press(/^(继续|没有照片，继续)$/);

  async begin(): Promise<void> {
    await this.press('没有危险，我要说事');
    await this.arriveAt('先说清楚');
  }

  async tellKind(
    cause: RegExp | string = /^有人做了不该做的事/,
    detail: RegExp | string = /我是看见了/,
  ): Promise<void> {
    await this.press('我知道了，开始写');
    await this.arriveAt('这件事是哪一种');
    await this.choose(cause);
    await this.next();
    await this.page.getByLabel(detail).waitFor();
    await this.choose(detail);
    await this.next();
    await this.arriveAt('说说是什么事');
  }

  async tellWhat(text = '村东头的化工厂半夜往河里排黑水，臭得睡不着'): Promise<void> {
    await this.page.getByLabel('事情经过').fill(text);
    await this.page.getByText('看起来像').waitFor();
    await this.next();
    await this.arriveAt('事情在哪里');
  }

  async tellWhere(township = '太平镇'): Promise<void> {
    await this.page.getByLabel('镇街').selectOption({ label: township });
    await this.next();
    await this.arriveAt('跟谁有关');
  }

  async skipToWho(): Promise<void> {
    await this.next();
    await this.arriveAt(/有照片吗/);
    await this.next();
    await this.arriveAt('您要留名字吗');
  }

  async stayAnonymous(): Promise<void> {
    await this.choose(/^不留名字/);
    await this.next();
    await this.arriveAt(/是您一个人的事/);
    await this.choose(/^我一个人/);
    await this.next();
    await this.arriveAt('看一遍，对了就交');
  }

  /** All the way to the page before sending. */
  async fillIn(): Promise<void> {
    await this.begin();
    await this.tellKind();
    await this.tellWhat();
    await this.tellWhere();
    await this.skipToWho();
    await this.stayAnonymous();
  }

  async handIn(): Promise<void> {
    await this.press('交上去');
    await this.arriveAt(/已收到/);
  }
}
