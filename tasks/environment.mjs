// Shared by the commands that a person starts. Plain JavaScript without dependencies: it runs on the
// machine's own Node (20 or newer) before anything has been installed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
export const stateDir = resolve(root, process.env.STATE_DIR ?? '.wrangler/state');
/** The pinned Node that comes with the dependencies. */
export const node = join(root, 'node_modules/.bin/node');

/** Nothing leaves this machine, and no unauthenticated SQL console is opened by the development server. */
export const offlineEnvironment = {
  ...process.env,
  PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}`,
  DO_NOT_TRACK: '1',
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  WRANGLER_WRITE_LOGS: 'false',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  X_LOCAL_EXPLORER: 'false',
  X_LOCAL_OBSERVABILITY: 'false',
};

/**
 * Runs a command to its end; its output is shown only when it fails or when `show` is set.
 * @param {string} command @param {string[]} args
 * @param {{ show?: boolean, env?: Record<string, string | undefined> }} [options]
 * @returns {Promise<string>} what it printed
 */
export function run(command, args, options = {}) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...offlineEnvironment, ...options.env },
      stdio: ['ignore', options.show ? 'inherit' : 'pipe', options.show ? 'inherit' : 'pipe'],
    });
    let output = '';
    child.stdout?.on('data', (data) => (output += data));
    child.stderr?.on('data', (data) => (output += data));
    child.on('error', fail);
    child.on('close', (code) => {
      if (code === 0) return done(output);
      const error = new Error(`${command} ${args.join(' ')} ended with code ${code}\n${output}`);
      fail(Object.assign(error, { output }));
    });
  });
}

/** Installs the dependencies unless what is there comes from the present lock file. */
export async function ensureInstalled() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const marker = join(root, 'node_modules/.one-window-lock');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === lock && existsSync(node)) return;
  console.log('安装依赖（第一次约一分钟） / installing dependencies …');
  await run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error']);
  // npm may rewrite the lock file on a registry without other platforms' binaries: remember what was asked for.
  writeFileSync(marker, lock);
}
