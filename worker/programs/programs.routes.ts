/** The API of departments' and townships' programs: calls, operations, hazards, the admission gate. By token only. */
import { Hono } from 'hono';
import type { DeskContent } from '../desk/desk.contract.ts';
import type { HonoEnv, PublicContent } from '../platform/http.ts';
import type { ProgramEnv } from '../staff/program.middleware.ts';
import { PROGRAM_ACCESS } from './access.data.ts';
import { admissionsApiRoutes } from './admissions.routes.ts';
import { callsApiRoutes } from './calls.routes.ts';
import { Door } from './door.routes.ts';
import { hazardsApiRoutes } from './hazards.routes.ts';
import { operationsApiRoutes } from './operations.routes.ts';
import { photosApiRoutes } from './photos.routes.ts';

/** @throws Error when a route has no permission declared: the service does not start with it */
export function programsRoutes(published: PublicContent<DeskContent>): Hono<HonoEnv> {
  const api = new Hono<ProgramEnv>();
  const door = new Door(published);
  callsApiRoutes(api, door);
  operationsApiRoutes(api, door);
  photosApiRoutes(api, door);
  hazardsApiRoutes(api, door);
  admissionsApiRoutes(api, door);
  for (const { method, path } of api.routes)
    if (!PROGRAM_ACCESS.has(`${method} /api/v1${path}`)) throw new Error(`no permission declared: ${method} ${path}`);
  return api as unknown as Hono<HonoEnv>;
}
