/** Whose offices somebody at the desk may write about, and how long what they write may be. */
import type { Context } from 'hono';
import { isTownship } from '../directory/directory.rules.ts';
import { existing } from './catalogue-world.routes.ts';
import type { DeskContent } from './desk.contract.ts';
import type { DeskEnv } from './entrance.routes.ts';

export const UNKEPT = '现行的目录没有留底，暂时改不了。请管理员用 npm run catalogue:import 再导入一次目录。';
export const BUSY = '刚才有好几个人同时在改，没有存上。写好的还在，请再按一次保存。';
export const LIMITS: Record<'name' | 'place' | 'hours' | 'phone' | 'source', number> = {
  name: 30,
  place: 100,
  hours: 100,
  phone: 60,
  source: 200,
};

/** @throws Problem 404 for another township's: it is not said whether it exists */
export function townshipFor(c: Context<DeskEnv>, { directory }: DeskContent, asked: string | undefined) {
  const { staff } = c.var.session;
  const own = directory.divisions.filter(isTownship);
  const reach = c.var.scope === 'all' ? own : own.filter(({ code }) => code === staff.townshipCode);
  return { townships: reach, township: existing(reach.find(({ code }) => code === (asked ?? reach[0]?.code)) ?? null) };
}

export const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();
