/** @jsxImportSource hono/jsx */
import { idText } from '../cases/trail.rules.ts';
import type { Eyes } from '../operations/eyes.rules.ts';
import { HAZARD_KIND_TITLES, HAZARD_STATE_TITLES } from '../operations/hazards.data.ts';
import { reportsIn } from '../operations/hazards.rules.ts';
import type { HazardRow } from '../operations/hazards.usecases.ts';
import type { StepFault } from '../operations/machine.rules.ts';
import { HAZARD_KINDS, type HazardText } from '../operations/operations.contract.ts';
import type { NamedShift } from '../operations/rosters.usecases.ts';
import type { Session } from '../staff/staff.contract.ts';
import { townshipOptions } from './bodies.rules.ts';
import type { DeskContent } from './desk.contract.ts';
import { Area, Buttons, Choice, FaultSummary, Form, Go, Line, Select } from './form.pages.tsx';
import { momentText } from './moments.rules.ts';
import { NextDate } from './operations.pages.tsx';

interface AllProps {
  session: Session;
  content: DeskContent;
  hazards: readonly { row: HazardRow; text: HazardText | null }[];
  duty: readonly { organ: string; people: readonly NamedShift[] }[];
  eyes: Eyes;
  nameOf(organ: string): string;
  faults: readonly StepFault[];
  now: number;
  given(name: string): string;
  once: string;
}

export function OnDutyNow({ duty, nameOf }: Pick<AllProps, 'duty' | 'nameOf'>) {
  return (
    <>
      {duty.map(({ organ, people }) =>
        people.length === 0 ? (
          <p class="stop">
            {nameOf(organ)}现在没有人值班。急事会直接报统筹办。<a href={`/desk/roster?organ=${organ}`}>去排班</a>
          </p>
        ) : (
          <p class="note">
            {nameOf(organ)}现在值班：
            {people
              .map(
                ({ name, duty: kind, endsAt }) =>
                  `${name}${kind === 'leader' ? '（带班）' : ''}，到 ${momentText(endsAt)}`,
              )
              .join('；')}
          </p>
        ),
      )}
    </>
  );
}

/** What it is and where; a citizen's own words are read in the case, where each reading is on record. */
const whatOf = (text: HazardText | null) =>
  text === null ? '群众报的，内容在事项里' : text.what.length > 60 ? `${text.what.slice(0, 60)}…` : text.what;

export function EmergencyPage(props: AllProps) {
  const { session, content, hazards, duty, eyes, nameOf, faults, now, given, once } = props;
  const townships = townshipOptions(content.directory, reportsIn(eyes));
  return (
    <>
      <h1>应急</h1>
      <OnDutyNow duty={duty} nameOf={nameOf} />
      <FaultSummary faults={faults} />
      {hazards.length === 0 ? (
        <p>现在没有报上来的安全隐患。</p>
      ) : (
        hazards.map(({ row, text }) => (
          <section class="box">
            <p class="big">
              <a href={`/desk/emergency/${idText(row.id)}`}>
                {HAZARD_KIND_TITLES[row.kind]}：{whatOf(text)}
              </a>
            </p>
            <p>
              {nameOf(`T${row.townshipCode}`)} {text?.place}
            </p>
            <p>
              {HAZARD_STATE_TITLES[row.state]}
              {row.nextAt !== null && (
                <>
                  ，{nameOf(row.owner)} <NextDate at={row.nextAt} now={now} />
                </>
              )}{' '}
              {row.nextAt !== null && row.escalation > 0 && (
                <span class="tag late">{row.escalation === 1 ? '已报负责人' : '已报统筹办'}</span>
              )}
            </p>
          </section>
        ))
      )}
      {townships.length > 0 && (
        <details class="box" open={faults.length > 0}>
          <summary>报一处安全隐患</summary>
          <p class="hint">有人受伤、被困、着火：先打 110、119、120。</p>
          <Form action="/desk/emergency" session={session} once={once}>
            {townships.length > 1 ? (
              <Select
                name="township"
                label="在哪个镇街"
                value={given('township')}
                options={townships}
                empty="请选"
                faults={faults}
              />
            ) : (
              <input type="hidden" name="township" value={townships[0]?.value} />
            )}
            <Choice
              name="kind"
              label="哪一类"
              chosen={[given('kind')]}
              options={HAZARD_KINDS.map((kind) => ({ value: kind, label: HAZARD_KIND_TITLES[kind] }))}
              faults={faults}
            />
            <Line
              name="place"
              label="在哪里"
              value={given('place')}
              faults={faults}
              hint="写到能找到：哪个村、什么旁边。"
            />
            <Area name="what" label="是什么危险" value={given('what')} faults={faults} rows={3} />
            <Buttons>
              <Go>报上去</Go>
            </Buttons>
          </Form>
        </details>
      )}
    </>
  );
}
