// Pure. The whole guide of an item for one township: office, steps, who decides.

import type { Directory, Division } from '../directory/directory.contract.ts';
import { officeAnswer } from '../directory/directory.rules.ts';
import type { GuideAnswer, Lists, ServiceItem } from './lists.contract.ts';
import { STEP_TEXTS } from './lists.data.ts';
import { type GuideStep, type ServiceRole, type StepActor, stepsOf } from './lists.rules.ts';

export interface Place {
  township: Division | null;
  village: Division | null;
}

const STATION = '村（社区）便民服务站';

export function itemSummary(item: ServiceItem) {
  return {
    code: item.code,
    name: item.name,
    level: item.level,
    domain: item.domain,
    itemType: item.itemType,
    aliases: item.aliases,
    materialsCount: item.materials.length,
    promisedLimit: { text: item.promisedText, value: item.promisedValue, unit: item.promisedUnit },
    fee: item.fee,
  };
}

/** Village items that lead to a township item, or the township item that a village item leads to. */
function relatedItems(item: ServiceItem, lists: Lists): { code: string; name: string }[] {
  return lists.serviceItems
    .filter((other) =>
      item.level === 'village' ? other.code === item.townshipItemCode : other.townshipItemCode === item.code,
    )
    .map(({ code, name }) => ({ code, name }));
}

/** The committee of one village: a name that ends in 村 already has the 村 of 村民委员会. */
export const committeeOf = ({ name, kind }: Pick<Division, 'name' | 'kind'>): string =>
  kind === 'community' ? `${name}居民委员会` : `${name.replace(/村$/, '')}村民委员会`;

function responsibleOffice(item: ServiceItem, lists: Lists, directory: Directory, township: Division | null) {
  if (township === null) return null;
  const assigned = lists.itemOffices.find((row) => row.townshipCode === township.code && row.itemCode === item.code);
  const office = directory.offices.find((candidate) => candidate.id === assigned?.officeId);
  return office ? officeAnswer(office, directory) : null;
}

export function guideAnswer(item: ServiceItem, lists: Lists, directory: Directory, place: Place): GuideAnswer {
  const office = responsibleOffice(item, lists, directory, place.township);
  const departments = item.departmentCodes.flatMap((code) => {
    const department = directory.departments.find((candidate) => candidate.code === code);
    return department ? [{ code, name: department.name }] : [];
  });
  const stationName = `${place.village?.name ?? '本村（社区）'}便民服务站`;
  const namesOf = (actor: StepActor): string[] => {
    if (actor === 'station') return [place.village ? stationName : STATION];
    if (actor === 'village') return [place.village ? committeeOf(place.village) : '村（居）民委员会'];
    if (actor === 'department') return departments.map((department) => department.name);
    const type = directory.officeTypes.find((candidate) => candidate.code === item.officeTypeCode);
    return [office?.name ?? `镇街${type?.name ?? '便民服务中心'}`];
  };
  const steps = stepsOf(item.role as ServiceRole);
  const textOf = (step: GuideStep) => STEP_TEXTS[step.action].replace('{who}', namesOf(step.by).join('、'));
  const decisive = steps.at(-1)?.by ?? 'office';
  return {
    ...itemSummary(item),
    materials: item.materials,
    statutoryLimit:
      item.statutoryText === null
        ? null
        : { text: item.statutoryText, value: item.statutoryValue, unit: item.statutoryUnit },
    statutoryNote: item.statutoryNote,
    legalBasis: item.legalBasis,
    role: item.role,
    steps: steps.map((step) => ({ ...step, text: textOf(step) })),
    inPerson: { required: item.inPerson, basis: item.inPersonBasis },
    departments,
    office,
    station:
      item.level === 'township'
        ? null
        : {
            name: stationName,
            village:
              place.village === null
                ? null
                : {
                    code: place.village.code,
                    name: place.village.name,
                    kind: place.village.kind === 'community' ? 'community' : 'village',
                    townshipCode: place.village.parentCode,
                  },
          },
    decidedBy: { by: decisive, names: namesOf(decisive) },
    relatedItems: relatedItems(item, lists),
    unverified: item.unverified,
  };
}
