/** Photographs of a case: checked and stripped, encrypted with the key of the case, then booked as a step. */
import { Problem } from '../platform/problem.ts';
import { openBytes, sealBytes, unwrapKey } from '../platform/sealing.ts';
import { CASES_PROBLEMS } from './cases.errors.ts';
import { transitionFor } from './cases.rules.ts';
import type { CaseRow } from './cases.store.ts';
import { countOf } from './history.rules.ts';
import { type ImageType, inspect, type Refusal, typeOf } from './images.rules.ts';
import { forgetStep } from './journal-steps.usecases.ts';
import { FILE_PIXELS, MOST_FILES } from './limits.data.ts';
import { digest } from './naming.usecases.ts';
import { fileName } from './retention.usecases.ts';
import { caseFor } from './status.usecases.ts';
import { markOf, takeStep } from './steps.usecases.ts';
import type { CaseWorld } from './world.usecases.ts';

/** Behind the name of the file: why it is not taken, and what to do. */
export const FILE_REASONS: Readonly<Record<Refusal, string>> = {
  empty: '是空的，请重新选一张。',
  type: '不是照片。只收 JPG、PNG、WebP 照片；请重新拍一张，或者截图再交。',
  broken: '已经损坏或不完整，打不开。请重新拍一张，或者截图再交。',
  moving: '是会动的图，请交不会动的照片。',
  pixels: '太大，最多 4000 万像素。请把照片调小，或者截图再交。',
};
const place = (caseId: number, id: string) => `attachment|bytes|${caseId}|${id}`;

/** `照片.jpg` out of whatever a device calls it: no folders, nothing that is not seen. */
export function cleanName(raw: string): string {
  const name = raw
    .replace(/^.*[/\\]/, '')
    .replace(/[\p{Cc}\p{Cf}"<>|:*?]/gu, '')
    .trim();
  return [...name].slice(-80).join('') || '照片';
}

/**
 * @param name as the citizen's device calls it
 * @returns what the citizen sees of it
 * @throws Problem 409, 410, 422 by name and reason
 */
export async function attach(
  world: CaseWorld,
  caseId: number,
  file: { name: string; bytes: Uint8Array },
  idempotencyKey: string,
): Promise<{ id: string; name: string; bytes: number }> {
  const { keys, objects, now } = world;
  const found = inspect(file.bytes, FILE_PIXELS);
  if (!found.ok)
    throw new Problem(CASES_PROBLEMS.fileRefused, {
      errors: [{ pointer: '/file', detail: `“${file.name}”${FILE_REASONS[found.reason]}` }],
    });
  const row = await caseFor(world, caseId);
  if (row.wrappedKey === null) throw new Problem(CASES_PROBLEMS.erased);
  const body = digest(keys, 'file-body', await fingerprint(file.bytes), file.name);
  const id = digest(keys, 'file', String(caseId), idempotencyKey.toLowerCase(), body);
  const size = found.bytes.length;
  const key = { value: idempotencyKey, body };
  try {
    if (!row.history.some((step) => step.file === id)) {
      if (transitionFor(row, 'attach', 'citizen', now) === null)
        throw new Problem(CASES_PROBLEMS.notPossible, { state: row.state });
      refuseWhenFull(row);
      const dataKey = await unwrapKey(keys, row.wrappedKey, caseId);
      // Bytes first: a step never names a file that is not there.
      await objects.put(fileName(id), await sealBytes(dataKey, found.bytes, place(caseId, id)));
    }
    await takeStep(world, caseId, {
      action: () => 'attach',
      role: 'citizen',
      actor: 'citizen',
      key,
      note: file.name,
      from: 'citizen',
      more: { file: id, bytes: size },
      check: refuseWhenFull,
    });
  } catch (error) {
    // Refused: the bytes belong to nothing. After any other failure the retry finds them where they are.
    if (error instanceof Problem && error.kind.status !== 503) {
      await forgetStep(world, row, markOf(world, caseId, key).mark);
      await objects.remove([fileName(id)]);
    }
    throw error;
  }
  return { id, name: file.name, bytes: size };
}

function refuseWhenFull(row: CaseRow): void {
  if (countOf(row.history, 'attach') >= MOST_FILES) throw new Problem(CASES_PROBLEMS.filesFull);
}

async function fingerprint(bytes: Uint8Array): Promise<string> {
  return Buffer.from(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)).toString('hex');
}

/** @throws Problem 404, 410 */
export async function readAttachment(
  world: CaseWorld,
  caseId: number,
  id: string,
): Promise<{ type: ImageType; bytes: Uint8Array<ArrayBuffer> }> {
  const row = await caseFor(world, caseId);
  if (row.wrappedKey === null) throw new Problem(CASES_PROBLEMS.erased);
  const isOurs = row.history.some((step) => step.file === id);
  const sealed = isOurs ? await world.objects.get(fileName(id)) : null;
  if (sealed === null) throw new Problem(CASES_PROBLEMS.fileMissing);
  const bytes = await openBytes(await unwrapKey(world.keys, row.wrappedKey, caseId), sealed, place(caseId, id));
  return { type: typeOf(bytes) ?? 'image/jpeg', bytes };
}
