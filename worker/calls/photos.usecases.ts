/** Photographs as evidence: checked and stripped, encrypted with the key of the call, then named by the step. */
import { cleanName, FILE_REASONS } from '../cases/attachments.usecases.ts';
import type { FieldFault } from '../cases/deskwork.contract.ts';
import { type ImageType, inspect, typeOf } from '../cases/images.rules.ts';
import { FILE_BYTES, FILE_PIXELS } from '../cases/limits.data.ts';
import { digest } from '../cases/naming.usecases.ts';
import { logRead } from '../cases/reading.usecases.ts';
import type { Viewer } from '../cases/viewer.rules.ts';
import { openBytes, sealBytes, unwrapKey } from '../platform/sealing.ts';
import type { CallTurn } from './calls.contract.ts';
import { readCallAs } from './calls.store.ts';
import { callPhotoObject, callPhotoPlace, MOST_CALL_PHOTOS, photosOf } from './photos.rules.ts';
import type { CallMove } from './steps.rules.ts';
import type { CallWorld } from './world.usecases.ts';

export interface PhotoFile {
  /** As the device calls it; only what is wrong is said with it. */
  name: string;
  bytes: Uint8Array;
}

export interface ReadyPhotos {
  /** SHA-256 of each as it came: the same form again has the same ones. */
  prints: string[];
  faults: FieldFault[];
  /** What is kept of each, without what it tells beside the picture; one for each print once there are no faults. */
  pictures: Uint8Array<ArrayBuffer>[];
}

/** What is wrong with them, all at once. */
export async function readyPhotos(files: readonly PhotoFile[]): Promise<ReadyPhotos> {
  const ready: ReadyPhotos = { prints: [], faults: [], pictures: [] };
  const fault = (text: string) => ready.faults.push({ field: 'photos', text });
  if (files.length > MOST_CALL_PHOTOS) fault(`一次最多交 ${MOST_CALL_PHOTOS} 张照片，请挑最要紧的。`);
  for (const { name, bytes } of files.slice(0, MOST_CALL_PHOTOS)) {
    const print = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
    const hex = Buffer.from(print).toString('hex');
    // Chosen twice, kept once.
    if (ready.prints.includes(hex)) continue;
    ready.prints.push(hex);
    const said = `照片“${cleanName(name)}”`;
    if (bytes.length > FILE_BYTES) {
      fault(`${said}超过 8 MB，请调小一点，或者截图再交。`);
      continue;
    }
    const found = inspect(bytes, FILE_PIXELS);
    if (found.ok) ready.pictures.push(found.bytes);
    else fault(`${said}${FILE_REASONS[found.reason]}`);
  }
  return ready;
}

/**
 * Bytes first: a step never names a picture that is not there.
 * @param wrappedKey of the call. Two attempts at one form may have two keys: neither writes over the other's pictures
 * @returns ids, for the step to name
 */
export async function putPhotos(
  { objects, keys }: Pick<CallWorld, 'objects' | 'keys'>,
  { id, wrappedKey }: { id: number; wrappedKey: string },
  once: string,
  { prints, pictures }: ReadyPhotos,
): Promise<string[]> {
  if (pictures.length === 0) return [];
  const dataKey = await unwrapKey(keys, wrappedKey, id);
  const photos: string[] = [];
  for (const [at, picture] of pictures.entries()) {
    const photo = digest(keys, 'call-photo', String(id), once.toLowerCase(), wrappedKey, prints[at] ?? '');
    await objects.put(callPhotoObject(photo), await sealBytes(dataKey, picture, callPhotoPlace(id, photo)));
    photos.push(photo);
  }
  return photos;
}

/** The step, with the photographs that it names. */
export const showing = (move: CallMove, photos: readonly string[]): CallMove =>
  photos.length === 0 ? move : { ...move, data: { ...move.data, photos: [...photos] } };

/** After a step that may not have been written: what nothing names is not kept. */
export async function dropPhotos(
  { objects }: Pick<CallWorld, 'objects'>,
  history: readonly CallTurn[],
  ids: readonly string[],
): Promise<void> {
  const named = photosOf(history);
  const loose = ids.filter((photo) => !named.includes(photo));
  if (loose.length > 0) await objects.remove(loose.map(callPhotoObject));
}

/** @returns null for one that is not there or not to be seen; auditors read what was done, not what was written */
export async function openCallPhoto(
  world: CallWorld,
  viewer: Viewer,
  id: number,
  photo: string,
): Promise<{ type: ImageType; bytes: Uint8Array<ArrayBuffer> } | null> {
  const row = viewer.role === 'auditor' ? null : await readCallAs(world.db, id, viewer);
  if (row === null || !photosOf(row.history).includes(photo)) return null;
  if (row.wrappedKey === '') return null;
  await logRead(world, viewer.staffId, { of: 'call', id }, 'photo');
  const sealed = await world.objects.get(callPhotoObject(photo));
  if (sealed === null) return null;
  const dataKey = await unwrapKey(world.keys, row.wrappedKey, id);
  const bytes = await openBytes(dataKey, sealed, callPhotoPlace(id, photo));
  return { type: typeOf(bytes) ?? 'image/jpeg', bytes };
}
