/** Stands before every route of departments' programs: which account the token speaks for, and may it. No cookie counts. */
import type { MiddlewareHandler } from 'hono';
import { bearerOf } from '../platform/caller.ts';
import { openDatabase } from '../platform/database.ts';
import type { Env } from '../platform/env.ts';
import { Problem } from '../platform/problem.ts';
import type { PermissionName } from './permissions.data.ts';
import { scopeOf } from './permissions.rules.ts';
import type { Scope, Session } from './staff.contract.ts';
import { STAFF_PROBLEMS } from './staff.errors.ts';
import { findProgram, type KnownProgram } from './tokens.usecases.ts';

export interface ProgramVariables {
  /** As the desk has it; never fresh: what asks for the password again is not open to programs. */
  session: Session;
  /** How far this account may use the permission of the route. */
  scope: Scope;
  program: KnownProgram;
}
export type ProgramEnv = { Bindings: Env; Variables: ProgramVariables };

/**
 * Of several permissions the first one that the role has is enough. Sets `session`, `scope`, `program`.
 * @throws Problem 401 without a token that holds, 403 when the role may not, or the token only reads
 */
export function requiresToken(permissions: readonly PermissionName[]): MiddlewareHandler<ProgramEnv> {
  return async (c, next) => {
    const program = await findProgram(openDatabase(c.env.DB), bearerOf(c), Date.now());
    if (program === null) throw new Problem(STAFF_PROBLEMS.tokenInvalid, {}, { 'www-authenticate': 'Bearer' });
    const [scope] = permissions.flatMap((name) => scopeOf(program.staff.role, name) ?? []);
    if (scope === undefined) throw new Problem(STAFF_PROBLEMS.notAllowed);
    if (c.req.method === 'POST' && !program.mayWrite) throw new Problem(STAFF_PROBLEMS.tokenReadsOnly);
    c.set('program', program);
    c.set('session', { staff: program.staff, isFresh: false, formKey: '' });
    c.set('scope', scope);
    await next();
  };
}
