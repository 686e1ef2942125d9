/** The only way to add a route to the desk: none without a permission, and every one is on record. */
import type { Handler, Hono } from 'hono';
import type { PermissionName } from '../staff/permissions.data.ts';
import { openToStrangers, type Requirement, requires, type StaffEnv } from '../staff/staff.middleware.ts';
import { DESK_ACCESS } from './access.data.ts';

export type DeskEnv = StaffEnv;
export type Desk = Hono<DeskEnv>;

/**
 * `deskRoute(desk, 'post', '/desk/cases/:id/accept', 'cases.accept', async (c) => …)`. The handler finds
 * `c.var.session`, `c.var.scope` (how far the permission reaches) and `c.var.form` (what was posted, key checked).
 * @param permission `stranger` for the few pages that need no sign-in
 * @param need `fresh`: the password within five minutes; `most`: largest form in bytes, 512 KB when nothing is said
 */
export function deskRoute<Path extends `/desk${string}`>(
  desk: Desk,
  method: 'get' | 'post',
  path: Path,
  permission: PermissionName | 'stranger',
  handler: Handler<DeskEnv, Path>,
  need: Requirement = {},
): void {
  const guard = permission === 'stranger' ? openToStrangers(need) : requires(permission, need);
  DESK_ACCESS.set(`${method.toUpperCase()} ${path}`, { permission, fresh: need.fresh === true });
  desk.on(method.toUpperCase(), path, guard, handler as Handler<DeskEnv>);
}

/** @throws Error when a route came in by another way: the service does not start with it */
export function refuseUnguarded(desk: Desk): void {
  for (const { method, path } of desk.routes)
    if (!DESK_ACCESS.has(`${method} ${path}`)) throw new Error(`no permission declared: ${method} ${path}`);
}
