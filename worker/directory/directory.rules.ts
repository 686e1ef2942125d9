// Pure. Who belongs where, and what an office is called.

import type { Directory, Division, Office, OfficeAnswer, TownshipAnswer } from './directory.contract.ts';

export const isTownship = (division: Division): boolean => division.kind === 'town' || division.kind === 'subdistrict';
export const isVillage = (division: Division): boolean => division.kind === 'village' || division.kind === 'community';

/** An office that residents can go to: neither closed nor merged into another one. */
export const isOpen = (office: Office): boolean => !office.closed && office.mergedIntoId === null;

export function townshipAnswer(division: Division): TownshipAnswer {
  const kind = division.kind === 'subdistrict' ? 'subdistrict' : 'town';
  return { code: division.code, name: division.name, kind, pinyin: division.pinyin };
}

/** `香城镇` + `社会事务办公室`: residents look for the sign with the township's name on it. */
export function officeAnswer(office: Office, directory: Directory): OfficeAnswer {
  const township = directory.divisions.find((division) => division.code === office.townshipCode);
  const type = directory.officeTypes.find((candidate) => candidate.code === office.officeTypeCode);
  return {
    id: office.id,
    name: `${township?.name ?? ''}${office.name}`,
    townshipCode: office.townshipCode,
    officeTypeCode: office.officeTypeCode,
    dispatched: type?.dispatched ?? false,
    place: office.place,
    hours: office.hours,
    phone: office.phone,
  };
}

/** Codes that look like the one asked for, best first: same digits or letters in most places. */
export function nearCodes(code: string, known: readonly string[], most: number): string[] {
  const shared = (other: string) => {
    let same = 0;
    for (let i = 0; i < Math.min(code.length, other.length); i++) if (code[i] === other[i]) same++;
    return same / Math.max(code.length, other.length);
  };
  const wanted = code.toUpperCase();
  return known
    .map((other) => ({ other, closeness: other === wanted ? 2 : shared(other) }))
    .filter(({ closeness }) => closeness >= 0.6)
    .sort((a, b) => b.closeness - a.closeness || (a.other < b.other ? -1 : 1))
    .slice(0, most)
    .map(({ other }) => other);
}
