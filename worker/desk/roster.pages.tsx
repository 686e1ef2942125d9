/** @jsxImportSource hono/jsx */
import type { StepFault } from '../operations/machine.rules.ts';
import type { Roster } from '../operations/rosters.usecases.ts';
import { ROLE_TITLES } from '../staff/permissions.data.ts';
import type { Session, StaffRole } from '../staff/staff.contract.ts';
import type { Choosable } from './bodies.rules.ts';
import { OnDutyNow } from './emergency.pages.tsx';
import { Buttons, Choice, FaultSummary, Form, Go, Period, Select } from './form.pages.tsx';
import { momentText } from './moments.rules.ts';

interface RosterProps {
  session: Session;
  roster: Roster;
  people: readonly { id: number; name: string; role: StaffRole }[];
  organs: readonly Choosable[];
  nameOf(organ: string): string;
  mayEdit: boolean;
  faults: readonly StepFault[];
  given(name: string): string;
  newOnce(): string;
  once: string;
}

export function RosterPage(props: RosterProps) {
  const { session, roster, people, organs, nameOf, mayEdit, faults, given, newOnce, once } = props;
  const { organ, shifts, gaps } = roster;
  return (
    <>
      <h1>值班：{nameOf(organ)}</h1>
      {organs.length > 1 && (
        <form method="get" action="/desk/roster" class="row">
          <Select name="organ" label="看哪个单位" value={organ} options={organs} />
          <Go weight="other">看</Go>
        </form>
      )}
      <OnDutyNow duty={[{ organ, people: roster.now }]} nameOf={nameOf} />
      {gaps.length > 0 && (
        <div class="stop">
          <h2>七天内没有人值班的时间</h2>
          <ul>
            {gaps.map(({ from, to }) => (
              <li>
                {momentText(from)} 到 {momentText(to)}
              </li>
            ))}
          </ul>
        </div>
      )}
      <h2>两周的班</h2>
      {shifts.length === 0 ? (
        <p>还没有排班。</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th>从</th>
              <th>到</th>
              <th>谁</th>
              {mayEdit && <td />}
            </tr>
          </thead>
          <tbody>
            {shifts.map(({ id, startsAt, endsAt, name, duty }) => (
              <tr>
                <td>{momentText(startsAt)}</td>
                <td>{momentText(endsAt)}</td>
                <td>
                  {name}
                  {duty === 'leader' && '（带班）'}
                </td>
                {mayEdit && (
                  <td>
                    <Form action={`/desk/roster/${id}/remove`} session={session} once={newOnce()}>
                      <input type="hidden" name="organ" value={organ} />
                      <button type="submit" class="plain" aria-label={`去掉 ${name} ${momentText(startsAt)} 的班`}>
                        去掉
                      </button>
                    </Form>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {mayEdit && (
        <section class="box">
          <h2>排一班</h2>
          <FaultSummary faults={faults} />
          {people.length === 0 ? (
            <p>这个单位还没有人有账号。请管理员先建账号。</p>
          ) : (
            <Form action="/desk/roster" session={session} once={once}>
              <input type="hidden" name="organ" value={organ} />
              <Select
                name="staff"
                label="谁"
                value={given('staff')}
                options={people.map(({ id, name, role }) => ({
                  value: String(id),
                  label: `${name}（${ROLE_TITLES[role]}）`,
                }))}
                faults={faults}
              />
              <Choice
                name="duty"
                label="做什么"
                chosen={[given('duty') || 'on-duty']}
                options={[
                  { value: 'on-duty', label: '值班' },
                  { value: 'leader', label: '带班' },
                ]}
              />
              <Period from="从" until="到" starts={given('starts')} ends={given('ends')} faults={faults} />
              <Buttons>
                <Go>排上</Go>
              </Buttons>
            </Form>
          )}
        </section>
      )}
    </>
  );
}
