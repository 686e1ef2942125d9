// Pure. From checked rows to what the lists mean: offices of every township, one responsible office for each item.

import type { CalendarDay, CalendarTable } from '../calendar/calendar.contract.ts';
import { publishedYears } from '../calendar/calendar.rules.ts';
import type { StepLimit } from '../calendar/step-limits.contract.ts';
import type { Department, Directory, Division, Office, OfficeType } from '../directory/directory.contract.ts';
import { isOpen, isTownship } from '../directory/directory.rules.ts';
import type {
  ItemOffice,
  Lists,
  NegativeProof,
  PowerItem,
  ServiceItem,
  TerritorialItem,
} from '../lists/lists.contract.ts';
import type { UnverifiedPart } from '../lists/lists.rules.ts';
import type { Dial, SearchKnowledge } from '../search/search.contract.ts';
import { normaliseQuery } from '../search/search.rules.ts';
import type { SoundGroups } from '../search/sound-groups.rules.ts';
import type { ListedSite } from '../sites/sites.contract.ts';
import type { CatalogueRow, CatalogueSet, Manifest } from './catalogue.contract.ts';
import { splitList } from './csv.rules.ts';
import { type Dangers, PATTERNS_FILE, SLOTS_FILE } from './danger-examples.rules.ts';
import { SOUND_GROUPS_FILE, soundGroupsOf } from './sound-groups.rules.ts';

export interface CatalogueContent {
  manifest: Manifest;
  directory: Directory;
  lists: Omit<Lists, 'retired'>;
  /** Holidays and make-up workdays, and the years in which all of them are known. */
  calendar: CalendarTable;
  /** What the city has set itself; a set without them leaves the defaults. */
  stepLimits: StepLimit[];
  search: SearchSources;
  /** Sites that may show the intake in a frame. Empty: the register stays as it is. */
  sites: ListedSite[];
  /** What replaces entries that are gone: retired code → code that takes its place. */
  replacements: Record<string, string>;
}

/** What clerks have written down for the search, see `catalogue/search/`. */
export interface SearchSources {
  keywords: { code: string; text: string }[];
  /** Names that went out of use: nobody could derive them. */
  oldNames: { code: string; text: string }[];
  phrases: { code: string; text: string }[];
  /** By kind: what a fire and a robbery have in common is too little to learn from. */
  emergencies: { dial: Dial; kind: string; words: string[]; phrases: string[] }[];
  /** What can happen to whom, and the words that fill its gaps: see danger-examples.rules. */
  dangers: Dangers;
  calm: SearchKnowledge['calm'];
  elsewhere: { topic: string; where: string; words: string[]; phrases: string[] }[];
  proofs: SearchKnowledge['proofs'];
  events: SearchKnowledge['events'];
  eventMarkers: string[];
  soundGroups: SoundGroups;
}

type Cells = Record<string, string>;
/** `source` and `searched` were read somewhere; everything else still has to be checked with the city. */
const isVerified = (evidence: string | undefined): boolean =>
  evidence === 'source' || evidence === 'searched' || evidence === 'none';
const orNull = (cell: string | undefined): string | null => (cell === undefined || cell === '' ? null : cell);
const numberOrNull = (cell: string | undefined): number | null =>
  cell === undefined || cell === '' ? null : Number(cell);
