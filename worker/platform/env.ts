/** Cloudflare's own bindings: named only in `worker/platform/` and `worker/index.ts`. */
export interface Env {
  DB: D1Database;
  /** Journal of cases (`journal/<id>`) and photographs (`files/<id>`), all of it encrypted before it gets there. */
  BUCKET: R2Bucket;
  /** The static files, for the one page that needs a header of today: see worker/sites. */
  ASSETS?: Fetcher;
  /** JSON, a secret: see `keys.ts`. `npm start` makes one for this machine alone. */
  CASE_KEYS: string;
  /** `production` refuses development keys and every switch that loosens a limit. */
  ENVIRONMENT: string;
  /** `off` lifts the limits of abuse for load tests, on loopback only. */
  RATE_LIMITS?: string;
  /** JSON: limits of abuse that differ from `limits.data.ts`. */
  LIMITS?: string;
  /** `off` leaves the journal away, for measuring what it costs. Never in production. */
  JOURNAL?: string;
  /** Sites that may write beside those of the register, separated by spaces. Our own pages always may. */
  ALLOWED_ORIGINS?: string;
  /** `on`: queries without an answer are counted. Anything else, a slip of the pen too, is off. */
  UNANSWERED_COUNTER?: string;
}

export const countsUnanswered = (env: Env): boolean => env.UNANSWERED_COUNTER === 'on';
