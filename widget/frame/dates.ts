// Pure. Days and moments as one says them in Zoucheng, whatever clock the device keeps.

const ZONE = 'Asia/Shanghai';

/** ISO 8601 → date and time. */
export const momentOf = (iso: string, language: string): string =>
  new Date(iso).toLocaleString(language, { timeZone: ZONE, dateStyle: 'medium', timeStyle: 'short' });

/** `2026-11-30` → 2026年11月30日星期一 */
export const dayOf = (day: string, language: string): string =>
  new Date(`${day}T00:00:00+08:00`).toLocaleDateString(language, { timeZone: ZONE, dateStyle: 'full' });
