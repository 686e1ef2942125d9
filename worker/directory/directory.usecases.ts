import { Problem } from '../platform/problem.ts';
import type { Directory, Division } from './directory.contract.ts';
import { DIRECTORY_PROBLEMS } from './directory.errors.ts';
import { isTownship, isVillage, nearCodes } from './directory.rules.ts';

/** @throws Problem 404 with townships of a similar code */
export function findTownship(directory: Directory, code: string): Division {
  const townships = directory.divisions.filter(isTownship);
  const township = townships.find((candidate) => candidate.code === code);
  if (township) return township;
  const near = nearCodes(
    code,
    townships.map((candidate) => candidate.code),
    3,
  );
  const nearMatches = near.flatMap((nearCode) => {
    const match = townships.find((candidate) => candidate.code === nearCode);
    return match ? [{ code: match.code, name: match.name }] : [];
  });
  throw new Problem(DIRECTORY_PROBLEMS.townshipNotFound, { nearMatches });
}

/** @throws Problem 404 when the township has no such village */
export function findVillage(directory: Directory, townshipCode: string, code: string): Division {
  const village = directory.divisions.find(
    (candidate) => candidate.code === code && candidate.parentCode === townshipCode && isVillage(candidate),
  );
  if (!village) throw new Problem(DIRECTORY_PROBLEMS.villageNotFound);
  return village;
}
