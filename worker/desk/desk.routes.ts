/** `/desk`: where staff work. Pages from the server, forms that post, no script. Each part adds its routes here. */
import { Hono } from 'hono';
import type { HonoEnv, PublicContent } from '../platform/http.ts';
import { PLATFORM_PROBLEMS, Problem } from '../platform/problem.ts';
import { accountsRoutes } from './accounts.routes.tsx';
import { assignmentsRoutes } from './assignments.routes.tsx';
import { auditRoutes } from './audit.routes.tsx';
import { calendarRoutes } from './calendar.routes.tsx';
import { callsRoutes } from './calls.routes.tsx';
import { caseRoutes } from './case.routes.tsx';
import { catalogueRoutes } from './catalogue.routes.tsx';
import { countersRoutes } from './counters.routes.tsx';
import { delegationsRoutes } from './delegations.routes.tsx';
import type { DeskContent } from './desk.contract.ts';
import { dutyRoutes } from './duty.routes.tsx';
import { elsewhereRoutes } from './elsewhere.routes.tsx';
import { emergencyRoutes } from './emergency.routes.tsx';
import { type DeskEnv, deskRoute, refuseUnguarded } from './entrance.routes.ts';
import { exportRoutes } from './export.routes.tsx';
import { feedbackDeskRoutes } from './feedback.routes.tsx';
import { handlingRoutes } from './handling.routes.tsx';
import { listVersionsRoutes } from './list-versions.routes.tsx';
import { noticesRoutes } from './notices.routes.tsx';
import { officesRoutes } from './offices.routes.tsx';
import { operationsDeskRoutes } from './operations.routes.tsx';
import { outboxRoutes } from './outbox.routes.tsx';
import { publicNoticesRoutes } from './public-notices.routes.tsx';
import { queueRoutes } from './queue.routes.tsx';
import { recordsRoutes } from './records.routes.tsx';
import { recoverRoutes } from './recover.routes.tsx';
import { registerRoutes } from './register.routes.tsx';
import { rosterRoutes } from './roster.routes.tsx';
import { securityRoutes } from './security.routes.tsx';
import { setupRoutes } from './setup.routes.tsx';
import { signInRoutes } from './sign-in.routes.tsx';
import { siteDeskRoutes } from './sites.routes.tsx';
import { staffAuditRoutes } from './staff-audit.routes.tsx';
import { startRoutes } from './start.routes.tsx';
import { tokensRoutes } from './tokens.routes.tsx';
import { showTrouble } from './trouble.pages.tsx';

/** @throws Error when a route of the desk has no permission declared */
export function deskRoutes(published: PublicContent<DeskContent>): Hono<HonoEnv> {
  const desk = new Hono<DeskEnv>();
  signInRoutes(desk);
  startRoutes(desk, published);
  securityRoutes(desk, published);
  tokensRoutes(desk);
  setupRoutes(desk);
  elsewhereRoutes(desk);
  accountsRoutes(desk, published);
  staffAuditRoutes(desk, published);
  handlingRoutes(desk, published);
  registerRoutes(desk, published);
  recoverRoutes(desk, published);
  catalogueRoutes(desk, published);
  officesRoutes(desk, published);
  recordsRoutes(desk, published);
  calendarRoutes(desk, published);
  queueRoutes(desk, published);
  caseRoutes(desk, published);
  callsRoutes(desk, published);
  auditRoutes(desk, published);
  exportRoutes(desk, published);
  countersRoutes(desk, published);
  noticesRoutes(desk, published);
  outboxRoutes(desk, published);
  assignmentsRoutes(desk, published);
  delegationsRoutes(desk, published);
  dutyRoutes(desk, published);
  listVersionsRoutes(desk, published);
  operationsDeskRoutes(desk, published);
  emergencyRoutes(desk, published);
  rosterRoutes(desk, published);
  publicNoticesRoutes(desk, published);
  feedbackDeskRoutes(desk, published);
  siteDeskRoutes(desk, published);
  // More parts: one line each.

  // The last one: whatever is not there. Strangers are told to sign in, not what there is.
  deskRoute(desk, 'get', '/desk/*', 'desk.own', () => {
    throw new Problem(PLATFORM_PROBLEMS.noSuchPath);
  });
  refuseUnguarded(desk);
  desk.onError((error, c) => showTrouble(c, error));
  return desk as unknown as Hono<HonoEnv>;
}
