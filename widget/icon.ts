// Pure. The icon of our pages: a window with one line in it, as an ICO file, which old browsers read too.

/** 16 by 16; `#` is blue, `.` white. */
const DRAWING = `
................
.##############.
.##############.
.##..........##.
.##..........##.
.##..........##.
.##..........##.
.##.########.##.
.##.########.##.
.##..........##.
.##..........##.
.##..........##.
.##..........##.
.##############.
.##############.
................
`;
const SIDE = 16;
/** Bytes of a row of one bit a pixel: rows are filled up to four bytes. */
const ROW_BYTES = 4;
const HEADER_BYTES = 40;
/** Blue, green, red, nothing: the colour of our pages, and white. */
const COLOURS = [0x7a, 0x5a, 0x0b, 0, 0xff, 0xff, 0xff, 0];

/** @returns an ICO with one bitmap of one bit a pixel, of which nothing is transparent */
export function iconFile(): Uint8Array {
  const at = 6 + 16;
  const bytes = at + HEADER_BYTES + COLOURS.length + 2 * SIDE * ROW_BYTES;
  const file = new DataView(new ArrayBuffer(bytes));
  const put16 = (position: number, value: number) => file.setUint16(position, value, true);
  const put32 = (position: number, value: number) => file.setUint32(position, value, true);
  put16(2, 1);
  put16(4, 1);
  file.setUint8(6, SIDE);
  file.setUint8(7, SIDE);
  file.setUint8(8, 2);
  put16(10, 1);
  put16(12, 1);
  put32(14, bytes - at);
  put32(18, at);
  put32(at, HEADER_BYTES);
  put32(at + 4, SIDE);
  // The mask below the picture counts as its second half.
  put32(at + 8, 2 * SIDE);
  put16(at + 12, 1);
  put16(at + 14, 1);
  for (const [index, value] of COLOURS.entries()) file.setUint8(at + HEADER_BYTES + index, value);
  const rows = DRAWING.trim().split('\n').reverse();
  for (const [row, pixels] of rows.entries()) {
    const bits = Number.parseInt(pixels.replace(/#/g, '0').replace(/\./g, '1'), 2);
    file.setUint16(at + HEADER_BYTES + COLOURS.length + row * ROW_BYTES, bits);
  }
  return new Uint8Array(file.buffer);
}