/** The lists write 无 for "nothing to bring", sometimes with a remark: 无（口头求助即可）. */
const materialsOf = (cell: string): string[] => splitList(cell).filter((paper) => !/^无(?:$|[((])/.test(paper));

function unverified(parts: readonly (readonly [UnverifiedPart, boolean])[]): UnverifiedPart[] {
  return parts.filter(([, doubtful]) => doubtful).map(([part]) => part);
}

function officesOf(
  townships: readonly Division[],
  officeTypes: readonly OfficeType[],
  rows: readonly Cells[],
): Office[] {
  return townships.flatMap((township) =>
    officeTypes.map((type): Office => {
      const own = rows.find((row) => row['township'] === township.code && row['office_type'] === type.code);
      const target = orNull(own?.['merged_into']);
      return {
        id: `${township.code}-${type.code}`,
        townshipCode: township.code,
        officeTypeCode: type.code,
        name: orNull(own?.['name']) ?? type.name,
        mergedIntoId: target && `${township.code}-${target}`,
        closed: own?.['closed'] === '1',
        place: orNull(own?.['place']),
        hours: orNull(own?.['hours']),
        phone: orNull(own?.['phone']),
      };
    }),
  );
}

/**
 * One row for each township × item; none where the office in charge has been closed and nobody
 * has taken over: that is what the report of items without an office shows.
 */
function itemOfficesOf(
  townships: readonly Division[],
  items: readonly ServiceItem[],
  offices: readonly Office[],
  rows: readonly Cells[],
): ItemOffice[] {
  const officeById = new Map(offices.map((office) => [office.id, office]));
  const ownType = new Map(rows.map((row) => [`${row['township']}/${row['item']}`, row['office_type']]));
  const result: ItemOffice[] = [];
  for (const { code: townshipCode } of townships)
    for (const { code: itemCode, officeTypeCode } of items) {
      const type = ownType.get(`${townshipCode}/${itemCode}`) ?? officeTypeCode;
      const office = officeById.get(`${townshipCode}-${type}`);
      const standing = office?.mergedIntoId ? officeById.get(office.mergedIntoId) : office;
      if (standing && isOpen(standing)) result.push({ townshipCode, itemCode, officeId: standing.id });
    }
  return result;
}

function townshipItem(row: Cells, guide: Cells | undefined): ServiceItem {
  const name = row['name'] ?? '';
  const aliases = splitList(row['aliases'] ?? '');
  return {
    code: row['code'] ?? '',
    level: 'township',
    name,
    domain: row['domain'] ?? '',
    itemType: row['item_type'] ?? null,
    officeTypeCode: row['office_type'] ?? '',
    departmentCodes: splitList(row['competent_departments'] ?? ''),
    role: row['township_role'] ?? '',
    townshipItemCode: null,
    materials: materialsOf(row['materials'] ?? ''),
    statutoryText: orNull(row['statutory_limit']),
    statutoryValue: numberOrNull(row['statutory_value']),
    statutoryUnit: orNull(row['statutory_unit']),
    statutoryNote: orNull(row['statutory_note']),
    promisedText: row['promised_limit'] ?? '',
    promisedValue: numberOrNull(row['promised_value']),
    promisedUnit: orNull(row['promised_unit']),
    legalBasis: splitList(row['legal_basis'] ?? ''),
    fee: row['fee'] ?? '',
    aliases,
    inPerson: guide ? guide['in_person'] === 'yes' : null,
    inPersonBasis: orNull(guide?.['in_person_basis']),
    // Promised limits are demonstration values throughout: no public source has the city's own.
    unverified: unverified([
      ['name', !isVerified(row['name_evidence'])],
      ['legalBasis', !isVerified(row['law_evidence'])],
      ['statutoryLimit', !isVerified(row['statutory_evidence'])],
      ['promisedLimit', true],
    ]),
  };
}

function villageItem(
  row: Cells,
  townshipItems: ReadonlyMap<string, ServiceItem>,
  guide: Cells | undefined,
): ServiceItem {
  const name = row['name'] ?? '';
  const aliases = splitList(row['aliases'] ?? '');
  const leadsTo = townshipItems.get(row['township_item'] ?? '');
  return {
    code: row['code'] ?? '',
    level: 'village',
    name,
    domain: row['domain'] ?? '',
    itemType: null,
    // The duty stays with the township (regulation on township governments, art. 24): the office that
    // answers is the one of the township item. Where the list names none, it is the station's own type.
    officeTypeCode: leadsTo?.officeTypeCode ?? row['office_type'] ?? '',
    departmentCodes: leadsTo?.departmentCodes ?? [],
    role: row['service_mode'] ?? '',
    townshipItemCode: leadsTo?.code ?? null,
    materials: materialsOf(row['materials'] ?? ''),
    statutoryText: null,
    statutoryValue: null,
    statutoryUnit: null,
    statutoryNote: null,
    promisedText: row['promised_limit'] ?? '',
    promisedValue: null,
    promisedUnit: null,
    legalBasis: [],
    fee: row['fee'] ?? '',
    aliases,
    inPerson: guide ? guide['in_person'] === 'yes' : null,
    inPersonBasis: orNull(guide?.['in_person_basis']),
    unverified: unverified([
      ['name', !isVerified(row['name_evidence'])],
      ['promisedLimit', true],
      ['office', leadsTo === undefined],
    ]),
  };
}

function territorialItem(row: Cells): TerritorialItem {
  const name = row['name'] ?? '';
  return {
    code: row['code'] ?? '',
    domainNumber: Number(row['domain_no']),
    domain: row['domain'] ?? '',
    name,
    leadDepartmentCodes: splitList(row['lead_departments'] ?? ''),
    leadDuty: row['lead_duty'] ?? '',
    cooperating: row['cooperating'] ?? '',
    cooperatingDuty: row['cooperating_duty'] ?? '',
    supportingDepartmentCodes: splitList(row['supporting_departments'] ?? ''),
    supportingOther: orNull(row['supporting_other']),
    legalBasis: splitList(row['legal_basis'] ?? ''),
    unverified: unverified([
      ['legalBasis', !isVerified(row['law_evidence'])],
      ['leadDepartment', !isVerified(row['lead_evidence'])],
    ]),
  };
}

const powerItem = (row: Cells): PowerItem => ({
  code: row['code'] ?? '',
  category: row['category'] ?? '',
  categoryCode: row['category_code'] ?? '',
  name: row['name'] ?? '',
  legalBasis: splitList(row['legal_basis'] ?? ''),
  office: row['office'] ?? '',
  appliesToTowns: row['applies_town'] === '1',
  appliesToSubdistricts: row['applies_subdistrict'] === '1',
  unverified: unverified([['legalBasis', !isVerified(row['law_evidence'])]]),
});

const division = (row: Cells): Division => ({
  code: row['code'] ?? '',
  name: row['name'] ?? '',
  kind: row['kind'] as Division['kind'],
  parentCode: row['parent'] ?? '',
  pinyin: orNull(row['pinyin']),
  longitude: numberOrNull(row['longitude']),
  latitude: numberOrNull(row['latitude']),
  coordinateNote: orNull(row['coordinate_note']),
});

const department = (row: Cells): Department => ({
  code: row['code'] ?? '',
  name: row['name'] ?? '',
  kind: row['kind'] ?? '',
  confidence: row['confidence'] as Department['confidence'],
  note: row['note'] ?? '',
});

const negativeProof = (row: Cells): NegativeProof => ({
  code: `N${(row['seq'] ?? '').padStart(2, '0')}`,
  name: row['proof_name'] ?? '',
  whereInstead: row['where_instead'] ?? '',
  evidence: row['evidence'] ?? '',
  whereEvidence: row['where_evidence'] ?? '',
});

const stepLimit = (row: Cells): StepLimit => ({
  kind: row['kind'] ?? '',
  step: row['step'] ?? '',
  amount: Number(row['amount']),
  unit: row['unit'] as StepLimit['unit'],
  effectiveFrom: row['effective_from'] ?? '',
});

const calendarDay = (row: Cells): CalendarDay => ({
  day: row['day'] ?? '',
  kind: row['kind'] as CalendarDay['kind'],
  name: row['name'] ?? '',
  source: row['source'] ?? '',
});

const listedSite = (row: Cells): ListedSite => ({
  id: Number(row['id']),
  name: row['name'] ?? '',
  townshipCode: orNull(row['township']),
  owner: row['owner'] ?? '',
  verifyBy: orNull(row['verify_by']),
  origins: (row['origins'] ?? '').split(/\s+/),
});

/** Every part of an expression as the search sees queries. */
const expression = (cell: string): string => cell.split(/\s+/).map(normaliseQuery).join(' ');
const expressions = (cell: string): string[] => splitList(cell).map(expression);

function searchSources(cellsOf: (file: string) => Cells[], proofs: readonly NegativeProof[]): SearchSources {
  const textsOf = (file: string, key: string, column: string) =>
    cellsOf(file).map((row) => ({ code: row[key] ?? '', text: row[column] ?? '' }));
  const ofKey = (rows: readonly { code: string; text: string }[], key: string) =>
    rows.filter((row) => row.code === key).map((row) => row.text);
  const keywords = cellsOf('search/keywords.csv');
  const keywordOf = (row: Cells) => ({ code: row['code'] ?? '', text: row['keyword'] ?? '' });
  const emergencies = [...cellsOf('search/emergencies.csv'), ...cellsOf('search/emergency_phrases.csv')];
  const sortOf = (row: Cells) => `${row['dial']} ${row['kind']}`;
  const eventTells = textsOf('search/event_tells.csv', 'event', 'words');
  const elsewherePhrases = textsOf('search/elsewhere_phrases.csv', 'topic', 'phrase');
  return {
    keywords: keywords.filter((row) => row['kind'] !== 'old-name').map(keywordOf),
    oldNames: keywords.filter((row) => row['kind'] === 'old-name').map(keywordOf),
    phrases: textsOf('search/phrases.csv', 'code', 'phrase'),
    emergencies: [...new Set(emergencies.map(sortOf))].sort().map((sort) => {
      const rows = emergencies.filter((row) => sortOf(row) === sort);
      const [dial, kind = ''] = sort.split(' ');
      return {
        dial: dial as Dial,
        kind,
        words: rows.flatMap((row) => row['expression']?.split(/\s+/) ?? []),
        phrases: rows.flatMap((row) => row['phrase'] ?? []),
      };
    }),
    dangers: {
      patterns: cellsOf(PATTERNS_FILE).map((row) => ({
        kind: row['kind'] ?? '',
        who: splitList(row['who'] ?? ''),
        happens: splitList(row['happens'] ?? ''),
      })),
      slots: Object.fromEntries(cellsOf(SLOTS_FILE).map((row) => [row['part'] ?? '', splitList(row['words'] ?? '')])),
    },
    calm: cellsOf('search/calm.csv').map((row) => normaliseQuery(row['word'] ?? '')),
    elsewhere: cellsOf('search/elsewhere.csv').map((row) => ({
      topic: row['topic'] ?? '',
      where: row['where'] ?? '',
      words: splitList(row['words'] ?? ''),
      phrases: ofKey(elsewherePhrases, row['topic'] ?? ''),
    })),
    // 亲属关系证明: whoever names the relation and a proof in one question means it.
    proofs: proofs.map((proof) => [
      proof.name,
      proof.whereInstead,
      [`${normaliseQuery(proof.name.replace(/证明$/, ''))} 证明`],
    ]),
    events: cellsOf('search/events.csv').map((row) => [
      row['event'] ?? '',
      expressions(row['words'] ?? ''),
      splitList(row['codes'] ?? ''),
      eventTells.filter(({ code }) => code === row['event']).flatMap(({ text }) => expressions(text)),
    ]),
    eventMarkers: cellsOf('search/event_markers.csv').flatMap((row) => expressions(row['words'] ?? '')),
    soundGroups: soundGroupsOf(cellsOf(SOUND_GROUPS_FILE)),
  };
}

/** @param set a set without faults, from `checkCatalogue` */
export function contentOf(set: CatalogueSet): CatalogueContent {
  const cellsOf = (file: string): Cells[] => (set.files[file] ?? []).map((row: CatalogueRow) => row.cells);
  const divisions = cellsOf('divisions.csv').map(division);
  const townships = divisions.filter(isTownship);
  const officeTypes = cellsOf('office_types.csv').map(
    (row): OfficeType => ({
      code: row['code'] ?? '',
      name: row['name'] ?? '',
      dispatched: row['dispatched'] === '1',
    }),
  );
  const offices = officesOf(townships, officeTypes, cellsOf('offices.csv'));
  const guides = new Map(cellsOf('item_guides.csv').map((row) => [row['code'] ?? '', row]));
  const townshipItems = cellsOf('township_items.csv').map((row) => townshipItem(row, guides.get(row['code'] ?? '')));
  const itemByCode = new Map(townshipItems.map((item) => [item.code, item]));
  const villageItems = cellsOf('village_items.csv').map((row) =>
    villageItem(row, itemByCode, guides.get(row['code'] ?? '')),
  );
  const serviceItems = [...townshipItems, ...villageItems];
  const negativeProofs = cellsOf('proof_negative_list.csv').map(negativeProof);
  const calendarDays = cellsOf('calendar.csv').map(calendarDay);
  return {
    manifest: set.manifest,
    directory: { divisions, departments: cellsOf('departments.csv').map(department), officeTypes, offices },
    lists: {
      serviceItems,
      itemOffices: itemOfficesOf(townships, serviceItems, offices, cellsOf('item_offices.csv')),
      territorialItems: cellsOf('territorial_items.csv').map((row) => territorialItem(row)),
      powerItems: cellsOf('power_items.csv').map(powerItem),
      negativeProofs,
    },
    calendar: { days: calendarDays, years: publishedYears(calendarDays) },
    stepLimits: cellsOf('call_limits.csv').map(stepLimit),
    search: searchSources(cellsOf, negativeProofs),
    sites: cellsOf('sites.csv').map(listedSite),
    replacements: Object.fromEntries(
      cellsOf('replacements.csv')
        .filter((row) => row['replaced_by'] !== '')
        .map((row) => [row['retired'] ?? '', row['replaced_by'] ?? '']),
    ),
  };
}
