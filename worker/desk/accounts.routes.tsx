/** @jsxImportSource hono/jsx */
/** Accounts: made, changed, closed, never deleted. */
import type { Context } from 'hono';
import { openDatabase } from '../platform/database.ts';
import type { Form } from '../platform/form.ts';
import type { PublicContent } from '../platform/http.ts';
import { PLATFORM_PROBLEMS, Problem } from '../platform/problem.ts';
import { accountOf, type TypedAccount } from '../staff/accounts.rules.ts';
import {
  type AccountRow,
  createAccount,
  editAccount,
  openAccount,
  readAccounts,
  resetPassword,
} from '../staff/accounts.usecases.ts';
import { passkeysOf, removePasskeys } from '../staff/passkeys.usecases.ts';
import { passwordFault } from '../staff/passwords.rules.ts';
import { randomPassword } from '../staff/passwords.usecases.ts';
import { AccountPage, NewAccountPage } from './accounts.pages.tsx';
import { AccountsPage } from './accounts-list.pages.tsx';
import type { DeskContent } from './desk.contract.ts';
import { type Desk, type DeskEnv, deskRoute } from './entrance.routes.ts';
import type { Fault, Faults } from './form.pages.tsx';
import { placesOf } from './places.rules.ts';
import { goTo, page } from './shell.pages.tsx';
import { typesPasswords } from './sign-in-ways.pages.tsx';

const HERE = '/desk/accounts';
const LOST = '别人刚刚改过这个账号。下面是您填的，请对照最近的改动看一眼，再保存。';
const LAST = '这是最后一个管理员，不能停用，也不能换岗位。请先建另一个管理员。';

const typedOf = (form: Form): TypedAccount => ({
  staffNumber: form.text('staffNumber'),
  name: form.text('name'),
  role: form.text('role'),
  townshipCode: form.text('townshipCode'),
  officeId: form.text('officeId'),
  departmentCode: form.text('departmentCode'),
  externalId: form.text('externalId'),
});
const typedFrom = (account: AccountRow): TypedAccount => ({
  staffNumber: account.staffNumber,
  name: account.name,
  role: account.role,
  townshipCode: account.townshipCode ?? '',
  officeId: account.officeId ?? '',
  departmentCode: account.departmentCode ?? '',
  externalId: account.externalId ?? '',
});
const NOTHING: TypedAccount = {
  staffNumber: '',
  name: '',
  role: '',
  townshipCode: '',
  officeId: '',
  departmentCode: '',
  externalId: '',
};

const dbOf = (c: Context<DeskEnv>) => openDatabase(c.env.DB);
const onceOf = (form: Form) => form.text('once') || crypto.randomUUID();

const firstFault = (password: string, about: { staffNumber: string; name: string }): Fault[] => {
  const text = passwordFault(password, about);
  return text === null ? [] : [{ field: 'first', text }];
};

