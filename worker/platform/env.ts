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
  /** Hours for which a sealed name may be read after approval; 24 when nothing is said. See `cases/looks.rules.ts`. */
  IDENTITY_HOURS?: string;
  /** Sites that may write beside those of the register, separated by spaces. Our own pages always may. */
  ALLOWED_ORIGINS?: string;
  /** `on`: queries without an answer are counted. Anything else, a slip of the pen too, is off. */
  UNANSWERED_COUNTER?: string;
  /** Where it is told what happens to cases (never what they say): see docs/operating.md. Without it nothing is told. */
  OUTBOX_URL?: string;
  /** A secret: signs what is told. */
  OUTBOX_SECRET?: string;
  /** How staff sign in: `local` (the usual), `oidc`, `access`. Anything else closes the desk. */
  AUTH_MODE?: string;
  /** The other side, for `oidc` and `access`: see `staff/identity.rules.ts`. */
  AUTH_ISSUER?: string;
  AUTH_AUDIENCE?: string;
  AUTH_KEYS_URL?: string;
  AUTH_ALGORITHM?: string;
  AUTH_CLAIM?: string;
  OIDC_AUTHORIZE_URL?: string;
  OIDC_TOKEN_URL?: string;
  /** A secret. */
  OIDC_CLIENT_SECRET?: string;
  /** SHA-256 (hex) of the code that makes the very first account; of no use once there is one. */
  SETUP_CODE_HASH?: string;
}

export const countsUnanswered = (env: Env): boolean => env.UNANSWERED_COUNTER === 'on';
