// Pure. The data files hold columns; here they are read as rows.

type RowOf<Columns> = { [Name in keyof Columns]: Columns[Name] extends (infer Value)[] ? Value : never };

/** Row `at` of a table that is kept as columns. The position comes from the same table: the row is there. */
export function rowOf<Columns extends object>(columns: Columns, at: number): RowOf<Columns> {
  const row = {} as RowOf<Columns>;
  for (const name in columns) row[name] = (columns[name] as never[])[at] as never;
  return row;
}

/** The files join short lists by `;`. */
export const listOf = (joined: string): string[] => (joined ? joined.split(';') : []);
