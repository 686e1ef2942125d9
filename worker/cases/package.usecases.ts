/** A case as a package for another system: JSON, photographs, and the SHA-256 of each file. */
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { readAttachment } from './attachments.usecases.ts';
import { type CaseNotices, listNotices, openNotice } from './notice-reading.usecases.ts';
import { MANIFEST_FORMAT, type Manifest, type ManifestFile } from './package.contract.ts';
import { type AnswerReading, caseFile, photoPath, readAnswer, readmeFile } from './package.rules.ts';
import { openCase } from './reading.usecases.ts';
import { dayNumber, dayText, idText, sha256Text } from './trail.rules.ts';
import { AUDIT_SQL, runAuditSql } from './trail.store.ts';
import type { AuditEvent } from './trail-audit.rules.ts';
import type { Viewer } from './viewer.rules.ts';
import type { CaseWorld } from './world.usecases.ts';

const encode = (value: unknown): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(
    typeof value === 'string' ? value : JSON.stringify(value, null, 2),
  ) as Uint8Array<ArrayBuffer>;
const sha256 = async (bytes: Uint8Array<ArrayBuffer>) =>
  Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex');

/** What the chain says of each step in public; nothing sealed is in it. */
async function chainOf({ db }: CaseWorld, id: number, version: number): Promise<object[]> {
  const events = await runAuditSql(db)<AuditEvent>(AUDIT_SQL.events(id, 0, version));
  return events
    .filter((event) => event.case_id === id)
    .map(({ seq, at, action, from_state, to_state, actor, content_hash, prev_hash, hash }) => ({
      seq,
      at: new Date(at).toISOString(),
      action,
      fromState: from_state,
      toState: to_state,
      actor,
      contentHash: content_hash,
      previousHash: prev_hash,
      hash,
    }));
}

async function noticesOf(world: CaseWorld, viewer: Viewer, listed: CaseNotices | null): Promise<object[]> {
  const documents: object[] = [];
  for (const { row, number } of listed?.notices ?? []) {
    const opened = await openNotice(world, viewer, row.id);
    if (opened !== null)
      documents.push({
        number,
        kind: row.kind,
        madeAt: new Date(row.madeAt).toISOString(),
        voidReason: opened.voidReason,
        document: opened.document,
      });
  }
  return documents;
}

/**
 * The package as a stream: one photograph at a time is in memory. Logged as an export, and as a read of the identity
 * when that is in it.
 * @returns null for a case that is not there, not to be seen, or erased
 */
export async function packCase(
  world: CaseWorld,
  viewer: Viewer,
  id: number,
  staffNumber: string,
): Promise<{ number: string; body: ReadableStream<Uint8Array> } | null> {
  const opened = await openCase(world, viewer, id, ['export', 'identity']);
  if (opened === null || opened.matter === null) return null;
  const [chain, notices] = await Promise.all([
    chainOf(world, id, opened.row.version),
    listNotices(world, viewer, id).then((listed) => noticesOf(world, viewer, listed)),
  ]);
  const files = opened.row.history.flatMap(({ file }) => (file === undefined ? [] : [file]));
  async function* parts(): AsyncGenerator<[path: string, bytes: Uint8Array<ArrayBuffer>]> {
    yield ['README.txt', encode(readmeFile(idText(id)))];
    if (opened !== null) yield ['case.json', encode(caseFile(opened, world.content.directory))];
    yield ['chain.json', encode(chain)];
    yield ['notices.json', encode(notices)];
    for (const [at, file] of files.entries()) {
      const { type, bytes } = await readAttachment(world, id, file);
      yield [photoPath(at, file, type), bytes];
    }
  }
  const about = { case: idText(id), madeAt: new Date(world.now).toISOString(), madeBy: staffNumber };
  return { number: opened.matter.number, body: zipped(parts(), about) };
}

function zipped(
  parts: AsyncGenerator<[path: string, bytes: Uint8Array<ArrayBuffer>]>,
  about: Omit<Manifest, 'format' | 'files'>,
): ReadableStream<Uint8Array> {
  const files: ManifestFile[] = [];
  let zip: Zip;
  const add = (path: string, bytes: Uint8Array) => {
    // Photographs do not become smaller.
    const file = path.startsWith('photos/') ? new ZipPassThrough(path) : new ZipDeflate(path, { level: 6 });
    zip.add(file);
    file.push(bytes, true);
  };
  return new ReadableStream<Uint8Array>({
    start(controller) {
      zip = new Zip((error, chunk, isLast) => {
        if (error) return controller.error(error);
        controller.enqueue(chunk);
        if (isLast) controller.close();
      });
    },
    async pull() {
      const part = await parts.next();
      if (!part.done) {
        const [path, bytes] = part.value;
        files.push({ path, bytes: bytes.length, sha256: await sha256(bytes) });
        return add(path, bytes);
      }
      const manifest: Manifest = { format: MANIFEST_FORMAT, ...about, files };
      add('manifest.json', encode(manifest));
      zip.end();
    },
  });
}

/** @param bytes of the file that was handed in */
export async function readAnswerFile(world: CaseWorld, id: number, bytes: Uint8Array): Promise<AnswerReading> {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes));
  } catch {
    json = undefined;
  }
  const text = typeof json === 'object' && json !== null && 'text' in json ? json.text : '';
  const textHash = await sha256Text(typeof text === 'string' ? text : '');
  return readAnswer(json, { id, today: dayText(dayNumber(world.now)), textHash });
}
