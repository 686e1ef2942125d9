/** @jsxImportSource hono/jsx */
/** `/desk/me/token`: one's own tokens for programs. The password again before one is made. */
import type { Context } from 'hono';
import { openDatabase } from '../platform/database.ts';
import { Problem } from '../platform/problem.ts';
import { STAFF_PROBLEMS } from '../staff/staff.errors.ts';
import { makeToken, revokeToken } from '../staff/tokens.usecases.ts';
import { onceOf } from './catalogue-world.routes.ts';
import { type Desk, type DeskEnv, deskRoute } from './entrance.routes.ts';
import type { Faults } from './form.pages.tsx';
import { goTo, page } from './shell.pages.tsx';
import { MadeTokenPage, NewTokenPage, type TokenForm } from './tokens.pages.tsx';

const here = '/desk/me';
const NEW: TokenForm = { name: '', ability: 'read', days: '30' };

export function tokensRoutes(desk: Desk): void {
  const showForm = (c: Context<DeskEnv>, typed: TokenForm, faults: Faults, once: string) => {
    const children = <NewTokenPage {...{ typed, faults, once }} session={c.var.session} />;
    return page(c, { title: '建一个程序口令', here, children }, faults.length === 0 ? 200 : 422);
  };

  deskRoute(desk, 'get', '/desk/me/token', 'desk.own', (c) => showForm(c, NEW, [], crypto.randomUUID()), {
    fresh: true,
  });

  deskRoute(
    desk,
    'post',
    '/desk/me/tokens',
    'desk.own',
    async (c) => {
      const { form, known } = c.var;
      if (known === null) throw new Problem(STAFF_PROBLEMS.signInNeeded);
      const typed = { name: form.text('name'), ability: form.text('ability'), days: form.text('days') };
      const wish = { name: typed.name, mayWrite: typed.ability === 'write', days: Number(typed.days) };
      const once = onceOf(c);
      const made = await makeToken(openDatabase(c.env.DB), known, once, wish, Date.now());
      if (made.kind === 'invalid') return showForm(c, typed, made.faults, crypto.randomUUID());
      const children = <MadeTokenPage name={typed.name} token={made.token} />;
      // Answered at once and not by a redirect: what is shown here is kept nowhere.
      return page(c, { title: '口令建好了', here, children });
    },
    { fresh: true },
  );

  // Without the password again: it takes power away, and whoever has lost a token is in a hurry.
  deskRoute(desk, 'post', '/desk/me/tokens/revoke', 'desk.own', async (c) => {
    await revokeToken(openDatabase(c.env.DB), c.var.session.staff.id, c.var.form.text('id'), Date.now());
    return goTo(c, '/desk/me', 'token-revoked');
  });
}
