/**
 * node tasks/keys.ts          makes keys for this machine in the state folder, unless there are some (npm start does it)
 * node tasks/keys.ts new KID  prints a new set for production, to be piped into `wrangler secret put CASE_KEYS`
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { developmentKeys, type Keys, makeKeys, readKeys } from '../worker/platform/keys.ts';
import { stateDir } from './environment.mjs';

const localFile = join(stateDir, 'case-keys.json');

/** The value of `CASE_KEYS` for this machine; made when there is none. */
export async function localSecret(): Promise<string> {
  if (!existsSync(localFile)) {
    mkdirSync(stateDir, { recursive: true });
    // `wx`: of two that start at once, one makes them.
    try {
      writeFileSync(localFile, await developmentKeys(), { mode: 0o600, flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  return readFileSync(localFile, 'utf8');
}

/** `CASE_KEYS` of the environment, else those of this machine. */
export function presentKeys(): Keys {
  const secret = process.env['CASE_KEYS'];
  if (secret !== undefined) return readKeys({ CASE_KEYS: secret });
  if (!existsSync(localFile)) throw new Error('没有找到密钥：先运行一次 npm start，或者用环境变量 CASE_KEYS 给出。');
  return readKeys({ CASE_KEYS: readFileSync(localFile, 'utf8') });
}

if (import.meta.main) {
  const [command, kid] = process.argv.slice(2);
  if (command === 'new' && kid !== undefined) console.log(await makeKeys({ development: false, kid }));
  else if (command === undefined) await localSecret();
  else {
    console.error('用法:node tasks/keys.ts | node tasks/keys.ts new 编号');
    process.exitCode = 1;
  }
}
