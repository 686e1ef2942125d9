import type { ComponentChildren } from 'preact';
import { SERVICE_ROLES, type StepActor, stepsOf } from '#lists/rules';
import { rowOf } from '../guide/rows.ts';
import type { ItemProps } from './item.ts';
import { Listed } from './Listed.tsx';
import { pageMessages } from './messages.ts';

export function Steps({ store, guides, at, officeLabel }: ItemProps) {
  const { t } = store;
  const p = t.pages ?? pageMessages;
  const { role, departments } = rowOf(guides.items, at);
  const ownRole = SERVICE_ROLES[role];
  if (!ownRole) return null;
  const names = departments.map((number) => guides.departments[number]).join('、');
  const actors: Record<StepActor, ComponentChildren> = {
    office: officeLabel ? <Listed name={officeLabel} /> : p.office,
    station: t.station,
    department: names ? <Listed name={names} /> : p.department,
    village: p.villageCommittee,
  };
  return (
    <section>
      <h3>{p.steps}</h3>
      <ol>
        {stepsOf(ownRole).map(({ action, by }) => {
          const [before, after] = p.stepActions[action].split('{}');
          return (
            <li key={action}>
              {before}
              <b>{actors[by]}</b>
              {after}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
