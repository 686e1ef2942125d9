// Pure. Photographs from strangers: what they are by their bytes, whether they are whole, and without what they tell
// beside the picture (place, time, device, thumbnails, anything behind the end).

export type ImageType = 'image/jpeg' | 'image/png' | 'image/webp';
export type Refusal = 'empty' | 'type' | 'broken' | 'moving' | 'pixels';
export type Inspection =
  | { ok: true; type: ImageType; width: number; height: number; bytes: Uint8Array<ArrayBuffer> }
  | { ok: false; reason: Refusal };

interface Parsed {
  width: number;
  height: number;
  /** The pieces that are kept, in order. */
  kept: Uint8Array[];
}
type Bytes = Uint8Array;

const startsWith = (bytes: Bytes, signature: readonly number[], at = 0) =>
  signature.every((byte, index) => bytes[at + index] === byte);
const ascii = (text: string) => [...text].map((char) => char.charCodeAt(0));
const nameAt = (bytes: Bytes, at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
const viewOf = (bytes: Bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

export function typeOf(bytes: Bytes): ImageType | null {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'image/jpeg';
  if (startsWith(bytes, PNG_SIGNATURE)) return 'image/png';
  return startsWith(bytes, ascii('RIFF')) && startsWith(bytes, ascii('WEBP'), 8) ? 'image/webp' : null;
}

/**
 * @param mostPixels width times height
 * @returns the picture alone, or why it is refused
 */
export function inspect(bytes: Bytes, mostPixels: number): Inspection {
  if (bytes.length === 0) return { ok: false, reason: 'empty' };
  const type = typeOf(bytes);
  if (type === null) return { ok: false, reason: 'type' };
  const parsed = PARSERS[type](bytes);
  if (typeof parsed === 'string') return { ok: false, reason: parsed };
  const { width, height, kept } = parsed;
  if (width * height === 0) return { ok: false, reason: 'broken' };
  if (width * height > mostPixels) return { ok: false, reason: 'pixels' };
  return { ok: true, type, width, height, bytes: joined(kept) };
}

function joined(parts: readonly Bytes[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const isFrameHeader = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const isApplication = (marker: number) => (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe;

/** Goes from marker to marker; behind the end nothing is read. */
function parseJpeg(bytes: Bytes): Parsed | Refusal {
  const view = viewOf(bytes);
  const kept: Bytes[] = [bytes.subarray(0, 2)];
  let [width, height, scans, at] = [0, 0, 0, 2];
  while (at + 2 <= bytes.length) {
    if (bytes[at] !== 0xff) return 'broken';
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xd9) {
      kept.push(bytes.subarray(at, at + 2));
      return scans > 0 && width > 0 ? { width, height, kept } : 'broken';
    }
    if (at + 4 > bytes.length) return 'broken';
    const length = view.getUint16(at + 2);
    let end = at + 2 + length;
    if (length < 2 || end > bytes.length) return 'broken';
    if (isFrameHeader(marker)) {
      if (length < 8) return 'broken';
      [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
    }
    if (marker === 0xda) {
      scans += 1;
      end = endOfScan(bytes, end);
    }
    // Of all that applications add, one says how the colours are meant: 12 bytes without anything personal.
    const isColour = marker === 0xee && length === 14 && startsWith(bytes, ascii('Adobe'), at + 4);
    if (!isApplication(marker) || isColour) kept.push(bytes.subarray(at, end));
    at = end;
  }
  return 'broken';
}

/** In a scan, FF is followed by 00 or by a restart marker; anything else ends it. */
function endOfScan(bytes: Bytes, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 2)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.length;
}

const PNG_KEPT = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'sRGB', 'gAMA', 'cHRM']);

function parsePng(bytes: Bytes): Parsed | Refusal {
  const view = viewOf(bytes);
  const kept: Bytes[] = [bytes.subarray(0, 8)];
  let [width, height, pictures, at] = [0, 0, 0, 8];
  while (at + 12 <= bytes.length) {
    const length = view.getUint32(at);
    const name = nameAt(bytes, at + 4);
    const end = at + 12 + length;
    if (end > bytes.length || (at === 8) !== (name === 'IHDR')) return 'broken';
    if (name === 'IHDR') {
      if (length !== 13) return 'broken';
      [width, height] = [view.getUint32(at + 8), view.getUint32(at + 12)];
    }
    if (name === 'IDAT') pictures += length;
    if (PNG_KEPT.has(name)) kept.push(bytes.subarray(at, end));
    // A capital first letter: a chunk without which the picture cannot be read.
    else if (/^[A-Z]/.test(name)) return 'broken';
    if (name === 'IEND') return pictures > 0 ? { width, height, kept } : 'broken';
    at = end;
  }
  return 'broken';
}

const WEBP_PICTURES = new Set(['VP8 ', 'VP8L']);
/** Flags of VP8X for colour profile, EXIF and XMP, which are left out. */
const WEBP_LEFT_OUT = 0x20 | 0x08 | 0x04;

function parseWebp(bytes: Bytes): Parsed | Refusal {
  const view = viewOf(bytes);
  if (bytes.length < 20) return 'broken';
  const stop = 8 + view.getUint32(4, true);
  if (stop > bytes.length) return 'broken';
  const kept: Bytes[] = [];
  let [width, height, pictures, at] = [0, 0, 0, 12];
  while (at + 8 <= stop) {
    const name = nameAt(bytes, at);
    const length = view.getUint32(at + 4, true);
    const end = at + 8 + length + (length & 1);
    if (at + 8 + length > stop) return 'broken';
    if (name === 'ANIM' || name === 'ANMF') return 'moving';
    if (WEBP_PICTURES.has(name)) {
      const size = webpSize(view, at + 8, length, name);
      if (size === null) return 'broken';
      [width, height] = [Math.max(width, size[0]), Math.max(height, size[1])];
      pictures += 1;
    }
    if (name === 'VP8X') {
      if (length < 10) return 'broken';
      const chunk = bytes.slice(at, end);
      chunk[8] = (chunk[8] ?? 0) & ~WEBP_LEFT_OUT;
      kept.push(chunk);
      [width, height] = [1 + uint24(view, at + 12), 1 + uint24(view, at + 15)];
    } else if (name === 'ALPH' || WEBP_PICTURES.has(name)) kept.push(bytes.subarray(at, end));
    at = end;
  }
  if (pictures !== 1) return 'broken';
  const head = bytes.slice(0, 12);
  viewOf(head).setUint32(4, 4 + kept.reduce((sum, part) => sum + part.length, 0), true);
  return { width, height, kept: [head, ...kept] };
}

const uint24 = (view: DataView, at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);

function webpSize(view: DataView, at: number, length: number, name: string): [number, number] | null {
  if (length < 10) return null;
  if (name === 'VP8L') {
    if (view.getUint8(at) !== 0x2f) return null;
    const bits = view.getUint32(at + 1, true);
    return [1 + (bits & 0x3fff), 1 + ((bits >>> 14) & 0x3fff)];
  }
  if (view.getUint8(at + 3) !== 0x9d || view.getUint16(at + 4, true) !== 0x2a01) return null;
  return [view.getUint16(at + 6, true) & 0x3fff, view.getUint16(at + 8, true) & 0x3fff];
}

const PARSERS: Record<ImageType, (bytes: Bytes) => Parsed | Refusal> = {
  'image/jpeg': parseJpeg,
  'image/png': parsePng,
  'image/webp': parseWebp,
};
