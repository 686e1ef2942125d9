// Pure. Results that are one matter at different moments of its life: apply, reissue, report loss, change, cancel, move.

export interface Sibling {
  name: string;
  /** Names of different domains may begin alike by chance. */
  domain: number;
}

/** This much of a beginning is a matter of its own: 社会保障…, 残疾人证…, 个体工商… */
const SAME_BEGINNING = 4;
const ACTIONS =
  /申请|申领|申报|新办|办理|核发|补领|补办|换领|补换|挂失|解挂|启用|激活|设立|变更|更正|迁移|转移|接续|注销|停保|退费|参保|登记|备案|审批|审核|确认|认定|预约|代办|帮办/g;

const matterOf = (name: string): string => name.replace(ACTIONS, '');

function areSiblings(one: Sibling, other: Sibling): boolean {
  const matter = matterOf(one.name);
  return (
    one.domain === other.domain &&
    (one.name.slice(0, SAME_BEGINNING) === other.name.slice(0, SAME_BEGINNING) ||
      (matter.length > 1 && matter === matterOf(other.name)))
  );
}

/** Best first as they came; each group is led by its best, and stands where that one stood. */
export function groupSiblings<Result>(results: readonly Result[], siblingOf: (result: Result) => Sibling): Result[][] {
  const groups: Result[][] = [];
  for (const result of results) {
    const own = groups.find(([first]) => first && areSiblings(siblingOf(first), siblingOf(result)));
    if (own) own.push(result);
    else groups.push([result]);
  }
  return groups;
}

/** What a sibling's name says beyond the name that it is shown beneath: 换领 beneath 残疾人证新办. */
export function differenceOf(name: string, leader: string): string {
  let same = 0;
  while (same < name.length && name[same] === leader[same]) same++;
  // 费, 和, 与 belong to the word before.
  const rest = name.slice(same).replace(/^[费和与]/, '');
  return same > 1 && rest.length > 1 ? rest : name;
}
