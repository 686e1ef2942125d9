// Pure. ZIP archives, which xlsx files are too: opened within limits, packed the same way every time.

import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

export type ArchiveFault = 'damaged' | 'too-large';

/** Unit: bytes. All lists of a city take about 1 MB; the rest is room for formatting that office software adds. */
const MOST_UNPACKED = 48_000_000;
const MOST_ENTRIES = 500;
/** 1980-01-01, the earliest that the format knows: the same content gives the same bytes. */
const ALWAYS_THE_SAME = '1980-01-01T00:00:00';

/** `PK\3\4`, or `PK\5\6` when there is nothing in it. */
export const isArchive = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);

/** Compound files: .xls of old, and workbooks behind a password. */
export const isOldWorkbook = (bytes: Uint8Array): boolean =>
  [0xd0, 0xcf, 0x11, 0xe0].every((byte, at) => bytes[at] === byte);

/** Windows in Chinese writes names in GBK and does not say so; they come out as one character for each byte. */
function nameOf(raw: string): string {
  const codes = [...raw].map((char) => char.codePointAt(0) ?? 0);
  if (!codes.some((code) => code > 0x7f) || codes.some((code) => code > 0xff)) return raw;
  return new TextDecoder('gb18030').decode(Uint8Array.from(codes));
}

/** @returns files by their path; folders and what operating systems add are left out */
export function openArchive(bytes: Uint8Array): Map<string, Uint8Array> | ArchiveFault {
  let [unpacked, entries] = [0, 0];
  try {
    const files = unzipSync(bytes, {
      // Sizes are counted before anything is unpacked; what is longer than its size says is cut there.
      filter: ({ name, originalSize }) => {
        unpacked += originalSize;
        if (++entries > MOST_ENTRIES || unpacked > MOST_UNPACKED) throw new RangeError('too large');
        return !name.endsWith('/') && !name.startsWith('__MACOSX/') && !/(^|\/)\./.test(name);
      },
    });
    return new Map(Object.entries(files).map(([name, content]) => [nameOf(name).replaceAll('\\', '/'), content]));
  } catch (error) {
    return error instanceof RangeError ? 'too-large' : 'damaged';
  }
}

export function packArchive(files: ReadonlyMap<string, Uint8Array>): Uint8Array<ArrayBuffer> {
  return new Uint8Array(zipSync(Object.fromEntries(files), { level: 6, mtime: ALWAYS_THE_SAME }));
}

export const bytesOf = (text: string): Uint8Array => strToU8(text);
export const textOf = (bytes: Uint8Array): string => strFromU8(bytes);
