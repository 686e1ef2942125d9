/** An address that a route's path matches: its parameters filled in, each by its pattern. */

/** `:id`, `:id{[0-9a-f]{13}}`, `:id?` */
export const PARAMETER = /:\w+(\{(?:[^{}]|\{[^}]*\})*\})?\??/g;
const CANDIDATES = [
  ...['1', 'x', '0000000000001', '2026-11-23', '00000000-0000-4000-8000-000000000000'],
  // The id of a photograph of a call.
  'AAAAAAAAAAAAAAAAAAAAAA',
];

/** @param caseId put where the pattern asks for the id of a case */
export function concretePath(path: string, caseId = '0000000000001'): string {
  const filled = path.replace(PARAMETER, (_, braced?: string) => {
    const pattern = new RegExp(`^(?:${braced?.slice(1, -1) ?? '[^/]+'})$`);
    const fitting = [...(braced?.includes('{13}') ? [caseId] : []), ...CANDIDATES].find((one) => pattern.test(one));
    if (fitting === undefined) throw new Error(`nothing fits ${braced} of ${path}`);
    return fitting;
  });
  return filled.replace('*', 'x');
}