export function accountsRoutes(desk: Desk, published: PublicContent<DeskContent>): void {
  const directoryOf = async (c: Context<DeskEnv>) => (await published.current(dbOf(c), Date.now())).directory;

  async function findAccount(c: Context<DeskEnv>) {
    const id = c.req.param('id') ?? '';
    const found = /^\d{1,9}$/.test(id) ? await openAccount(dbOf(c), Number(id)) : null;
    if (found === null) throw new Problem(PLATFORM_PROBLEMS.noSuchPath);
    return found;
  }

  async function showNew(c: Context<DeskEnv>, typed: TypedAccount, password: string, faults: Faults) {
    const directory = await directoryOf(c);
    const once = onceOf(c.var.form);
    const { session } = c.var;
    const children = <NewAccountPage {...{ session, once, typed, directory, faults, password }} />;
    return page(c, { title: '建一个账号', here: HERE, children }, faults.length === 0 ? 200 : 422);
  }

  async function showAccount(c: Context<DeskEnv>, faults: Faults, typed?: TypedAccount, active?: boolean) {
    const { account, events } = await findAccount(c);
    const [directory, accounts, passkeys] = await Promise.all([
      directoryOf(c),
      readAccounts(dbOf(c)),
      passkeysOf(dbOf(c), account.id),
    ]);
    const names = new Map(accounts.map(({ id, name, staffNumber }) => [id, `${name}（${staffNumber}）`]));
    const password = c.var.form.text('first') || randomPassword();
    const children = (
      <AccountPage
        {...{ session: c.var.session, account, events, names, directory, faults, passkeys, password }}
        once={onceOf(c.var.form)}
        typed={typed ?? typedFrom(account)}
        active={active ?? account.active}
        hasPassword={typesPasswords(c.env)}
      />
    );
    return page(c, { title: account.name, here: HERE, children }, faults.length === 0 ? 200 : 422);
  }

  deskRoute(desk, 'get', '/desk/accounts', 'accounts.manage', async (c) => {
    const [directory, accounts] = await Promise.all([directoryOf(c), readAccounts(dbOf(c))]);
    const children = <AccountsPage accounts={accounts} directory={directory} />;
    return page(c, { title: '账号', here: HERE, width: 'wide', children });
  });

  deskRoute(desk, 'get', '/desk/accounts/new', 'accounts.manage', (c) => showNew(c, NOTHING, randomPassword(), []));

  deskRoute(
    desk,
    'post',
    '/desk/accounts/new',
    'accounts.manage',
    async (c) => {
      const { form, session } = c.var;
      const typed = typedOf(form);
      // Its name is not one of a password's, so that it outlives a session that has run out.
      const password = form.text('first');
      const read = accountOf(typed, placesOf(await directoryOf(c)));
      const faults: Fault[] = 'faults' in read ? read.faults : firstFault(password, read.account);
      if ('faults' in read || faults.length > 0) return showNew(c, typed, password, faults);
      const answer = await createAccount(dbOf(c), read.account, password, session.staff.id, Date.now());
      if (answer === 'created') return goTo(c, HERE, 'account-created');
      const text = '这个工号，或者统一身份里的名字，已经有人用了。请换一个。';
      return showNew(c, typed, password, [{ field: 'staffNumber', text }]);
    },
    { fresh: true },
  );

  deskRoute(desk, 'get', '/desk/accounts/:id', 'accounts.manage', (c) => showAccount(c, []));

  deskRoute(
    desk,
    'post',
    '/desk/accounts/:id',
    'accounts.manage',
    async (c) => {
      const { form, session } = c.var;
      const { account } = await findAccount(c);
      const typed = { ...typedOf(form), staffNumber: account.staffNumber };
      const active = form.text('active') === 'yes';
      const read = accountOf(typed, placesOf(await directoryOf(c)));
      if ('faults' in read) return showAccount(c, read.faults, typed, active);
      const { staffNumber: _same, ...change } = { ...read.account, active };
      const version = Number(form.text('version'));
      const answer = await editAccount(dbOf(c), account.id, version, change, session.staff.id, Date.now());
      if (answer === 'lost') return showAccount(c, [{ field: 'name', text: LOST }], typed, active);
      if (answer === 'taken')
        return showAccount(c, [{ field: 'externalId', text: '统一身份里的这个名字已经有人用了。' }], typed, active);
      if (answer === 'last-administrator') return showAccount(c, [{ field: 'role', text: LAST }], typed, active);
      return goTo(c, `/desk/accounts/${account.id}`, answer === 'same' ? 'account-same' : 'account-changed');
    },
    { fresh: true },
  );

  deskRoute(
    desk,
    'post',
    '/desk/accounts/:id/password',
    'accounts.manage',
    async (c) => {
      const { form, session } = c.var;
      const { account } = await findAccount(c);
      const password = form.text('first');
      const faults = firstFault(password, account);
      if (faults.length > 0) return showAccount(c, faults);
      const version = Number(form.text('version'));
      const answer = await resetPassword(dbOf(c), account.id, version, password, session.staff.id, Date.now());
      if (answer === 'lost') return showAccount(c, [{ field: 'first', text: LOST }]);
      return goTo(c, `/desk/accounts/${account.id}`, 'password-reset');
    },
    { fresh: true },
  );

  deskRoute(
    desk,
    'post',
    '/desk/accounts/:id/passkeys',
    'accounts.manage',
    async (c) => {
      const { account } = await findAccount(c);
      await removePasskeys(dbOf(c), account.id, null, c.var.session.staff.id, Date.now());
      return goTo(c, `/desk/accounts/${account.id}`, 'passkey-removed');
    },
    { fresh: true },
  );
}
