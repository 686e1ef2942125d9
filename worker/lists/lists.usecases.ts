import { nearCodes } from '../directory/directory.rules.ts';
import { Problem, type ProblemKind } from '../platform/problem.ts';
import type { Lists } from './lists.contract.ts';

interface Entry {
  code: string;
  name: string;
}

/**
 * @param known all entries that the code may name, in force
 * @throws Problem 410 for an entry that once stood, naming what replaced it; 404 with near matches otherwise
 */
export function findEntry<E extends Entry>(
  known: readonly E[],
  lists: Lists,
  code: string,
  problems: { notFound: ProblemKind; retired: ProblemKind },
): E {
  const entry = known.find((candidate) => candidate.code === code);
  if (entry) return entry;
  const retired = lists.retired.find((candidate) => candidate.code === code);
  if (retired) {
    const successor = known.find((candidate) => candidate.code === retired.replacedBy);
    throw new Problem(problems.retired, {
      replacedBy: successor ? { code: successor.code, name: successor.name } : null,
    });
  }
  const near = nearCodes(
    code,
    known.map((candidate) => candidate.code),
    5,
  );
  throw new Problem(problems.notFound, {
    nearMatches: near.flatMap((nearCode) => {
      const match = known.find((candidate) => candidate.code === nearCode);
      return match ? [{ code: match.code, name: match.name }] : [];
    }),
  });
}
