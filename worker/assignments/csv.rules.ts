// Pure. Tables that people open in a spreadsheet: no cell of which is taken for a formula.

/** A cell that begins like a formula gets an apostrophe: spreadsheets show the rest as text. */
const harmless = (text: string): string => (/^[\s]*[=+\-@\t\r]/.test(text) ? `'${text}` : text);
const cell = (text: string): string => {
  const safe = harmless(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** With the byte order mark by which Excel knows UTF-8, and with CRLF (RFC 4180). */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  `\ufeff${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
