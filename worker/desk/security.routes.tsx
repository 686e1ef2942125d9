/** @jsxImportSource hono/jsx */
/** One's own account: password, passkeys, what happened to it; and the second step at the door. */
import type { Context } from 'hono';
import { openDatabase } from '../platform/database.ts';
import type { PublicContent } from '../platform/http.ts';
import { Problem } from '../platform/problem.ts';
import { eventsOf } from '../staff/accounts.usecases.ts';
import {
  addPasskey,
  finishWithPasskey,
  MOST_PASSKEYS,
  newChallenge,
  passkeysOf,
  removePasskeys,
} from '../staff/passkeys.usecases.ts';
import type { KnownSession } from '../staff/sessions.usecases.ts';
import { changePassword } from '../staff/sign-in.usecases.ts';
import { STAFF_PROBLEMS } from '../staff/staff.errors.ts';
import { tokensOf } from '../staff/tokens.usecases.ts';
import { onwardOf } from './carried.rules.ts';
import type { DeskContent } from './desk.contract.ts';
import { enter, showSecondStep } from './entering.routes.tsx';
import { type Desk, type DeskEnv, deskRoute } from './entrance.routes.ts';
import type { Faults } from './form.pages.tsx';
import { MePage } from './me.pages.tsx';
import { PASSKEY_SCRIPT } from './passkey.data.ts';
import { AddPasskeyPage } from './passkey.pages.tsx';
import { placeNames, placeText } from './places.rules.ts';
import { goTo, showDesk } from './shell.pages.tsx';
import { typesPasswords } from './sign-in-ways.pages.tsx';

const siteOf = (c: Context<DeskEnv>) => {
  const { origin, hostname } = new URL(c.req.url);
  return { origin, host: hostname };
};

function knownOf(c: Context<DeskEnv>): KnownSession {
  const { known } = c.var;
  if (known === null) throw new Problem(STAFF_PROBLEMS.signInNeeded);
  return known;
}

export function securityRoutes(desk: Desk, published: PublicContent<DeskContent>): void {
  async function showMe(c: Context<DeskEnv>, faults: Faults) {
    const known = knownOf(c);
    const db = openDatabase(c.env.DB);
    const { directory } = await published.current(db, Date.now());
    const { id } = known.staff;
    const [passkeys, tokens, events] = await Promise.all([
      passkeysOf(db, id),
      tokensOf(db, id, Date.now()),
      eventsOf(db, id),
    ]);
    const children = (
      <MePage
        session={known}
        place={placeText(known.staff, directory)}
        mustChange={known.mustChange}
        hasPassword={typesPasswords(c.env)}
        passkeys={passkeys}
        tokens={tokens}
        events={events}
        nameOfPlace={placeNames(directory)}
        faults={faults}
        once={crypto.randomUUID()}
      />
    );
    const page = { title: '我的账号', session: known, here: '/desk/me', said: c.req.query('said'), children };
    return showDesk(c, page, faults.length === 0 ? 200 : 422);
  }

  async function showAdding(c: Context<DeskEnv>, faults: Faults) {
    const known = knownOf(c);
    const db = openDatabase(c.env.DB);
    const challenge = await newChallenge(db, known);
    const ids = (await passkeysOf(db, known.staff.id)).map(({ id }) => id);
    const children = <AddPasskeyPage session={known} challenge={challenge} known={ids} faults={faults} />;
    const page = { title: '加通行密钥', session: known, here: '/desk/me', script: 'passkey' as const, children };
    return showDesk(c, page, faults.length === 0 ? 200 : 422);
  }

  deskRoute(desk, 'get', '/desk/passkey.js', 'stranger', (c) =>
    c.body(PASSKEY_SCRIPT, 200, {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=300',
      'x-content-type-options': 'nosniff',
    }),
  );

  deskRoute(desk, 'post', '/desk/sign-in/passkey', 'stranger', async (c) => {
    const { form, known } = c.var;
    const onward = onwardOf(form.texts);
    if (known === null || known.stage !== 'half' || form.text('key') !== known.formKey)
      throw new Problem(STAFF_PROBLEMS.signInNeeded);
    const given = {
      id: form.text('id'),
      clientData: form.text('clientData'),
      authenticatorData: form.text('authenticatorData'),
      signature: form.text('signature'),
    };
    const token = await finishWithPasskey(openDatabase(c.env.DB), known, given, siteOf(c), Date.now());
    if (token !== null) return enter(c, token, onward);
    const faults = [{ field: 'passkey', text: '这把密钥对不上，请再试一次。' }];
    return showSecondStep(c, known, onward, faults);
  });

  deskRoute(desk, 'get', '/desk/me', 'desk.own', (c) => showMe(c, []), { beforeChange: true });

  deskRoute(
    desk,
    'post',
    '/desk/me/password',
    'desk.own',
    async (c) => {
      const { form } = c.var;
      const typed = { present: form.text('present'), wanted: form.text('wanted'), again: form.text('again') };
      const fault = await changePassword(openDatabase(c.env.DB), knownOf(c), typed, Date.now());
      return fault === null ? goTo(c, '/desk/me', 'password-changed') : showMe(c, [fault]);
    },
    { beforeChange: true },
  );

  deskRoute(desk, 'get', '/desk/me/passkey', 'desk.own', (c) => showAdding(c, []), { fresh: true });

  deskRoute(
    desk,
    'post',
    '/desk/me/passkeys',
    'desk.own',
    async (c) => {
      const { form } = c.var;
      const made = {
        name: form.text('name'),
        clientData: form.text('clientData'),
        attestation: form.text('attestation'),
      };
      if (await addPasskey(openDatabase(c.env.DB), knownOf(c), made, siteOf(c), Date.now()))
        return goTo(c, '/desk/me', 'passkey-added');
      const text = `没有加上。请再试一次；已经加过的不能再加，最多 ${MOST_PASSKEYS} 把。`;
      return showAdding(c, [{ field: 'name', text }]);
    },
    { fresh: true },
  );

  deskRoute(
    desk,
    'post',
    '/desk/me/passkeys/remove',
    'desk.own',
    async (c) => {
      const { staff } = knownOf(c);
      await removePasskeys(openDatabase(c.env.DB), staff.id, c.var.form.text('id'), staff.id, Date.now());
      return goTo(c, '/desk/me', 'passkey-removed');
    },
    { fresh: true },
  );
}
