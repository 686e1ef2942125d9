// Pure. Moments as people type them.

const SHANGHAI_MS = 8 * 3_600_000;
const TYPED = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[\sT]*(\d{1,2})[:：](\d{2})(?::00(?:\.0+)?)?$/;

/** @param text `2026-12-01 14:30`, also from a browser's own field @returns ms since 1970-01-01T00:00Z; null: no such moment */
export function readMoment(text: string): number | null {
  const found = TYPED.exec(text.trim());
  if (found === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = found.slice(1).map(Number);
  const at = Date.UTC(year, month - 1, day, hour, minute);
  const back = new Date(at);
  const isReal =
    back.getUTCFullYear() === year &&
    back.getUTCMonth() === month - 1 &&
    back.getUTCDate() === day &&
    hour < 24 &&
    minute < 60;
  return isReal ? at - SHANGHAI_MS : null;
}
