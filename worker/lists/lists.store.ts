import { asc } from 'drizzle-orm';
import type { Database } from '../platform/database.ts';
import type { Lists } from './lists.contract.ts';
import { itemOffices, negativeProofs, powerItems, serviceItems, territorialItems } from './lists.table.ts';
import { readVersionNumbers } from './versions.store.ts';

interface Retirable {
  retiredRelease: number | null;
  replacedBy: string | null;
}

/** What is in force, without the columns that say it once was not. */
function inForce<Row extends Retirable>(rows: readonly Row[]): Omit<Row, keyof Retirable>[] {
  return rows
    .filter((row) => row.retiredRelease === null)
    .map(({ retiredRelease: _release, replacedBy: _successor, ...row }) => row);
}

/** Everything that stands, in the order of codes; what was retired only by name and successor. */
export async function readLists(db: Database): Promise<Lists> {
  const [items, assignments, territorial, powers, proofs, versions] = await Promise.all([
    db.select().from(serviceItems).orderBy(asc(serviceItems.code)),
    db.select().from(itemOffices),
    db.select().from(territorialItems).orderBy(asc(territorialItems.code)),
    db.select().from(powerItems).orderBy(asc(powerItems.code)),
    db.select().from(negativeProofs).orderBy(asc(negativeProofs.code)),
    readVersionNumbers(db),
  ]);
  return {
    serviceItems: inForce(items),
    itemOffices: assignments,
    territorialItems: inForce(territorial),
    powerItems: inForce(powers),
    negativeProofs: inForce(proofs),
    retired: [...items, ...territorial, ...powers]
      .filter((row) => row.retiredRelease !== null)
      .map(({ code, name, replacedBy }) => ({ code, name, replacedBy })),
    versions,
  };
}
