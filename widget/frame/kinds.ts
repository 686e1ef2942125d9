// Pure. Two plain questions settle what kind of case it is; a clerk may correct it.

import type { CaseKind, PetitionKind } from '#cases/contract';

/** What leads elsewhere than to the next question. */
export type Detour = 'danger' | 'track';
export interface Kind {
  kind: CaseKind;
  petitionKind: PetitionKind | null;
}

const plain = (kind: CaseKind): Kind => ({ kind, petitionKind: null });
const petition = (petitionKind: PetitionKind): Kind => ({ kind: 'petition', petitionKind });

/** First answer → second answer → kind. */
export const KINDS = {
  neighbour: { mediate: plain('dispute'), manage: plain('complaint') },
  danger: { later: plain('hazard'), now: 'danger' },
  wrong: { hurt: plain('complaint'), seen: plain('report') },
  office: {
    grievance: petition('grievance'),
    service: plain('complaint'),
    misconduct: petition('accusation'),
    suggestion: petition('suggestion'),
  },
  ask: { policy: plain('consultation'), earlier: 'track' },
} satisfies Record<string, Record<string, Kind | Detour>>;

export type Cause = keyof typeof KINDS;
export const CAUSES = Object.keys(KINDS) as Cause[];
export const detailsOf = (cause: Cause | ''): string[] => (cause ? Object.keys(KINDS[cause]) : []);

/** Null while a question is open. */
export function outcomeOf(cause: Cause | '', detail: string): Kind | Detour | null {
  const outcomes: Record<string, Kind | Detour> = cause ? KINDS[cause] : {};
  return outcomes[detail] ?? null;
}
