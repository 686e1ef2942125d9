/** Reading notices, the register of an organ, and making one void. */
import { openText, sealText, unwrapKey } from '../platform/sealing.ts';
import type { Staff } from '../staff/staff.contract.ts';
import type { NoticeDocument, NoticeKind } from './notices.contract.ts';
import { namelessAddressee, numberText, outstandingNotices, possibleNotices, seriesOf } from './notices.rules.ts';
import {
  type NoticeRow,
  type RegisterLine,
  readNotice,
  readNotices,
  readRegister,
  voidNotice,
} from './notices.store.ts';
import { numberOf, place, reasonPlace } from './notices.usecases.ts';
import { findCase, openCase, type SeenCase } from './reading.usecases.ts';
import type { Viewer } from './viewer.rules.ts';
import type { CaseWorld } from './world.usecases.ts';

/** A notice as it is shown: its words, and what became of it. */
export interface OpenedNotice {
  row: NoticeRow;
  number: string;
  document: NoticeDocument;
  voidReason: string | null;
}

/**
 * @returns null alike for a notice that is not there, for one of a case that the viewer may not see, and for one whose
 *   case has been erased
 */
export async function openNotice(world: CaseWorld, viewer: Viewer, id: number): Promise<OpenedNotice | null> {
  const row = await readNotice(world.db, id);
  if (row === null) return null;
  const opened = await openCase(world, viewer, row.caseId, ['text', 'identity']);
  if (opened === null || opened.row.wrappedKey === null) return null;
  const dataKey = await unwrapKey(world.keys, opened.row.wrappedKey, row.caseId);
  const document = JSON.parse(await openText(dataKey, row.sealed, place(id, row.caseId))) as NoticeDocument;
  // Somebody who may not (or may no longer) know who it was reads the number in place of the name.
  const addressee = opened.row.seesPerson ? document.addressee : namelessAddressee(document.receiptNumber);
  return {
    row,
    number: numberText(document.mark, row.year, row.number),
    document: { ...document, addressee },
    voidReason: row.voidReason === null ? null : await openText(dataKey, row.voidReason, reasonPlace(id, row.caseId)),
  };
}

export interface CaseNotices {
  row: SeenCase;
  notices: { row: NoticeRow; number: string }[];
  /** Kinds that can be made out now. */
  possible: NoticeKind[];
  /** Of these, what has not been made out yet; without the slips for handing over. */
  outstanding: NoticeKind[];
}

/** What has been made out for a case, and what can be. Nothing of what a citizen wrote. */
export async function listNotices(world: CaseWorld, viewer: Viewer, caseId: number): Promise<CaseNotices | null> {
  const row = await findCase(world, viewer, caseId);
  if (row === null) return null;
  const rows = await readNotices(world.db, caseId);
  const hasOne = rows.some(({ kind, voidedAt }) => kind !== 'delivery' && voidedAt === null);
  const notices = rows.map((notice) => ({ row: notice, number: numberOf(world, notice) }));
  const [possible, outstanding] = row.isErased
    ? [[], []]
    : [possibleNotices(row, hasOne), outstandingNotices(row, rows)];
  return { row, notices, possible, outstanding };
}

/**
 * Pressing twice makes it void once.
 * @returns `unseen`: no such notice for this viewer; `foreign`: another organ's, who alone can take it back
 */
export async function makeVoid(
  world: CaseWorld,
  viewer: Viewer,
  staff: Staff,
  id: number,
  reason: string,
): Promise<'void' | 'unseen' | 'foreign'> {
  const row = await readNotice(world.db, id);
  const seen = row && (await findCase(world, viewer, row.caseId));
  if (!row || !seen || seen.wrappedKey === null) return 'unseen';
  if (row.series !== seriesOf(staff)) return 'foreign';
  const dataKey = await unwrapKey(world.keys, seen.wrappedKey, row.caseId);
  const sealed = await sealText(dataKey, reason, reasonPlace(id, row.caseId));
  await voidNotice(world.db, id, { at: world.now, staffId: staff.id, reason: sealed });
  return 'void';
}

export interface RegisterPage {
  lines: (RegisterLine & { text: string })[];
  /** Number of the last line, when there are more. */
  next: number | null;
}

/** The register of one's organ for a year, newest first; of cases that one may see. */
export async function listRegister(
  world: CaseWorld,
  viewer: Viewer,
  staff: Staff,
  { year, before }: { year: number; before: number | null },
  most: number,
): Promise<RegisterPage> {
  const rows = await readRegister(world.db, viewer, { series: seriesOf(staff), year, before }, most + 1);
  const lines = rows.slice(0, most).map((row) => ({ ...row, text: numberOf(world, row) }));
  return { lines, next: rows.length > most ? (lines.at(-1)?.number ?? null) : null };
}
