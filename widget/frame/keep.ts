// What a citizen takes along: the square to scan, and a picture for the album. Fetched at the confirmation only.

import { encode } from 'uqr';

export { proofLine } from '#cases/proof';

export interface Square {
  size: number;
  /** Path of an SVG, one unit a module. */
  path: string;
}

/** A long text in the coarsest squares that paper can carry. */
export function squareOf(text: string, ecc: 'L' | 'M' = 'M'): Square {
  const { data, size } = encode(text, { ecc, border: 0 });
  let path = '';
  data.forEach((row, y) => {
    row.forEach((isDark, x) => {
      if (isDark) path += `M${x} ${y}h1v1h-1z`;
    });
  });
  return { size, path };
}

const WIDTH = 720;
const MARGIN = 40;
const FONT = 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

export interface Line {
  text: string;
  /** Pixels. */
  size: number;
  isBold?: boolean;
}

/** Cuts where the width ends; Chinese may break anywhere, and a hash has no better place either. */
function wrapped(context: CanvasRenderingContext2D, text: string): string[] {
  const rows = [''];
  for (const char of text) {
    const last = rows.length - 1;
    if (context.measureText(rows[last] + char).width > WIDTH - 2 * MARGIN) rows.push(char);
    else rows[last] += char;
  }
  return rows;
}

/** Lines of text, and the square below them, as a PNG that the phone saves. */
export async function saveImage(name: string, lines: readonly Line[], square?: Square): Promise<void> {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (!context) return;
  const fontOf = ({ size, isBold }: Line) => `${isBold ? 700 : 400} ${size}px ${FONT}`;
  const rows = lines.flatMap((line) => {
    context.font = fontOf(line);
    return wrapped(context, line.text).map((text) => ({ ...line, text }));
  });
  const height = rows.reduce((sum, { size }) => sum + size * 1.6, 2 * MARGIN);
  const side = WIDTH / 2;
  canvas.width = WIDTH;
  canvas.height = height + (square ? side + MARGIN : 0);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = '#000';
  let y = MARGIN;
  for (const row of rows) {
    context.font = fontOf(row);
    y += row.size * 1.6;
    context.fillText(row.text, MARGIN, y - row.size * 0.4);
  }
  if (square) {
    context.translate((WIDTH - side) / 2, y + MARGIN);
    context.scale(side / square.size, side / square.size);
    context.fill(new Path2D(square.path));
  }
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (!blob) return;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
