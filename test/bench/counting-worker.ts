/** The Worker as it is deployed, over a database that notes every statement: `GET /statements` lists and forgets them. */
import worker from '../../worker/index.ts';
import type { Env } from '../../worker/platform/env.ts';

const statements: string[] = [];

/** prepare() and exec() are the only ways to the rows; batch() takes what prepare() made. */
const noting = (database: D1Database): D1Database =>
  new Proxy(database, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]) => {
        if (name === 'prepare' || name === 'exec') statements.push(String(given[0]));
        return value.apply(target, given);
      };
    },
  });

export default {
  fetch(request, env, ctx) {
    if (new URL(request.url).pathname === '/statements') return Response.json(statements.splice(0));
    return worker.fetch(request, { ...env, DB: noting(env.DB) }, ctx);
  },
} satisfies ExportedHandler<Env>;
