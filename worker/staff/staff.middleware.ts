/** Stands before every route of the desk: who asks, may they, and did the form come from one of our own pages. */
import type { Context, MiddlewareHandler } from 'hono';
import { openDatabase } from '../platform/database.ts';
import type { Env } from '../platform/env.ts';
import { EMPTY_FORM, type Form, readForm } from '../platform/form.ts';
import { Problem } from '../platform/problem.ts';
import type { PermissionName } from './permissions.data.ts';
import { scopeOf } from './permissions.rules.ts';
import { tokenOf } from './sessions.rules.ts';
import { findSession, type KnownSession } from './sessions.usecases.ts';
import type { Scope, Session } from './staff.contract.ts';
import { STAFF_PROBLEMS } from './staff.errors.ts';

export interface StaffVariables {
  session: Session;
  /** How far this session may use the permission of the route. */
  scope: Scope;
  /** What was posted; empty for a GET. Files too. */
  form: Form;
  /** The session as this slice knows it; null for a stranger. */
  known: KnownSession | null;
}
export type StaffEnv = { Bindings: Env; Variables: StaffVariables };

export interface Requirement {
  /** The password must have been given within five minutes: export, reissue, roles. */
  fresh?: true;
  /** Largest form, in bytes. */
  most?: number;
  /** Also for whoever must still change a password that somebody else gave. */
  beforeChange?: true;
}

/** A Chinese character takes nine bytes in a form. */
const FORM_BYTES = 512 * 1024;

export const isSecure = (c: Context<StaffEnv>): boolean =>
  new URL(c.req.url).protocol === 'https:' || c.env.ENVIRONMENT === 'production';

/** Whether a form was sent from one of our own pages, by whatever the browser tells of that. */
function isOwn(c: Context): boolean {
  const own = new URL(c.req.url).origin;
  const [origin, site] = [c.req.header('origin'), c.req.header('sec-fetch-site')];
  if (site !== undefined && site !== 'same-origin') return false;
  if (origin !== undefined) return origin === own;
  // Old browsers say neither: their referrer must be ours.
  return site !== undefined || (c.req.header('referer') ?? '').startsWith(`${own}/`);
}

/**
 * Reads the form of a POST, after looking where it comes from.
 * @throws Problem 403, 413, 400
 */
export async function takeForm(c: Context<StaffEnv>, most = FORM_BYTES): Promise<Form> {
  if (c.req.method !== 'POST') return EMPTY_FORM;
  if (!isOwn(c)) throw new Problem(STAFF_PROBLEMS.foreignForm);
  const form = await readForm(c, most).catch(() => {
    throw new Problem(STAFF_PROBLEMS.tooLong);
  });
  if (form === null) throw new Problem(STAFF_PROBLEMS.brokenForm);
  return form;
}

/** The session that the cookie names, at whatever stage. */
export async function recognise(c: Context<StaffEnv>): Promise<KnownSession | null> {
  const token = tokenOf(c.req.header('cookie'), isSecure(c));
  return findSession(openDatabase(c.env.DB), token, Date.now());
}

/** For pages that strangers may see, such as signing in: the form is read all the same. */
export const openToStrangers =
  ({ most }: Pick<Requirement, 'most'> = {}): MiddlewareHandler<StaffEnv> =>
  async (c, next) => {
    c.set('form', EMPTY_FORM);
    c.set('form', await takeForm(c, most));
    c.set('known', await recognise(c));
    await next();
  };

/**
 * Lets through who may. Sets `session`, `scope`, `form`.
 * @throws Problem 401 without a session or, where it is asked for, a fresh password; 403 when the role may not; 409
 *   for a form of an earlier session. The form is read before that: the page that answers carries it on.
 */
export function requires(permission: PermissionName, need: Requirement = {}): MiddlewareHandler<StaffEnv> {
  return async (c, next) => {
    c.set('form', EMPTY_FORM);
    c.set('known', null);
    const form = await takeForm(c, need.most);
    c.set('form', form);
    const known = await recognise(c);
    if (known === null || known.stage !== 'open') throw new Problem(STAFF_PROBLEMS.signInNeeded);
    c.set('known', known);
    c.set('session', known);
    if (known.mustChange && need.beforeChange !== true) throw new Problem(STAFF_PROBLEMS.changePassword);
    const scope = scopeOf(known.staff.role, permission);
    if (scope === null) throw new Problem(STAFF_PROBLEMS.notAllowed);
    c.set('scope', scope);
    if (c.req.method === 'POST' && form.text('key') !== known.formKey) throw new Problem(STAFF_PROBLEMS.staleForm);
    if (need.fresh === true && !known.isFresh) throw new Problem(STAFF_PROBLEMS.passwordNeeded);
    await next();
  };
}
