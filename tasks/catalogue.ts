/**
 * npm run catalogue:check  -- [DIR]             checks a set of lists, writes nothing
 * npm run catalogue:import -- [DIR] [--remote]  checks, then puts it into the database as one transaction
 * npm run catalogue:publish -- [--remote]       learns from the set that the desk has put into force, makes the static files
 * npm run catalogue:report -- [--remote]        items without a responsible office; queries without an answer
 * DIR is `catalogue` unless given. Exit code 1 when there is a fault.
 */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Converter } from 'opencc-js';
import { pinyin } from 'pinyin-pro';
import { bytesOf } from '../worker/catalogue/archive.rules.ts';
import { packSet, unpackSet } from '../worker/catalogue/bundle.rules.ts';
import type { CatalogueSet } from '../worker/catalogue/catalogue.contract.ts';
import { type ImportStatement, importStatements } from '../worker/catalogue/catalogue.store.ts';
import { checkCatalogue, describeFault } from '../worker/catalogue/check.rules.ts';
import { type CatalogueContent, contentOf } from '../worker/catalogue/content.rules.ts';
import { embedFilesOf } from '../worker/catalogue/embed.rules.ts';
import { type Learnt, learn } from '../worker/catalogue/learning.rules.ts';
import { bundleOf, learntKey, setKey } from '../worker/catalogue/sets.usecases.ts';
import { root, run, stateDir } from './environment.mjs';

const publicDir = join(root, 'dist/public');
/** What was imported last: lets a later start write the widget's data again without reading the database. */
const importedFile = join(stateDir, 'catalogue.json');

export interface LoadedCatalogue {
  content: CatalogueContent;
  learnt: Learnt;
  contentHash: string;
}

/** Every CSV and JSON file below a directory, by its path from there. */
function readFiles(dir: string): Map<string, Uint8Array> {
  if (!existsSync(dir)) return new Map();
  const names = readdirSync(dir, { recursive: true })
    .map((name) => String(name).replaceAll('\\', '/'))
    .filter((name) => /\.(csv|json)$/.test(name));
  return new Map(names.map((name) => [name, new Uint8Array(readFileSync(join(dir, name)))]));
}

/** @throws Error with all faults, one a line */
function checkedSet(files: ReadonlyMap<string, Uint8Array>): CatalogueSet {
  const result = checkCatalogue(files);
  if (!result.ok)
    throw new Error(
      `${result.faults.map(describeFault).join('\n')}\n共 ${result.faults.length} 处要改。什么也没有写入。`,
    );
  return result.set;
}

