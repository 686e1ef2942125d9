/** A set on its way into force. */

export const DRAFT_STATES = ['open', 'activated', 'discarded'] as const;
export type DraftState = (typeof DRAFT_STATES)[number];

/** `import`, `publish`: by a command; `upload`: a draft that a second person put into force; `offices`: a township's own. */
export const ORIGINS = ['import', 'publish', 'upload', 'rollback', 'offices'] as const;
export type Origin = (typeof ORIGINS)[number];

/** What differs between two rows of a list. Cells as written; `''`: empty. */
export interface ChangedField {
  column: string;
  before: string;
  after: string;
}

/** `key` names the row in its list; `name` is what people call it. */
export interface ListedRow {
  key: string;
  name: string;
  cells: Readonly<Record<string, string>>;
}

export interface FileDifference {
  file: string;
  added: ListedRow[];
  changed: (ListedRow & { fields: ChangedField[] })[];
  /** `replacedBy`: the code that takes its place, `''` when none does. */
  retired: (ListedRow & { replacedBy: string })[];
}

export interface Difference {
  /** Name, version, status and date of the set, where they differ. */
  manifest: ChangedField[];
  /** Lists that differ, in the order of columns.data. */
  files: FileDifference[];
}
