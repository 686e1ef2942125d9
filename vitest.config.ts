import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { loadCatalogue } from './tasks/catalogue.ts';
import { chromiumArguments } from './test/chromium.ts';
import { importStatements } from './worker/catalogue/catalogue.store.ts';
import { developmentKeys } from './worker/platform/keys.ts';

const { content, learnt, contentHash } = loadCatalogue('catalogue');

/** For a loaded machine too: how fast things are is measured by the benches, never by a test that runs out of time. */
const PATIENCE_MS = 60_000;

/** Four worlds; the suffix of a test file says in which one it runs. */
export default defineConfig({
  test: {
    reporters: ['default', './test/ci-line.ts'],
    projects: [
      { test: { name: 'unit', include: ['test/**/*.unit.test.ts'], environment: 'node', testTimeout: PATIENCE_MS } },
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              bindings: {
                CASE_KEYS: await developmentKeys(),
                ENVIRONMENT: 'test',
                FAULT_SUBMITS: process.env['FAULT_SUBMITS'] ?? '300',
                TEST_MIGRATIONS: await readD1Migrations('./migrations'),
                TEST_IMPORT: importStatements(content, learnt, contentHash, 0),
              },
            },
          }),
        ],
        test: {
          name: 'worker',
          include: ['test/**/*.worker.test.ts'],
          setupFiles: ['./test/worker-setup.ts'],
          testTimeout: PATIENCE_MS,
          hookTimeout: PATIENCE_MS,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/**/*.browser.test.tsx'],
          testTimeout: PATIENCE_MS,
          expect: { poll: { timeout: 10_000 } },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            instances: [{ browser: 'chromium', viewport: { width: 390, height: 800 } }],
            provider: playwright({
              launchOptions: {
                executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
                args: chromiumArguments,
              },
            }),
          },
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/**/*.e2e.test.ts'],
          environment: 'node',
          fileParallelism: false,
          testTimeout: 2 * PATIENCE_MS,
          hookTimeout: 3 * PATIENCE_MS,
          expect: { poll: { timeout: 10_000 } },
        },
      },
    ],
  },
});
