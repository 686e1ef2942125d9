/** @jsxImportSource hono/jsx */
/** Somebody has shown who they are: the cookie, the second step where there is one, and on to where they were going. */
import type { Context } from 'hono';
import { openDatabase } from '../platform/database.ts';
import { Problem } from '../platform/problem.ts';
import { newChallenge, passkeysOf } from '../staff/passkeys.usecases.ts';
import { cookieFor } from '../staff/sessions.rules.ts';
import { findSession, type KnownSession } from '../staff/sessions.usecases.ts';
import { STAFF_PROBLEMS } from '../staff/staff.errors.ts';
import { isSecure } from '../staff/staff.middleware.ts';
import type { Onward } from './carried.rules.ts';
import type { DeskEnv } from './entrance.routes.ts';
import type { Faults } from './form.pages.tsx';
import { SecondStepPage } from './passkey.pages.tsx';
import { goTo, showDesk } from './shell.pages.tsx';
import { GoOnPage } from './sign-in.pages.tsx';

/** What had been posted before is shown to be posted again, under the key of the new session. */
export async function enter(c: Context<DeskEnv>, token: string, onward: Onward): Promise<Response> {
  c.header('set-cookie', cookieFor(token, isSecure(c)));
  const known = await findSession(openDatabase(c.env.DB), token, Date.now());
  if (known === null) throw new Problem(STAFF_PROBLEMS.signInNeeded);
  if (known.stage === 'half') return showSecondStep(c, known, onward, []);
  if (known.mustChange) return goTo(c, '/desk/me');
  if (onward.posted === null) return goTo(c, onward.path);
  const children = <GoOnPage onward={onward} session={known} reason="您已登录。" />;
  return showDesk(c, { title: '接着交', session: known, children });
}

/** The page that asks for the passkey after the password, with a challenge of its own. */
export async function showSecondStep(c: Context<DeskEnv>, half: KnownSession, onward: Onward, faults: Faults) {
  const db = openDatabase(c.env.DB);
  const challenge = await newChallenge(db, half);
  const known = (await passkeysOf(db, half.staff.id)).map(({ id }) => id);
  const children = (
    <SecondStepPage session={half} challenge={challenge} known={known} faults={faults} onward={onward} />
  );
  const status = faults.length === 0 ? 200 : 401;
  return showDesk(c, { title: '还差一步', session: null, script: 'passkey', children }, status);
}