/** @throws Error with all faults, one a line */
export const loadContent = (dir: string): CatalogueContent => contentOf(checkedSet(readFiles(dir)));

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Learning takes about 40 s: what was learnt from the same input by the same code is kept. */
function learnOnce(content: CatalogueContent): Learnt {
  const code = [
    'learning.rules.ts',
    '../search/training.rules.ts',
    '../search/hint-training.rules.ts',
    '../search/hints.rules.ts',
    '../search/alarm.rules.ts',
    '../search/alarm-training.rules.ts',
    '../search/dial-training.rules.ts',
    'danger-examples.rules.ts',
    '../search/search.rules.ts',
    '../search/characters.rules.ts',
    '../search/sound.rules.ts',
    '../search/sound-groups.rules.ts',
    'sound-groups.rules.ts',
    'content.rules.ts',
  ]
    .map((file) => readFileSync(join(root, 'worker/catalogue', file), 'utf8'))
    .join('');
  // Nothing is learnt from the register of sites: it changes more often than the lists.
  const input = JSON.stringify({ ...content, sites: [] });
  const file = join(root, 'node_modules/.cache/one-window', `${sha256(code + input)}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Learnt;
  const toTraditional = traditionalForms();
  const learnt = learn(content, {
    syllableOf: (char) =>
      /[\u3400-\u9fff]/.test(char) ? pinyin(char, { toneType: 'none', v: true }).replace('ü', 'v') : '',
    traditionalOf: (char) => toTraditional.get(char) ?? [],
  });
  mkdirSync(join(file, '..'), { recursive: true });
  // Whole or not at all: tests learn side by side.
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, JSON.stringify(learnt));
  renameSync(unfinished, file);
  return learnt;
}

/** Simplified character → traditional ones, over all common Chinese characters. */
function traditionalForms(): Map<string, string[]> {
  const simplify = Converter({ from: 't', to: 'cn' });
  const forms = new Map<string, string[]>();
  for (let code = 0x4e00; code <= 0x9fff; code++) {
    const char = String.fromCharCode(code);
    const simplified = simplify(char);
    if (simplified !== char && simplified.length === 1) forms.set(simplified, [...(forms.get(simplified) ?? []), char]);
  }
  return forms;
}

export function loadCatalogue(dir: string): LoadedCatalogue {
  return loadSet(checkedSet(readFiles(dir)));
}

function loadSet(set: CatalogueSet): LoadedCatalogue {
  const content = contentOf(set);
  const learnt = learnOnce(content);
  return { content, learnt, contentHash: sha256(JSON.stringify({ content, learnt })) };
}

/** The set imported last into the local database, else the demonstration set. */
export function currentCatalogue(): LoadedCatalogue {
  if (!existsSync(importedFile)) return loadCatalogue(join(root, 'catalogue'));
  return JSON.parse(readFileSync(importedFile, 'utf8')) as LoadedCatalogue;
}

/** Writes the data files of the widget. Their names are stable; their freshness is a matter of headers. */
export function writeEmbedData({ content, learnt, contentHash }: LoadedCatalogue, outDir = publicDir): void {
  const dir = join(outDir, 'embed/data');
  mkdirSync(dir, { recursive: true });
  const files = embedFilesOf(content, learnt, `${content.manifest.version}+${contentHash.slice(0, 8)}`);
  for (const [name, data] of Object.entries(files)) writeFileSync(join(dir, `${name}.json`), JSON.stringify(data));
}

const literal = ({ sql, json }: ImportStatement): string =>
  `${json === null ? sql : sql.replaceAll('?1', () => `'${json.replaceAll("'", "''")}'`)};`;

async function wrangler(args: string[], remote: boolean): Promise<string> {
  const where = remote ? ['--remote'] : ['--local', '--persist-to', stateDir];
  return run('wrangler', [...args, ...where], { env: { CI: 'true' } });
}

interface StatementResult {
  results: Record<string, unknown>[];
}

async function query(sql: string, remote: boolean): Promise<StatementResult['results']> {
  const output = await wrangler(['d1', 'execute', 'DB', '--json', '--command', sql], remote);
  const [first] = JSON.parse(output.slice(output.indexOf('['))) as StatementResult[];
  return first?.results ?? [];
}

const COUNTS = `SELECT (SELECT count(*) FROM service_item WHERE retired_release IS NULL) AS items,
  (SELECT count(*) FROM service_item WHERE retired_release IS NOT NULL) AS retired,
  (SELECT count(*) FROM item_office) AS assignments`;
const IN_FORCE = 'SELECT id, content_hash AS hash, bundle FROM catalogue_release ORDER BY id DESC LIMIT 1';

/** As wrangler.toml names it. */
const BUCKET = 'one-window';

async function keepObject(key: string, bytes: Uint8Array, scratch: string, remote: boolean): Promise<void> {
  const file = join(scratch, 'object');
  writeFileSync(file, bytes);
  await wrangler(['r2', 'object', 'put', `${BUCKET}/${key}`, '--file', file], remote);
}

/** What the desk needs to change one list, or to go back: the files of the set, and what was learnt from them. */
async function keepCatalogue(set: CatalogueSet, learnt: Learnt, scratch: string, remote: boolean): Promise<string> {
  const bundle = await bundleOf(set);
  await keepObject(setKey(bundle), packSet(set), scratch, remote);
  await keepObject(learntKey(bundle), bytesOf(JSON.stringify(learnt)), scratch, remote);
  return bundle;
}

async function inScratch<T>(work: (scratch: string) => Promise<T>): Promise<T> {
  const scratch = mkdtempSync(join(tmpdir(), 'one-window-'));
  try {
    return await work(scratch);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** Static files of what is in force: the widget's data; on Cloudflare they travel with a deployment. */
async function publishFiles(loaded: LoadedCatalogue, remote: boolean): Promise<void> {
  if (!remote) {
    mkdirSync(stateDir, { recursive: true });
    writeFileSync(importedFile, JSON.stringify(loaded));
  }
  writeEmbedData(loaded);
  if (remote) await run('wrangler', ['deploy'], { show: true });
}

/** @param follows id of the release that `set` was made from; another one since then makes the import fail */
async function putInForce(set: CatalogueSet, origin: 'import' | 'publish', follows: number | null, remote: boolean) {
  const loaded = loadSet(set);
  const [before] = await query(IN_FORCE, remote);
  const isSame = before?.['hash'] === loaded.contentHash;
  await inScratch(async (scratch) => {
    if (isSame && before?.['bundle'] !== null && origin === 'import') return;
    const bundle = await keepCatalogue(set, loaded.learnt, scratch, remote);
    const file = join(scratch, 'import.sql');
    const record = { bundle, origin, follows };
    // The same content again: nothing changes but what is known about it.
    const statements: ImportStatement[] = isSame
      ? [
          {
            sql: `UPDATE catalogue_release SET bundle='${bundle}'${origin === 'publish' ? `, learnt=1, published_at=${Date.now()}` : ''} WHERE id=${Number(before?.['id'])}`,
            json: null,
          },
        ]
      : importStatements(loaded.content, loaded.learnt, loaded.contentHash, Date.now(), record);
    writeFileSync(file, statements.map(literal).join('\n'));
    await wrangler(['d1', 'execute', 'DB', '--yes', '--file', file], remote);
  });
  return { loaded, isSame };
}

export async function importCatalogue(dir: string, remote: boolean): Promise<string> {
  const { loaded, isSame } = await putInForce(checkedSet(readFiles(dir)), 'import', null, remote);
  if (isSame) return '内容和库里的一样，没有变化。';
  await publishFiles(loaded, remote);
  const after = (await query(COUNTS, remote))[0] ?? {};
  return `已导入 ${loaded.content.manifest.name}(${loaded.content.manifest.version})：现行事项 ${after['items']} 条，已取消 ${after['retired']} 条，镇街与机构对应 ${after['assignments']} 条。`;
}

/** Learns from what the desk has put into force, and makes the widget's files from it. */
export async function publishCatalogue(remote: boolean): Promise<string> {
  const [inForce] = await query(IN_FORCE, remote);
  if (!inForce) throw new Error('库里还没有目录。先运行 npm run catalogue:import。');
  if (typeof inForce['bundle'] !== 'string')
    throw new Error('现行的目录没有留底。用 npm run catalogue:import 再导入一次整套。');
  const key = setKey(inForce['bundle']);
  const files = await inScratch(async (scratch) => {
    const file = join(scratch, 'set.zip');
    await wrangler(['r2', 'object', 'get', `${BUCKET}/${key}`, '--file', file], remote);
    return unpackSet(new Uint8Array(readFileSync(file)));
  });
  if (files === null) throw new Error(`存储里的 ${key} 打不开。用 npm run catalogue:import 再导入一次整套。`);
  const { loaded } = await putInForce(checkedSet(files), 'publish', Number(inForce['id']), remote);
  await publishFiles(loaded, remote);
  return `已重新学过并发布 ${loaded.content.manifest.name}(${loaded.content.manifest.version})：接口、工作台和网站上的小组件用的是同一版。`;
}

/** Enough for an afternoon's work on the lists. */
const UNANSWERED_SHOWN = 50;

async function reportUnanswered(remote: boolean): Promise<string> {
  const rows = await query(
    `SELECT text, count, last_day FROM unanswered_query ORDER BY count DESC, last_day DESC, text LIMIT ${UNANSWERED_SHOWN}`,
    remote,
  );
  if (rows.length === 0) return '没有记下查不到的话。';
  const lines = rows.map((row) => `${row['count']}\t${row['last_day']}\t${row['text']}`);
  return `查不到的话（次数、最近一天、说法）：\n${lines.join('\n')}\n该查到的，把说法补进 catalogue/search/，再导入。`;
}

async function reportOffices(remote: boolean): Promise<string> {
  const rows = await query(
    `SELECT division.name AS township, service_item.code AS code, service_item.name AS name
     FROM division JOIN service_item ON service_item.retired_release IS NULL
     LEFT JOIN item_office ON item_office.township_code = division.code AND item_office.item_code = service_item.code
     WHERE division.kind IN ('town','subdistrict') AND division.retired_release IS NULL AND item_office.item_code IS NULL
     ORDER BY division.code, service_item.code`,
    remote,
  );
  if (rows.length === 0) return '每个镇街的每个事项都有一个负责的机构。';
  const lines = rows.map((row) => `${row['township']}\t${row['code']}\t${row['name']}`);
  return `${lines.join('\n')}\n共 ${rows.length} 处没有负责的机构：在 item_offices.csv 里写明由哪个机构负责，再导入。`;
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { remote: { type: 'boolean' } } });
  const [command, dir = 'catalogue'] = positionals;
  const remote = values.remote ?? false;
  try {
    if (command === 'check') {
      const content = loadContent(resolve(dir));
      console.log(`没有发现问题：${content.manifest.name}(${content.manifest.version})。`);
    } else if (command === 'import') console.log(await importCatalogue(resolve(dir), remote));
    else if (command === 'publish') console.log(await publishCatalogue(remote));
    else if (command === 'report') {
      console.log(await reportOffices(remote));
      console.log(await reportUnanswered(remote));
    } else
      throw new Error(
        '用法:npm run catalogue:check -- 目录 | catalogue:import -- 目录 [--remote] | catalogue:publish | catalogue:report',
      );
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
