/**
 * 2026 by hand, from the notice 国办发明电〔2025〕7号 and a wall calendar (1 January is a Thursday), knowing nothing of
 * the code or its CSV. One letter a day: W is worked, a dot is off; a group is a week or the part of one that is alike.
 */
const MONTHS = [
  // 元旦 1–3; Sunday 4 is worked
  '... W WWWWW .. WWWWW .. WWWWW .. WWWWW .',
  // 春节 15–23; Saturdays 14 and 28 are worked
  '. WWWWW .. WWWWW W ......... WWWW W',
  '. WWWWW .. WWWWW .. WWWWW .. WWWWW .. WW',
  // 清明节 4–6
  'WWW ... WWWW .. WWWWW .. WWWWW .. WWWW',
  // 劳动节 1–5; Saturday 9 is worked
  '..... WWW W . WWWWW .. WWWWW .. WWWWW ..',
  // 端午节 19–21
  'WWWWW .. WWWWW .. WWWW ... WWWWW .. WW',
  'WWW .. WWWWW .. WWWWW .. WWWWW .. WWWWW',
  '.. WWWWW .. WWWWW .. WWWWW .. WWWWW .. W',
  // 中秋节 25–27; Sunday 20 is worked
  'WWWW .. WWWWW .. WWWWW . W WWWW ... WWW',
  // 国庆节 1–7; Saturday 10 is worked
  '....... WW W . WWWWW .. WWWWW .. WWWWW .',
  '. WWWWW .. WWWWW .. WWWWW .. WWWWW .. W',
  'WWWW .. WWWWW .. WWWWW .. WWWWW .. WWWW',
].map((month) => month.replaceAll(' ', ''));

/** Every day of 2026 in order, and whether it is worked. */
export const YEAR_2026: readonly { day: string; works: boolean }[] = MONTHS.flatMap((letters, month) =>
  [...letters].map((letter, at) => ({
    day: `2026-${String(month + 1).padStart(2, '0')}-${String(at + 1).padStart(2, '0')}`,
    works: letter === 'W',
  })),
);

/** How many days each month has in the table. */
export const MONTH_LENGTHS = MONTHS.map((letters) => letters.length);
