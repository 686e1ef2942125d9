import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** `manifest.json` beside the CSV files: what the set is and how many entries it must have. */
export const manifestSchema = v.object({
  name: v.pipe(v.string(), v.minLength(1)),
  status: v.picklist(['demonstration', 'official']),
  version: v.pipe(v.string(), v.regex(/^[0-9A-Za-z.+-]{1,40}$/)),
  effectiveDate: v.pipe(v.string(), v.isoDate()),
  expected: v.object({
    townshipItems: count,
    villageItems: count,
    territorialItems: count,
    territorialDomains: count,
    powerItemsForTowns: count,
    powerItemsForSubdistricts: count,
    townships: count,
    villages: count,
  }),
  sources: v.array(v.object({ title: v.string(), note: v.string() })),
});
export type Manifest = v.InferOutput<typeof manifestSchema>;

/** One thing that is wrong with a set of lists. Row 1 is the header; row 0 stands for the file as a whole. */
export interface CatalogueFault {
  file: string;
  row: number;
  column: string;
  found: string;
  expected: string;
}

/** One row of a CSV file after checking: cells by column name, and the line it came from. */
export interface CatalogueRow {
  line: number;
  cells: Record<string, string>;
}

/** A whole set as read from its files, in the order of the files' rows. Keys: see FILES in columns.data. */
export interface CatalogueSet {
  manifest: Manifest;
  files: Record<string, CatalogueRow[]>;
}
