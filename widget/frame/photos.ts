/**
 * Photos are drawn anew on the device: what the camera wrote beside the picture (place, time, model) cannot come
 * along, and a picture of eight megabytes becomes one of some hundred kilobytes.
 */
import { newKey } from './api.ts';

export const MOST_PHOTOS = 10;
const LONGEST_SIDE_PX = 1600;
const QUALITY = 0.82;

export interface Photo {
  blob: Blob;
  /** `blob:`; to be revoked. */
  url: string;
  name: string;
  /** Idempotency key of its upload. */
  key: string;
  isSent: boolean;
}

function decode(file: Blob): Promise<ImageBitmap | HTMLImageElement> {
  // An image element turns the picture as the camera says, in every browser that we support.
  const url = URL.createObjectURL(file);
  const image = new Image();
  return new Promise<HTMLImageElement>((done, fail) => {
    image.onload = () => done(image);
    image.onerror = () => fail(new Error('image'));
    image.src = url;
  }).finally(() => URL.revokeObjectURL(url));
}

/** @throws when it is no picture that this browser can read */
export async function reencode(file: File): Promise<Photo> {
  const image = await decode(file);
  const scale = Math.min(1, LONGEST_SIDE_PX / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(image.width * scale));
  canvas.height = Math.max(1, Math.round(image.height * scale));
  const context = canvas.getContext('2d');
  if (!context) throw new Error('canvas');
  // JPEG knows no transparency: what was see-through would turn black.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', QUALITY));
  if (!blob) throw new Error('canvas');
  const name = `${file.name.replace(/\.\w+$/, '').slice(0, 60) || 'photo'}.jpg`;
  return { blob, url: URL.createObjectURL(blob), name, key: newKey(), isSent: false };
}
