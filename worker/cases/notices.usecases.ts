/** Making a notice out. Reading one: `notice-reading.usecases.ts`. */
import { dayOf } from '../calendar/calendar.rules.ts';
import { Problem } from '../platform/problem.ts';
import { mac, sealText, unwrapKey } from '../platform/sealing.ts';
import type { Staff } from '../staff/staff.contract.ts';
import { CASES_PROBLEMS } from './cases.errors.ts';
import { transitionFor } from './cases.rules.ts';
import { changeCase } from './cases.store.ts';
import { holderName } from './handling.rules.ts';
import { noticeDocument } from './notice-words.rules.ts';
import type { NoticeDocument, NoticeKind } from './notices.contract.ts';
import { NOTICE_FORMS } from './notices.data.ts';
import { mayName, numberText, organNames, possibleNotices, seriesOf, stepFor } from './notices.rules.ts';
import { type NoticeRow, noticeWrite, readNotice } from './notices.store.ts';
import { ownWords } from './plan-parts.rules.ts';
import { type OpenedCase, openCase } from './reading.usecases.ts';
import { makeStep } from './steps.usecases.ts';
import { idText } from './trail.rules.ts';
import type { Viewer } from './viewer.rules.ts';
import type { CaseWorld } from './world.usecases.ts';

/** Each round has one winner. */
const MOST_ROUNDS = 20;

export interface NoticeRequest {
  kind: NoticeKind;
  /** Of a 送达回证: id of the notice that is handed over. */
  about: number | null;
  /** UUID of the form: the same again is the same notice. */
  once: string;
}

export type Made =
  | { kind: 'made'; notice: NoticeRow }
  /** The case has not come so far. */
  | { kind: 'too-early' }
  /** No such case for this viewer. */
  | { kind: 'unseen' };

/** Where its words and the reason of its being void are sealed. */
export const place = (id: number, caseId: number): string => `notice|document-${id}|${caseId}`;
export const reasonPlace = (id: number, caseId: number): string => `notice|void_reason-${id}|${caseId}`;

/** 52 bits. */
function idOf({ keys }: CaseWorld, caseId: number, once: string): number {
  const hex = Buffer.from(mac(keys.blind, 'notice', String(caseId), once.toLowerCase())).toString('hex');
  return Number.parseInt(hex.slice(0, 13), 16);
}

/**
 * Makes a notice out; pressing twice makes one. It is a step of the case, so it stands in the chain, and the citizen
 * sees that there is one.
 * @throws Problem 410 once erased, 503 when others were always faster
 */
export async function makeNotice(
  world: CaseWorld,
  viewer: Viewer,
  staff: Staff,
  caseId: number,
  { kind, about, once }: NoticeRequest,
): Promise<Made> {
  const { db, now } = world;
  const id = idOf(world, caseId, once);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const known = await readNotice(db, id);
    if (known !== null) return { kind: 'made', notice: known };
    const opened = await openCase(world, viewer, caseId, ['text', 'identity']);
    if (opened === null) return { kind: 'unseen' };
    const { row } = opened;
    const delivered = about === null ? null : await deliverable(world, caseId, about);
    const transition = transitionFor(row, 'notice', 'clerk', now);
    const isPossible = possibleNotices(row, delivered !== null).includes(kind);
    if (transition === null || !isPossible) return { kind: 'too-early' };
    if (row.wrappedKey === null) throw new Problem(CASES_PROBLEMS.erased);
    const series = seriesOf(staff);
    const document = compose(world, opened, kind, series, delivered);
    const sealed = await sealText(
      await unwrapKey(world.keys, row.wrappedKey, caseId),
      JSON.stringify(document),
      place(id, caseId),
    );
    const year = Number(document.day.slice(0, 4));
    const notice = { id, caseId, kind, series, year, madeAt: now, madeBy: staff.id, about, sealed };
    const { change } = await makeStep(
      world,
      row,
      'notice',
      transition,
      {
        actor: `staff:${staff.id}`,
        note: NOTICE_FORMS[kind].title,
        from: 'office',
        more: { by: staff.id, data: { notice: idText(id), kind } },
        also: (ifThat) => [noticeWrite(notice, ifThat)],
      },
      null,
    );
    await changeCase(db, change);
  }
  throw new Problem(CASES_PROBLEMS.busy);
}

/** Title and number of a notice of this case that can be handed over; null when there is none such. */
async function deliverable(world: CaseWorld, caseId: number, about: number): Promise<string | null> {
  const notice = await readNotice(world.db, about);
  if (notice === null || notice.caseId !== caseId || notice.kind === 'delivery' || notice.voidedAt !== null)
    return null;
  return `《${NOTICE_FORMS[notice.kind].title}》${numberOf(world, notice)}`;
}

/** `太平镇告〔2026〕3号` */
export const numberOf = (
  world: CaseWorld,
  { series, year, number }: Pick<NoticeRow, 'series' | 'year' | 'number'>,
): string => numberText(organNames(series, world.content.directory).mark, year, number);

function compose(
  { content: { directory }, now }: CaseWorld,
  { row, matter, person, notes }: OpenedCase,
  kind: NoticeKind,
  series: string,
  delivered: string | null,
): NoticeDocument {
  const { full, mark } = organNames(series, directory);
  const step = stepFor(row)(kind);
  return noticeDocument(kind, {
    case: row,
    receiptNumber: matter?.number ?? '',
    text: matter?.text ?? '',
    name: mayName(row) ? (person?.name ?? null) : null,
    organ: full,
    mark,
    handler: holderName(row.holder, directory),
    note: step === undefined ? '' : ownWords(step, notes.get(step) ?? ''),
    delivered,
    day: dayOf(now),
  });
}
