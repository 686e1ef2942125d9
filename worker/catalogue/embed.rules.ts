// Pure. From the content of a catalogue to the static files that the widget reads.

import { isOpen, isTownship, isVillage } from '../directory/directory.rules.ts';
import { dutiesOf, type OrganRef } from '../lists/duties.rules.ts';
import type { ServiceItem } from '../lists/lists.contract.ts';
import { SERVICE_ROLES, type UnverifiedPart, unverifiedBits } from '../lists/lists.rules.ts';
import { encodeHints } from '../search/hints.rules.ts';
import type { CatalogueContent } from './content.rules.ts';
import {
  EMBED_FORMAT,
  type EmbedGuides,
  type EmbedIndex,
  type EmbedMore,
  type EmbedSounds,
  type EmbedVillages,
} from './embed.contract.ts';
import type { Learnt } from './learning.rules.ts';

export interface EmbedFiles {
  index: EmbedIndex;
  more: EmbedMore;
  sounds: EmbedSounds;
  guides: EmbedGuides;
  villages: EmbedVillages;
}

const bitsOf = (parts: readonly string[]) => unverifiedBits(parts as UnverifiedPart[]);
const joined = (parts: readonly string[]) => parts.join(';');

function put<Key extends PropertyKey, Value>(
  table: Record<string, Record<Key, Value>>,
  township: string,
  key: Key,
  value: Value,
): void {
  const own = table[township] ?? ({} as Record<Key, Value>);
  own[key] = value;
  table[township] = own;
}

/** @param release name of the release, as in `EmbedIndex.release` */
export function embedFilesOf(content: CatalogueContent, learnt: Learnt, release: string): EmbedFiles {
  const { directory, lists, manifest } = content;
  const townships = directory.divisions.filter(isTownship);
  const items = lists.serviceItems;
  const officeNumber = new Map(directory.officeTypes.map((type, at) => [type.code, at]));
  const officeById = new Map(directory.offices.map((office) => [office.id, office]));
  const departmentNumber = new Map(directory.departments.map((department, at) => [department.code, at]));
  const duties = lists.territorialItems.map(({ code }) => dutiesOf(lists, directory, code, null));
  const namesOf = (refs: readonly OrganRef[]) => refs.map(({ name }) => name);
  const learntByCode = new Map(learnt.words.map((entry) => [entry.code, entry]));
  const wordsOf = (code: string) => learntByCode.get(code)?.words ?? '';
  const hintsOf = (rows: readonly { code: string }[]) =>
    encodeHints(rows.map(({ code }) => learntByCode.get(code)?.hints ?? ''));
  const liftOf = (code: string) => learntByCode.get(code)?.lift ?? 0;
  const domains = [...new Set(items.map((item) => item.domain))];
  const itemTypes = [...new Set(items.flatMap((item) => item.itemType ?? []))];

  const officeNames: EmbedIndex['officeNames'] = {};
  const officeContacts: EmbedGuides['officeContacts'] = {};
  for (const office of directory.offices.filter(isOpen)) {
    const at = officeNumber.get(office.officeTypeCode) ?? -1;
    if (office.name !== directory.officeTypes[at]?.name) put(officeNames, office.townshipCode, at, office.name);
    if (office.place ?? office.hours ?? office.phone)
      officeContacts[`${office.townshipCode}-${at}`] = {
        place: office.place ?? '',
        hours: office.hours ?? '',
        phone: office.phone ?? '',
      };
  }

  const usualOffice = (item: ServiceItem) => officeNumber.get(item.officeTypeCode) ?? -1;
  const responsible = new Map(lists.itemOffices.map((row) => [`${row.townshipCode}/${row.itemCode}`, row.officeId]));
  const itemOffices: EmbedIndex['itemOffices'] = {};
  for (const township of townships)
    for (const item of items) {
      const office = officeById.get(responsible.get(`${township.code}/${item.code}`) ?? '');
      const at = office ? (officeNumber.get(office.officeTypeCode) ?? -1) : -1;
      if (at !== usualOffice(item)) put(itemOffices, township.code, item.code, at);
    }

  return {
    index: {
      format: EMBED_FORMAT,
      release,
      dataset: { name: manifest.name, status: manifest.status, version: manifest.version },
      townships: townships.map((township) => [township.code, township.name, township.pinyin ?? '']),
      offices: directory.officeTypes.map((type) => type.name),
      officeNames,
      itemOffices,
      domains,
      items: {
        code: items.map((item) => item.code),
        name: items.map((item) => item.name),
        words: items.map((item) => wordsOf(item.code)),
        lift: items.map((item) => liftOf(item.code)),
        office: items.map(usualOffice),
        domain: items.map((item) => domains.indexOf(item.domain)),
        papers: items.map((item) => item.materials.length),
        promised: items.map((item) => item.promisedText),
      },
    },
    more: {
      release,
      hints: { items: hintsOf(items), territorial: hintsOf(lists.territorialItems) },
      territorial: {
        code: lists.territorialItems.map((entry) => entry.code),
        name: lists.territorialItems.map((entry) => entry.name),
        words: lists.territorialItems.map((entry) => wordsOf(entry.code)),
        lift: lists.territorialItems.map((entry) => liftOf(entry.code)),
        lead: duties.map((duty) => namesOf(duty?.lead ? [duty.lead, ...duty.alsoLead] : []).join('、')),
      },
      knowledge: learnt.knowledge,
    },
    sounds: learnt.sounds,
    guides: {
      release,
      departments: directory.departments.map((department) => department.name),
      itemTypes,
      items: {
        materials: items.map((item) => joined(item.materials)),
        statutory: items.map((item) => item.statutoryText ?? ''),
        legalBasis: items.map((item) => joined(item.legalBasis)),
        fee: items.map((item) => item.fee),
        role: items.map((item) => (SERVICE_ROLES as readonly string[]).indexOf(item.role)),
        departments: items.map((item) => item.departmentCodes.map((code) => departmentNumber.get(code) ?? -1)),
        itemType: items.map((item) => (item.itemType === null ? -1 : itemTypes.indexOf(item.itemType))),
        inPerson: items.map((item) => (item.inPerson === null ? -1 : item.inPerson ? 1 : 0)),
        inPersonBasis: items.map((item) => item.inPersonBasis ?? ''),
        unverified: items.map((item) => bitsOf(item.unverified)),
        leadsTo: items.map((item) => item.townshipItemCode ?? ''),
      },
      territorial: {
        domain: lists.territorialItems.map((entry) => entry.domain),
        leadDuty: lists.territorialItems.map((entry) => entry.leadDuty),
        cooperatingDuty: lists.territorialItems.map((entry) => entry.cooperatingDuty),
        supporting: duties.map((duty) =>
          joined([...namesOf(duty?.supporting ?? []), ...(duty?.supportingOther ? [duty.supportingOther] : [])]),
        ),
        legalBasis: lists.territorialItems.map((entry) => joined(entry.legalBasis)),
        unverified: lists.territorialItems.map((entry) => bitsOf(entry.unverified)),
      },
      officeContacts,
    },
    villages: Object.fromEntries(
      townships.map((township) => [
        township.code,
        directory.divisions
          .filter((division) => isVillage(division) && division.parentCode === township.code)
          .map((village): [string, string] => [village.code, village.name]),
      ]),
    ),
  };
}
