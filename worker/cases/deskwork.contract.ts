/** What the desk asks for, and what comes back. Days are `YYYY-MM-DD` in Shanghai. */
import type { CaseKind, PetitionKind } from './cases.contract.ts';

/** Beside the note; each step reads its own. What is missing counts as not filled in. */
export interface ActFields {
  /** `classify` */
  kind?: CaseKind;
  petitionKind?: PetitionKind | null;
  territorialCode?: string | null;
  itemCode?: string | null;
  /** `assign`: holders as in `case_record.holder`, and by when those who help answer. */
  lead?: string;
  parts?: string[];
  partDay?: string;
  /** `decline`, `refer`, `mediation-failure`: where to go instead. */
  where?: string;
  /** `ask-extension`: in the unit of the clock. */
  days?: number;
  /** Decisions: id of what was asked. */
  approval?: string;
  /** `mediation-consent`: null while that side has not been asked. */
  applicant?: boolean | null;
  other?: boolean | null;
  /** `mediation-session`, `mediation-agreement` */
  day?: string;
  /** `merge`: id of the case that goes on. */
  target?: number;
}

export interface ActRequest {
  action: string;
  /** The version of the case that the form was drawn for. */
  version: number;
  /** UUID of the form: the same again is the same step. */
  once: string;
  note: string;
  fields: ActFields;
}

/** `field` is the name of the field in `ActFields`, or `note`. */
export interface FieldFault {
  field: string;
  text: string;
}
