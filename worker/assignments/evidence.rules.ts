// Pure. What the steps of a case say about the organs that had it: whose it was, when they acted, what was late.

/** Of a step, what counts here: see `case_record.history`. */
export interface TakenStep {
  seq: number;
  at: number;
  action: string;
  by?: number;
  data?: Record<string, unknown>;
}

export interface HandledCase {
  id: number;
  territorialCode: string | null;
  itemCode: string | null;
  dueAt: number | null;
  closedAt: number | null;
  history: readonly TakenStep[];
}

export interface AskedPart {
  organ: string;
  seq: number;
  askedAt: number;
  dueAt: number;
  answeredAt: number | null;
}

/** One stretch in which an organ had a case or was asked to help with it. Key: case, organ, step that gave it. */
export interface CaseDuty {
  caseId: number;
  organ: string;
  seq: number;
  as: 'lead' | 'cooperating' | 'supporting';
  entryCode: string | null;
  fellAt: number;
  /** The limit while it runs; null when there is none or when it is over. */
  dueAt: number | null;
  actedAt: number | null;
  doneAt: number | null;
  /** Known to have been late; one that is open may become so, see `isLateAt`. */
  wasLate: boolean;
  isRefused: boolean;
  reopened: number;
}

const ANSWERS = ['answer', 'mediation-agreement', 'mediation-failure', 'answer-along'];
const ESCALATIONS = ['escalate', 'escalate-further'];
/** Steps of others: the citizen's, the jobs', and what co-handlers and approvers write. */
const NOT_ACTING = ['part-answer', 'escalate', 'escalate-further', 'reissue', 'extend', 'refuse-extension'];

const leadIn = ({ action, data }: TakenStep): string | null =>
  action === 'assign' && typeof data?.['lead'] === 'string' ? data['lead'] : null;

export function dutiesOfCase(row: HandledCase, parts: readonly AskedPart[]): CaseDuty[] {
  const found: CaseDuty[] = [];
  let open = null as CaseDuty | null;
  const entryCode = row.territorialCode ?? row.itemCode;
  for (const step of row.history) {
    const lead = leadIn(step);
    if (lead !== null) {
      // Given to the same organ once more: one stretch. To another one: the first is done with it.
      if (open?.organ === lead && open.doneAt === null) continue;
      if (open !== null && open.doneAt === null) open.doneAt = step.at;
      open = {
        caseId: row.id,
        organ: lead,
        seq: step.seq,
        as: 'lead',
        entryCode,
        fellAt: step.at,
        dueAt: null,
        actedAt: null,
        doneAt: null,
        wasLate: false,
        isRefused: false,
        reopened: 0,
      };
      found.push(open);
      continue;
    }
    if (open === null) continue;
    if (ESCALATIONS.includes(step.action)) open.wasLate = true;
    if (step.by !== undefined && open.doneAt === null && !NOT_ACTING.includes(step.action)) open.actedAt ??= step.at;
    if (step.action === 'return') {
      Object.assign(open, { isRefused: true, doneAt: step.at });
      open = null;
    } else if (ANSWERS.includes(step.action)) open.doneAt = step.at;
    else if (step.action === 'reject') {
      open.reopened++;
      open.doneAt = null;
    }
  }
  if (open !== null && row.closedAt !== null) open.doneAt ??= row.closedAt;
  if (open !== null && open.doneAt === null) open.dueAt = row.dueAt;
  return [...found, ...parts.map((part) => partDuty(row, entryCode, part))];
}

function partDuty(row: HandledCase, entryCode: string | null, part: AskedPart): CaseDuty {
  const { organ, seq, askedAt, dueAt, answeredAt } = part;
  const doneAt = answeredAt ?? row.closedAt;
  return {
    caseId: row.id,
    organ,
    seq,
    // By the list a department supports and what is of the township cooperates: neither answers for the matter.
    as: organ.startsWith('D') ? 'supporting' : 'cooperating',
    entryCode,
    fellAt: askedAt,
    dueAt: doneAt === null ? dueAt : null,
    actedAt: answeredAt,
    doneAt,
    wasLate: (doneAt ?? 0) > dueAt,
    isRefused: false,
    reopened: 0,
  };
}

/** Whether it is late at this moment. */
export const isLateAt = ({ wasLate, dueAt, doneAt }: Pick<CaseDuty, 'wasLate' | 'dueAt' | 'doneAt'>, now: number) =>
  wasLate || (doneAt === null && dueAt !== null && dueAt < now);

/** Whom a case is about, and of which kind it is. */
export interface About {
  kind: string;
  petitionKind: string | null;
  excluded: { offices: readonly string[]; departments: readonly string[] };
}
/** Of `Viewer` in cases: which organs' cases this reader must not learn of. */
export interface Reader {
  keptFrom: { offices: readonly string[]; departments: readonly string[] };
  keptFromReports: readonly string[];
}

/** As on every page of the desk: whom a case is about does not learn of it, here neither (信访工作条例 art. 30). */
export function isKeptFrom({ kind, petitionKind, excluded }: About, { keptFrom, keptFromReports }: Reader): boolean {
  const names = (offices: readonly string[]) => offices.some((office) => excluded.offices.includes(office));
  if (names(keptFrom.offices) || keptFrom.departments.some((one) => excluded.departments.includes(one))) return true;
  return (kind === 'report' || petitionKind === 'accusation') && names(keptFromReports);
}
