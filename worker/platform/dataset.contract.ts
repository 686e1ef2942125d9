import * as v from 'valibot';

/** What every public answer says about the data it comes from. `demonstration`: not to be relied on. */
export const datasetSchema = v.object({
  name: v.string(),
  status: v.picklist(['demonstration', 'official']),
  version: v.string(),
  effectiveDate: v.string(),
});
export type Dataset = v.InferOutput<typeof datasetSchema>;

/** A page of a list: `nextCursor` is null on the last one; `total` counts what the filters leave. */
export const pageSchema = <Item extends v.GenericSchema>(item: Item) =>
  v.object({
    items: v.array(item),
    nextCursor: v.nullable(v.string()),
    total: v.number(),
    dataset: datasetSchema,
  });
