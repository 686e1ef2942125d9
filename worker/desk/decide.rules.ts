// Pure. What the list says about a call that two departments would not have: for the coordinating office to weigh.

import { leadBy } from '../calls/bodies.rules.ts';
import type { Call, CallTurn } from '../calls/calls.contract.ts';
import type { Duties } from '../lists/duties.rules.ts';
import type { Suggestion } from './suggest.rules.ts';

/** One way to decide that the list carries. Nothing of it is chosen beforehand. */
export interface Candidate {
  entry: { code: string; name: string };
  /** The department that leads by it, as `D<code>`. */
  body: string;
  bodyName: string;
  leadDuty: string;
  /** Why it is here, one reason a line. */
  because: string[];
}

interface Around {
  /** By the version of the list that the call goes by. */
  dutiesOf(code: string): Duties | null;
  nameOf(organ: string): string;
  /** Entries that the words of the township lead to. */
  suggested: readonly Suggestion[];
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The entry that the township called by first, then what its words lead to, then what those named who refused. */
export function candidatesOf(
  { excluded, history }: Pick<Call, 'excluded'> & { history: readonly CallTurn[] },
  { dutiesOf, nameOf, suggested }: Around,
): Candidate[] {
  const reasons: [string, string][] = [
    ...history
      .filter(({ action }) => action === 'raise')
      .map(({ data }): [string, string] => [textOf(data?.['entry']), '镇街按这一项呼叫']),
    ...suggested.map(({ code, because, matchedName }): [string, string] => [
      code,
      `镇街写了“${because}”${matchedName === '' ? '' : `，和“${matchedName}”对得上`}`,
    ]),
    ...history
      .filter(({ action }) => action === 'refuse' || action === 'refuse-again')
      .map(({ organ, data }): [string, string] => [textOf(data?.['entry']), `${nameOf(organ)}说归这一项`]),
  ];
  return [...new Set(reasons.map(([code]) => code))].flatMap((code): Candidate[] => {
    const duties = dutiesOf(code);
    const body = duties === null || duties.entry.list !== 'territorial' ? null : leadBy(duties, excluded);
    if (duties === null || body === null) return [];
    const because = [...new Set(reasons.filter(([of]) => of === code).map(([, reason]) => reason))];
    return [
      { entry: { code, name: duties.entry.name }, body, bodyName: nameOf(body), leadDuty: duties.leadDuty, because },
    ];
  });
}
