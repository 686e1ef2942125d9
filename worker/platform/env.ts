/** Cloudflare's own bindings: named only in `worker/platform/` and `worker/index.ts`. */
export interface Env {
  DB: D1Database;
}
