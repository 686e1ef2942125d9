/** @jsxImportSource hono/jsx */
/** Who leads, who helps, and by when those who help answer. */
import { assignable, holderName } from '../cases/handling.rules.ts';
import type { WorkCase } from '../cases/workcase.usecases.ts';
import type { DeskContent } from './desk.contract.ts';
import { Choice, type Faults, Line, Select } from './form.pages.tsx';
import type { Typed } from './handling.rules.ts';
import { dayText } from './moments.rules.ts';

export interface FieldsProps {
  work: WorkCase;
  content: DeskContent;
  /** What was typed, or what the form begins with. */
  typed: Typed;
  /** False for a fresh form: then the suggestion and what stands now are filled in. */
  isTyped: boolean;
  faults: Faults;
  now: number;
}

export function Assign({ work, content, typed, isTyped, faults, now }: FieldsProps) {
  const { row, suggested, parts } = work;
  const choices = assignable(row, content.directory);
  const groups = { office: '本镇街的机构', department: '市直部门' };
  const lead = typed.text('lead') || (isTyped ? '' : (suggested.lead ?? ''));
  const isOpenPart = (holder: string) => parts.some(({ organ, answeredAt }) => organ === holder && answeredAt === null);
  const helpers = isTyped ? typed.all('parts') : [];
  const named = choices.filter(({ holder }) => suggested.parts.includes(holder) || helpers.includes(holder));
  const others = choices.filter((one) => !named.includes(one) && one.group === 'department');
  const box = (list: typeof choices) => list.map(({ holder, name }) => ({ value: holder, label: name }));
  const day = isTyped ? typed.text('partDay') : row.dueAt === null ? '' : dayText(Math.max(row.dueAt, now));
  return (
    <>
      <p class="note">
        {suggested.lead === null
          ? '清单上没有写谁牵头，或者牵头的正是被反映的单位。请按职责选。'
          : `清单建议：${holderName(suggested.lead, content.directory)}牵头。换别的单位要写理由。`}
      </p>
      <Select
        name="lead"
        label="牵头单位"
        value={lead}
        empty="请选"
        options={choices.map(({ holder, name, group }) => ({ value: holder, label: name, group: groups[group] }))}
        faults={faults}
      />
      {named.length > 0 && (
        <Choice
          name="parts"
          label="协办单位（选填，可以几家）"
          many
          chosen={helpers}
          options={box(named)}
          faults={faults}
          hint={
            parts.some(({ organ }) => isOpenPart(organ))
              ? `已经请过：${parts.map(({ organ }) => holderName(organ, content.directory)).join('、')}`
              : undefined
          }
        />
      )}
      <details open={helpers.some((holder) => others.some((one) => one.holder === holder))}>
        <summary>请别的部门协办</summary>
        {others.map(({ holder, name }) => (
          <label class="pick">
            <input type="checkbox" name="parts" value={holder} checked={helpers.includes(holder)} />
            {name}
          </label>
        ))}
      </details>
      <Line
        name="partDay"
        type="date"
        label="协办单位哪天以前答复（没有协办不用填）"
        value={day}
        faults={faults}
        short
        hint={
          row.dueAt === null ? `今天是 ${dayText(now)}。` : `整件事的期限是 ${dayText(row.dueAt)}，协办不能晚于它。`
        }
      />
    </>
  );
}
