/** Accounts are made, changed and closed by administrators; the very first one by whoever holds the setup code. */
import { Buffer } from 'node:buffer';
import { timingSafeEqual } from 'node:crypto';
import type { Database } from '../platform/database.ts';
import { type Account, isSameAccount } from './accounts.rules.ts';
import { TRIES } from './attempts.data.ts';
import { readEvents, readEventsBefore } from './events.store.ts';
import { hashPassword } from './passwords.usecases.ts';
import {
  type AccountRow,
  changeAccount,
  hasOtherAdministrator,
  insertAccount,
  isEmpty,
  listAccounts,
  placeOf,
  readAccount,
  readAccountByExternalId,
  readAccountByNumber,
} from './staff.store.ts';

export type { AccountRow, StaffEventRow } from './staff.store.ts';

const EVENTS_SHOWN = 30;
/** A second press of the same button comes within this time. */
const DOUBLE_MS = 10 * 60_000;

export const readAccounts = (db: Database): Promise<AccountRow[]> => listAccounts(db);

export async function openAccount(db: Database, id: number) {
  const account = await readAccount(db, id);
  return account && { account, events: await readEvents(db, id, EVENTS_SHOWN) };
}

export const eventsOf = (db: Database, id: number) => readEvents(db, id, EVENTS_SHOWN);
/** What happened at the door, the newest first. @param before id of an event, null for the newest page */
export const allEvents = (db: Database, before: number | null, most: number) => readEventsBefore(db, before, most);

/** @returns `taken` when the staff number belongs to somebody else */
export async function createAccount(
  db: Database,
  account: Account,
  password: string,
  actorId: number,
  now: number,
): Promise<'created' | 'taken'> {
  const made = {
    ...account,
    passwordHash: await hashPassword(password),
    mustChange: true,
    active: true,
    createdAt: now,
  };
  if (await insertAccount(db, made, actorId, { burst: TRIES.burst, onlyFirst: false })) return 'created';
  const known = await readAccountByNumber(db, account.staffNumber);
  const isDouble = known !== null && now - known.createdAt < DOUBLE_MS && isSameAccount(known, account);
  return isDouble ? 'created' : 'taken';
}

export type AccountChange = Pick<
  AccountRow,
  'name' | 'role' | 'townshipCode' | 'officeId' | 'departmentCode' | 'externalId' | 'active'
>;

/**
 * Name, role, place, open or closed. Its sessions end when role, place or access changed.
 * @param version the one that the administrator saw
 */
export async function editAccount(
  db: Database,
  id: number,
  version: number,
  change: AccountChange,
  actorId: number,
  now: number,
): Promise<'changed' | 'same' | 'lost' | 'taken' | 'last-administrator'> {
  const present = await readAccount(db, id);
  if (present === null || present.version !== version) return 'lost';
  const fields = Object.keys(change) as (keyof AccountChange)[];
  if (fields.every((field) => present[field] === change[field])) return 'same';
  const elsewhere = change.externalId === null ? null : await readAccountByExternalId(db, change.externalId);
  if (elsewhere !== null && elsewhere.id !== id) return 'taken';
  const leaves =
    present.role === 'administrator' && present.active && !(change.role === 'administrator' && change.active);
  if (leaves && !(await hasOtherAdministrator(db, id))) return 'last-administrator';
  const detail = Object.fromEntries(
    Object.entries(placeOf({ ...present, ...change })).flatMap(([name, value]) => {
      const before = placeOf(present)[name as keyof ReturnType<typeof placeOf>];
      return before === value
        ? []
        : [
            [`${name}-before`, before],
            [name, value],
          ];
    }),
  );
  const what = present.active && !change.active ? 'closed' : 'changed';
  const event = { at: now, what, staffId: id, actorId, detail };
  return (await changeAccount(db, present, change, event, { leavesAdministration: leaves })) ? 'changed' : 'lost';
}

/** A password from somebody else: the owner must change it before anything, and is signed out everywhere. */
export async function resetPassword(
  db: Database,
  id: number,
  version: number,
  password: string,
  actorId: number,
  now: number,
): Promise<'changed' | 'lost'> {
  const present = await readAccount(db, id);
  if (present === null || present.version !== version) return 'lost';
  const set = { passwordHash: await hashPassword(password), mustChange: true, tries: TRIES.burst };
  const event = { at: now, what: 'password-reset', staffId: id, actorId, detail: {} };
  return (await changeAccount(db, present, set, event)) ? 'changed' : 'lost';
}

/** Whether the very first account is still to be made. */
export const awaitsSetup = (db: Database): Promise<boolean> => isEmpty(db);

/** @param codeHash SHA-256 in hex, from the environment; empty: nobody can set up */
export async function isSetupCode(code: string, codeHash: string): Promise<boolean> {
  const plain = code.toUpperCase().replace(/[^A-Z0-9]/g, '');
  const given = Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(plain)));
  const wanted = Buffer.from(codeHash, 'hex');
  return wanted.length === given.length && timingSafeEqual(given, wanted);
}

/** The first administrator. Of two at the same moment one is made. */
export async function setUp(
  db: Database,
  { staffNumber, name }: Pick<Account, 'staffNumber' | 'name'>,
  password: string,
  now: number,
): Promise<AccountRow | null> {
  const place = { role: 'administrator', townshipCode: null, officeId: null, departmentCode: null } as const;
  const made = { passwordHash: await hashPassword(password), mustChange: false, active: true, createdAt: now };
  const account = { staffNumber, name, ...place, ...made, externalId: null };
  const isMade = await insertAccount(db, account, null, { burst: TRIES.burst, onlyFirst: true });
  return isMade ? readAccountByNumber(db, staffNumber) : null;
}
