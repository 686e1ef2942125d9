// Pure. Names what keeps the guide from working in a page, and the line to change.

import { type Examined, type Finding, type Level, readOurs } from './findings.ts';
import { frameFindings } from './rules-frames.ts';
import { pageFindings } from './rules-page.ts';
import { policyFindings } from './rules-policy.ts';
import { tagFindings } from './rules-tags.ts';

const ORDER: readonly Level[] = ['stops', 'harms', 'note'];

/** The worst first; empty when nothing is wrong with what could be looked at. */
export function diagnose(examined: Examined): Finding[] {
  // Line numbers count the same on every system.
  const even = {
    ...examined,
    html: examined.html.replace(/\r\n?/g, '\n'),
    headers: examined.headers.replace(/\r\n?/g, '\n'),
  };
  const ours = readOurs(even);
  const found = [
    ...tagFindings(even, ours),
    ...frameFindings(even, ours),
    ...policyFindings(even, ours),
    ...pageFindings(even, ours),
  ];
  return ORDER.flatMap((level) => found.filter((one) => one.level === level));
}
