/**
 * Every route that departments' programs may use and what it asks for: filled by `Door.opens`, read by docs/access.md
 * and the access tests. The key is `GET /api/v1/calls/:id`. Of several permissions one is enough.
 */
import type { PermissionName } from '../staff/permissions.data.ts';

export const PROGRAM_ACCESS = new Map<string, readonly PermissionName[]>();
