// Pure. The common Chinese characters, which every browser knows and nobody needs to be sent.

let common: string[] | undefined;

/** The 3,755 characters of GB 2312 level 1, by their sounds: rows 16 to 55, 94 to a row. */
export function commonCharacters(): string[] {
  if (common) return common;
  const bytes: number[] = [];
  for (let high = 0xb0; high <= 0xd7; high++) for (let low = 0xa1; low <= 0xfe; low++) bytes.push(high, low);
  // The last row is not full: what has no character is left out.
  common = [...new TextDecoder('gbk').decode(new Uint8Array(bytes))].filter((char) => /[\u4e00-\u9fff]/.test(char));
  return common;
}
