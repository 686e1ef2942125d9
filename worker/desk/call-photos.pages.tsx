/** @jsxImportSource hono/jsx */
/** Photographs of a call: the field that takes them, and the links to those that are there. */
import type { CallTurn } from '../calls/calls.contract.ts';
import { MOST_CALL_PHOTOS, photosIn } from '../calls/photos.rules.ts';
import { type Faults, FileField } from './form.pages.tsx';

export function PhotoField({ faults }: { faults: Faults }) {
  return (
    <FileField
      name="photos"
      label="照片（可以不交）"
      accept="image/jpeg,image/png,image/webp"
      many
      faults={faults}
      hint={`JPG、PNG、WebP，一次最多 ${MOST_CALL_PHOTOS} 张，每张最大 8 MB。拍摄地点、手机型号会去掉。${
        faults.length > 0 ? '照片要重新选一次。' : ''
      }`}
    />
  );
}

/** @param here address of the call */
export function TurnPhotos({ turn, here }: { turn: CallTurn; here: string }) {
  const photos = photosIn(turn);
  if (photos.length === 0) return null;
  return (
    <div>
      {photos.map((photo, at) => (
        <>
          <a href={`${here}/photos/${photo}`}>下载照片{photos.length > 1 && ` ${at + 1}`}</a>{' '}
        </>
      ))}
    </div>
  );
}
