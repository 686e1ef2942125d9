// Pure. Which passwords are taken. Long counts, mixed signs do not: people write those on a note (NIST SP 800-63B).

export const LEAST_CHARACTERS = 10;
export const MOST_CHARACTERS = 128;

/** What everybody tries first; the rest is told by form. */
const COMMON = ['password', '1234567890', '0123456789', 'qwertyuiop', 'administrator', '1qaz2wsx3edc', 'abcd123456'];

/** @returns what is wrong in words for the person, null when it is taken */
export function passwordFault(
  password: string,
  { staffNumber, name }: { staffNumber: string; name: string },
): string | null {
  const length = [...password].length;
  if (length < LEAST_CHARACTERS) return `密码至少要 ${LEAST_CHARACTERS} 个字符。可以用几个词连起来，好记也难猜。`;
  if (length > MOST_CHARACTERS) return `密码最多 ${MOST_CHARACTERS} 个字符。`;
  const low = password.toLowerCase();
  if (new Set(low).size < 5) return '密码里重复的太多，太好猜。请换一个。';
  if (COMMON.some((common) => low.includes(common))) return '这个密码很多人都用，太好猜。请换一个。';
  if (low.includes(staffNumber.toLowerCase()) || (name.length > 1 && low.includes(name.toLowerCase())))
    return '密码里不要有工号或者姓名。请换一个。';
  return null;
}
