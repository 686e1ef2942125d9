/** What the routes of operations, emergencies, rosters and public notices work with. */
import type { Context } from 'hono';
import { openWorld } from '../cases/world.usecases.ts';
import { bodyName } from '../operations/bodies.rules.ts';
import { type Eyes, eyesOf } from '../operations/eyes.rules.ts';
import type { OperationWorld } from '../operations/operations.usecases.ts';
import type { PermissionName } from '../staff/permissions.data.ts';
import { scopeOf } from '../staff/permissions.rules.ts';
import type { DeskContent } from './desk.contract.ts';
import type { DeskEnv } from './entrance.routes.ts';
import { type DeskPublished, notThere } from './viewing.routes.ts';

export interface Operating {
  world: OperationWorld;
  content: DeskContent;
  /** As far as the permission of this route reaches. */
  eyes: Eyes;
  /** Name of an organ as people read it. */
  nameOf(organ: string): string;
  /** Codes of the townships that this person may write for by a permission; null: all of them. */
  reachOf(permission: PermissionName): readonly string[] | null;
}

export async function operating(c: Context<DeskEnv>, published: DeskPublished): Promise<Operating> {
  const { db, objects, keys, sender, now } = await openWorld(c.env, published);
  const content = await published.current(db, now);
  const { session, scope } = c.var;
  return {
    world: { db, objects, keys, sender, now, content },
    content,
    eyes: eyesOf(session, scope),
    nameOf: (organ) => bodyName(organ, content.directory) ?? organ,
    reachOf: (permission) => eyesOf(session, scopeOf(session.staff.role, permission)).townships,
  };
}

/** @throws Problem 404, alike for what is no id and for what is not there */
export function recordIdIn(c: Context): number {
  const text = c.req.param('id') ?? '';
  if (!/^[0-9a-f]{13}$/.test(text)) throw notThere();
  return Number.parseInt(text, 16);
}

/** The form's own key; a form without one is a form of nobody, and gets one of its own that matches nothing. */
export const onceIn = (c: Context<DeskEnv>): string => {
  const once = c.var.form.text('once');
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(once) ? once : crypto.randomUUID();
};
export const versionIn = (c: Context<DeskEnv>): number => {
  const text = c.var.form.text('version');
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
};
