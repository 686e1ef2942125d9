/** `/lite`: guidance, intake and tracking without any script, for old browsers and wherever scripts are blocked. */
import { Hono } from 'hono';
import type { HonoEnv, PublicContent } from '../platform/http.ts';
import { PLATFORM_PROBLEMS, Problem } from '../platform/problem.ts';
import { borderTo } from './border.routes.ts';
import { feedbackPages } from './feedback.routes.tsx';
import { guidanceRoutes } from './guidance.routes.tsx';
import { intakeRoutes } from './intake.routes.tsx';
import type { LiteContent } from './lite.contract.ts';
import { openRegistersRoutes } from './open-registers.routes.tsx';
import { trackRoutes } from './track.routes.tsx';
import { showTrouble } from './trouble.pages.tsx';

/** @param app the whole service: its API takes what these pages hand in */
export function liteRoutes(published: PublicContent<LiteContent>, app: Pick<Hono<HonoEnv>, 'fetch'>) {
  const border = borderTo(app);
  const lite = new Hono<HonoEnv>()
    .route('/', guidanceRoutes(published))
    .route('/', intakeRoutes(published, border))
    .route('/', trackRoutes(published, border))
    .route('/', openRegistersRoutes(published))
    .route('/', feedbackPages(published, border))
    .get('/lite/*', () => {
      throw new Problem(PLATFORM_PROBLEMS.noSuchPath);
    });
  lite.onError((error, c) => showTrouble(c, error));
  return lite;
}
