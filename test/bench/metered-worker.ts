/** The Worker as it is deployed, over a database that counts what it does: `GET /meter` tells it and begins anew. */
import worker from '../../worker/index.ts';
import type { Env } from '../../worker/platform/env.ts';
import { newMeter, watchDatabase } from '../cases/watched.ts';

const meter = newMeter();

export default {
  fetch(request, env, ctx) {
    if (new URL(request.url).pathname !== '/meter')
      return worker.fetch(request, { ...env, DB: watchDatabase(env.DB, meter) }, ctx);
    const counted = Response.json(meter);
    Object.assign(meter, newMeter());
    return counted;
  },
} satisfies ExportedHandler<Env>;
