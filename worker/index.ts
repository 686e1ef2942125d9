import { createApp } from './app.ts';
import type { Env } from './platform/env.ts';

const { app, published, runJobs } = createApp();

export default {
  fetch(request, env, ctx) {
    // What has been asked before is answered before any routing: see docs/performance.md.
    return published.recall(request, Date.now()) ?? app.fetch(request, env, ctx);
  },
  async scheduled(controller, env) {
    await runJobs(env, controller.cron);
  },
} satisfies ExportedHandler<Env>;
