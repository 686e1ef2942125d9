/**
 * Every route of the desk and what it asks for: filled by `deskRoute`, read by the menu, docs/access.md and the access
 * tests. The key is `GET /desk/cases/:id`.
 */
import type { PermissionName } from '../staff/permissions.data.ts';

export interface DeskAccess {
  /** `stranger`: open without signing in, such as the page on which one does. */
  permission: PermissionName | 'stranger';
  /** Asks for the password again when it was given more than five minutes ago. */
  fresh: boolean;
}

export const DESK_ACCESS = new Map<string, DeskAccess>();
