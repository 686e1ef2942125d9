// Pure. A registration as it stands in the fields of a form, and as it is kept.

import { originsIn } from '../sites/keeping.rules.ts';
import type { Site, SiteFacts } from '../sites/sites.contract.ts';

/** As it stands in the fields of the form. */
export interface SiteTyped {
  name: string;
  townshipCode: string;
  owner: string;
  note: string;
  verifyBy: string;
  /** One a line. */
  origins: string;
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

export const typedOf = ({ name, townshipCode, owner, note, verifyBy, origins }: Site): SiteTyped => ({
  name,
  townshipCode: townshipCode ?? '',
  owner,
  note,
  verifyBy: verifyBy ?? '',
  origins: origins.join('\n'),
});
export const factsFrom = ({ name, townshipCode, owner, note, verifyBy, origins }: SiteTyped): SiteFacts => ({
  name: oneLine(name),
  townshipCode: townshipCode === '' ? null : townshipCode,
  owner: oneLine(owner),
  note: note.trim(),
  verifyBy: verifyBy === '' ? null : verifyBy,
  origins: originsIn(origins),
});
