/** People of the desk, as sessions have them, and the eyes they look with. */

import { type Viewer, viewerOf } from '../../worker/cases/viewer.rules.ts';
import type { Directory } from '../../worker/directory/directory.contract.ts';
import { scopeOf } from '../../worker/staff/permissions.rules.ts';
import type { Staff } from '../../worker/staff/staff.contract.ts';

/** 太平镇, 香城镇 */
export const TOWN = '370883107';
export const OTHER_TOWN = '370883101';

export const staff = (role: Staff['role'], change: Partial<Staff> = {}): Staff => ({
  id: 1,
  staffNumber: 'T001',
  name: '某某',
  role,
  townshipCode: null,
  officeId: null,
  departmentCode: null,
  ...change,
});

export function viewer(of: Staff, directory: Pick<Directory, 'offices'>): Viewer {
  const scope = scopeOf(of.role, 'cases.read');
  if (scope === null) throw new Error(`${of.role} may read no case`);
  return viewerOf({ staff: of }, scope, directory);
}
