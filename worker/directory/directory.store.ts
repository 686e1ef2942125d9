import { asc, isNull } from 'drizzle-orm';
import type { Database } from '../platform/database.ts';
import type { Directory } from './directory.contract.ts';
import { departments, divisions, offices, officeTypes } from './directory.table.ts';

/** Everything that stands, in the order of codes. */
export async function readDirectory(db: Database): Promise<Directory> {
  const [divisionRows, departmentRows, officeTypeRows, officeRows] = await Promise.all([
    db.select().from(divisions).where(isNull(divisions.retiredRelease)).orderBy(asc(divisions.code)),
    db.select().from(departments).where(isNull(departments.retiredRelease)).orderBy(asc(departments.code)),
    db.select().from(officeTypes).where(isNull(officeTypes.retiredRelease)).orderBy(asc(officeTypes.code)),
    db.select().from(offices).where(isNull(offices.retiredRelease)).orderBy(asc(offices.id)),
  ]);
  return { divisions: divisionRows, departments: departmentRows, officeTypes: officeTypeRows, offices: officeRows };
}
