// npm start: everything that a newcomer needs, on this machine alone.
import { spawn } from 'node:child_process';
import { createHash, randomInt } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { cronsIn, keepCrons } from './crons.mjs';
import { ensureInstalled, node, offlineEnvironment, root, run, stateDir } from './environment.mjs';

const port = Number(process.env.PORT ?? 8787);
const host = process.env.HOST ?? '127.0.0.1';
const origin = `http://127.0.0.1:${port}`;
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1']);
const READY_TIMEOUT_MS = 60_000;

/** @param {string} message @returns {never} */
function giveUp(message) {
  console.error(message);
  process.exit(1);
}

/** @returns {Promise<boolean>} */
function portIsFree() {
  return new Promise((done) => {
    const probe = createServer();
    probe.once('error', () => done(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)));
  });
}

async function migrate() {
  const folder = join(root, 'migrations');
  const hash = createHash('sha256');
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort())
    hash.update(readFileSync(join(folder, name)));
  const wanted = hash.digest('hex');
  const marker = join(stateDir, 'migrations.sha256');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return;
  console.log('准备数据库 / preparing the database …');
  await run('wrangler', ['d1', 'migrations', 'apply', 'DB', '--local', '--persist-to', stateDir], {
    env: { CI: 'true' },
  });
  mkdirSync(stateDir, { recursive: true });
  writeFileSync(marker, wanted);
}

async function loadCatalogueOnce() {
  if (existsSync(join(stateDir, 'catalogue.json'))) return;
  console.log('装入演示目录 / loading the demonstration catalogue …');
  await run(node, ['tasks/catalogue.ts', 'import', 'catalogue']);
}

/** Keys for this machine alone, made once. They stay in the state folder: what they sealed lies there too. */
async function keysFile() {
  await run(node, ['tasks/keys.ts']);
  // As a file: what stands on a command line can be read by everybody on the machine.
  const file = join(stateDir, 'case-keys.env');
  const secrets = {
    CASE_KEYS: readFileSync(join(stateDir, 'case-keys.json'), 'utf8').trim(),
    OUTBOX_URL: process.env.OUTBOX_URL,
    OUTBOX_SECRET: process.env.OUTBOX_SECRET,
  };
  const lines = Object.entries(secrets).flatMap(([name, value]) => (value ? [`${name}='${value}'\n`] : []));
  writeFileSync(file, lines.join(''), { mode: 0o600 });
  return file;
}

/** For the very first account of the desk. Held in memory only: each start makes another one. */
function makeSetupCode() {
  const signs = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
  const code = Array.from({ length: 16 }, () => signs[randomInt(signs.length)]).join('');
  return { text: code.replace(/(.{4})(?=.)/g, '$1-'), hash: createHash('sha256').update(code).digest('hex') };
}

/** @returns {Promise<boolean>} whether nobody has an account at the desk yet */
async function awaitsSetup() {
  const answer = await fetch(`${origin}/desk/setup`, { signal: AbortSignal.timeout(10_000) }).catch(() => null);
  return answer?.status === 200;
}

async function isReady() {
  try {
    const answer = await fetch(`${origin}/health`, { signal: AbortSignal.timeout(2_000) });
    return answer.ok;
  } catch {
    return false;
  }
}

if (!Number.isInteger(port) || port < 1 || port > 65535)
  giveUp('PORT 要是 1 到 65535 的整数。 / PORT must be a number from 1 to 65535.');
if (process.env.RATE_LIMITS === 'off' && !LOOPBACK.has(host))
  giveUp(
    'RATE_LIMITS=off 只能在本机用（HOST=127.0.0.1）。 / RATE_LIMITS=off is for a server that listens on loopback only.',
  );
if (!(await portIsFree()))
  giveUp(
    `端口 ${port} 已被占用。换一个:PORT=8788 npm start / Port ${port} is in use, choose another: PORT=8788 npm start`,
  );
await ensureInstalled();
await migrate();
await loadCatalogueOnce();
await run(node, ['tasks/build.ts', '--local']);

const setupCode = makeSetupCode();
const variables = {
  ENVIRONMENT: 'local',
  RATE_LIMITS: process.env.RATE_LIMITS,
  JOURNAL: process.env.JOURNAL,
  SETUP_CODE_HASH: setupCode.hash,
  // How staff sign in, for trying another way out on this machine.
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => /^(AUTH|OIDC)_[A-Z_]+$/.test(name))),
};
const server = spawn(
  'wrangler',
  [
    'dev',
    '--ip',
    host,
    '--port',
    String(port),
    '--persist-to',
    stateDir,
    '--show-interactive-dev-session=false',
    '--log-level',
    'error',
    '--inspector-port',
    '0',
    '--env-file',
    await keysFile(),
    ...Object.entries(variables).flatMap(([name, value]) => (value ? ['--var', `${name}:${value}`] : [])),
  ],
  { cwd: root, env: offlineEnvironment, stdio: ['ignore', 'inherit', 'inherit'], detached: true },
);
// The development server starts children of its own: the whole group goes when this command goes.
const serving = new AbortController();
const stop = () => {
  serving.abort();
  try {
    process.kill(-(server.pid ?? 0), 'SIGTERM');
  } catch {
    // It has gone already.
  }
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
// Who stops npm stops only the shell that npm has put in between: an orphan must not go on serving.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && stop(), 500).unref();
server.on('exit', (code) => process.exit(code ?? 0));

const deadline = Date.now() + READY_TIMEOUT_MS;
while (!(await isReady())) {
  if (Date.now() > deadline) {
    stop();
    giveUp('服务没有起来，请看上面的信息。 / The server did not start: see the messages above.');
  }
  await new Promise((done) => setTimeout(done, 200));
}
void keepCrons(origin, cronsIn(readFileSync(join(root, 'wrangler.toml'), 'utf8')), {
  signal: serving.signal,
  warn: (line) => console.error(line),
});
if (await awaitsSetup())
  console.log(`工作台还没有账号 / no account at the desk yet:
  建管理员 / make an administrator   ${origin}/desk/setup   安装码 / setup code   ${setupCode.text}
  或者用示例账号 / or example accounts   npm run demo:staff`);
console.log(`演示页面 / demo page          ${origin}/demo
接口文档 / API documentation  ${origin}/docs
工作台 / desk                 ${origin}/desk
停止 / stop                   Ctrl+C (数据在 / data in: ${stateDir})`);
