// npm test: sets up what the tests need, then runs them all. `npm test -- --project unit` runs one world.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { ensureInstalled, node, offlineEnvironment, root } from './environment.mjs';

const BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const ADVICE =
  '请先装 Chromium 和一种中文字体（如 fonts-noto-cjk），或用 CHROMIUM=路径 指明浏览器。 / Please install Chromium and a Chinese font (such as fonts-noto-cjk), or name the browser by CHROMIUM=path.';

const findBrowser = () => [process.env.CHROMIUM ?? '', ...BROWSERS].find((path) => path !== '' && existsSync(path));

function hasChineseFont() {
  // Other systems than Linux come with one.
  if (process.platform !== 'linux') return true;
  const list = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
  return list.status === 0 && list.stdout.trim() !== '';
}

function installWithApt() {
  const isRoot = process.getuid?.() === 0;
  const sudo = isRoot ? [] : ['sudo', '-n'];
  const apt = (/** @type {string[]} */ ...args) => {
    const [command = '', ...rest] = [...sudo, 'apt-get', '-qq', ...args];
    return (
      spawnSync(command, rest, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
        .status === 0
    );
  };
  console.log('安装 Chromium 和中文字体 / installing Chromium and a Chinese font …');
  return apt('update') && apt('install', '-y', '--no-install-recommends', 'chromium', 'fontconfig', 'fonts-noto-cjk');
}

await ensureInstalled();
if (findBrowser() === undefined || !hasChineseFont()) {
  const installed = process.platform === 'linux' && existsSync('/usr/bin/apt-get') && installWithApt();
  if (!installed || findBrowser() === undefined || !hasChineseFont()) {
    console.error(ADVICE);
    process.exit(1);
  }
}

const tests = spawn(node, ['node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2)], {
  cwd: root,
  env: { ...offlineEnvironment, CHROMIUM: findBrowser() },
  stdio: ['ignore', 'inherit', 'inherit'],
});
tests.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
