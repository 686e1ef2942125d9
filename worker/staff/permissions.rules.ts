// Pure. What a role may do: reads the one table, denies whatever is not in it.

import { PERMISSIONS, type Permission, type PermissionName } from './permissions.data.ts';
import type { FieldGroup, Scope, StaffRole } from './staff.contract.ts';

const permissionOf = (name: PermissionName): Permission | undefined =>
  Object.hasOwn(PERMISSIONS, name) ? PERMISSIONS[name] : undefined;

/** @returns how far the role may use the permission; null: not at all */
export function scopeOf(role: StaffRole, name: PermissionName): Scope | null {
  const scopes = permissionOf(name)?.scopes;
  return scopes !== undefined && Object.hasOwn(scopes, role) ? (scopes[role] ?? null) : null;
}

/** @returns what of a case the role may read by this permission */
export function fieldsOf(role: StaffRole, name: PermissionName): readonly FieldGroup[] {
  if (scopeOf(role, name) === null) return [];
  return permissionOf(name)?.fields?.[role] ?? [];
}

/** Whether it may be used at all, wherever. */
export const may = (role: StaffRole, name: PermissionName): boolean => scopeOf(role, name) !== null;
