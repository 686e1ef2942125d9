import { unverifiedParts } from '#lists/rules';
import { fill } from '../guide/messages.ts';
import { listOf } from '../guide/rows.ts';
import type { PageMessages } from './messages.ts';

interface LegalProps {
  p: PageMessages;
  /** Clauses joined by `;`. */
  legalBasis: string;
  /** Sum of `UNVERIFIED_BITS`. */
  unverified: number;
}

/** Few readers want the law, some need it: it stays folded. What nobody has checked is said in the open. */
export function Legal({ p, legalBasis, unverified }: LegalProps) {
  const parts = unverifiedParts(unverified).map((part) => p.parts[part]);
  return (
    <>
      {legalBasis && (
        <details>
          <summary>{p.legalBasis}</summary>
          <ul class="dots" lang="zh-CN">
            {listOf(legalBasis).map((clause) => (
              <li key={clause}>{clause}</li>
            ))}
          </ul>
        </details>
      )}
      {parts.length > 0 && <p class="notice">{fill(p.notVerified, parts.join(p.comma))}</p>}
    </>
  );
}
