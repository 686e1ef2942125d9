/** @jsxImportSource hono/jsx */
/** On the page of a case: it is on the fast lane too, where minutes count. */
import { idText } from '../cases/trail.rules.ts';
import { HAZARD_KIND_TITLES, HAZARD_STATE_TITLES } from '../operations/hazards.data.ts';
import type { HazardOutOf } from '../operations/origins.usecases.ts';
import { NextDate } from './operations.pages.tsx';

export function CaseHazard({ hazard, now }: { hazard: HazardOutOf | null; now: number }) {
  if (hazard === null) return null;
  const { id, kind, state, nextAt, escalation } = hazard;
  return (
    <p class="note">
      这件事也在应急里：
      <a href={`/desk/emergency/${idText(id)}`}>
        {HAZARD_KIND_TITLES[kind]}，{HAZARD_STATE_TITLES[state]}
      </a>
      {nextAt !== null && (
        <>
          ，最晚 <NextDate at={nextAt} now={now} />
        </>
      )}
      {escalation > 0 && (
        <>
          {' '}
          <span class="tag late">{escalation === 1 ? '已报负责人' : '已报统筹办'}</span>
        </>
      )}
    </p>
  );
}
