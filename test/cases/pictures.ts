/** Small pictures made by hand, with what cameras and programs leave in them. */

const ascii = (text: string) => [...text].map((char) => char.charCodeAt(0));
const u16 = (value: number) => [value >> 8, value & 255];
const u32 = (value: number) => [...u16(value >>> 16), ...u16(value & 0xffff)];
const u32le = (value: number) => u32(value).reverse();

/** What must not survive: a place, a name, a device. */
export const TELLTALE = 'GPS 117.0053E 35.4012N Zhang San iPhone';

const segment = (marker: number, payload: number[]) => [0xff, marker, ...u16(payload.length + 2), ...payload];

export function jpeg({ width = 16, height = 16, tail = '' } = {}): Uint8Array {
  return Uint8Array.from([
    0xff,
    0xd8,
    ...segment(0xe0, [...ascii('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    ...segment(0xe1, ascii(`Exif\0\0${TELLTALE}`)),
    ...segment(0xe2, ascii(`ICC_PROFILE\0${TELLTALE}`)),
    ...segment(0xfe, ascii(TELLTALE)),
    ...segment(0xdb, [0, ...Array(64).fill(1)]),
    ...segment(0xc0, [8, ...u16(height), ...u16(width), 1, 1, 0x11, 0]),
    ...segment(0xda, [1, 1, 0, 0, 63, 0]),
    1,
    2,
    0xff,
    0,
    3,
    0xff,
    0xd0,
    4,
    0xff,
    0xd9,
    ...ascii(tail),
  ]);
}

const chunk = (name: string, payload: number[]) => [...u32(payload.length), ...ascii(name), ...payload, 0, 0, 0, 0];

export function png({ width = 16, height = 16 } = {}): Uint8Array {
  return Uint8Array.from([
    ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    ...chunk('IHDR', [...u32(width), ...u32(height), 8, 2, 0, 0, 0]),
    ...chunk('tEXt', ascii(`Comment\0${TELLTALE}`)),
    ...chunk('eXIf', ascii(TELLTALE)),
    ...chunk('IDAT', [1, 2, 3, 4]),
    ...chunk('IEND', []),
    ...ascii(TELLTALE),
  ]);
}

const riff = (name: string, payload: number[]) => [
  ...ascii(name),
  ...u32le(payload.length),
  ...payload,
  ...(payload.length % 2 ? [0] : []),
];

export function webp({ width = 16, height = 16, isMoving = false } = {}): Uint8Array {
  const u24le = (value: number) => u32le(value).slice(0, 3);
  const chunks = [
    ...riff('VP8X', [0x2c, 0, 0, 0, ...u24le(width - 1), ...u24le(height - 1)]),
    ...riff('ICCP', ascii(TELLTALE)),
    ...(isMoving ? riff('ANIM', [0, 0, 0, 0, 0, 0]) : []),
    ...riff('VP8 ', [0, 0, 0, 0x9d, 1, 0x2a, width & 255, width >> 8, height & 255, height >> 8, 7, 8]),
    ...riff('EXIF', ascii(TELLTALE)),
    ...riff('XMP ', ascii(TELLTALE)),
  ];
  return Uint8Array.from([...ascii('RIFF'), ...u32le(chunks.length + 4), ...ascii('WEBP'), ...chunks]);
}
export const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
