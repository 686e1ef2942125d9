/** @jsxImportSource hono/jsx */
import type { StepFault } from '../operations/machine.rules.ts';
import type { NamedMember } from '../operations/rosters.usecases.ts';
import type { Session } from '../staff/staff.contract.ts';
import { bodyOptions, type Choosable } from './bodies.rules.ts';
import type { DeskContent } from './desk.contract.ts';
import { Buttons, FaultSummary, Form, Go, Select } from './form.pages.tsx';
import { dayText } from './moments.rules.ts';

const DUTY_TITLES: Record<NamedMember['duty'], string> = {
  leader: '组长',
  deputy: '副组长',
  office: '办公室（综合执法办）',
  member: '成员',
  team: '派驻执法队伍',
};

interface GroupProps {
  session: Session;
  content: DeskContent;
  township: string;
  townships: readonly Choosable[];
  members: readonly NamedMember[];
  people: readonly { id: number; name: string; townshipCode: string | null; departmentCode: string | null }[];
  nameOf(organ: string): string;
  faults: readonly StepFault[];
  given(name: string): string;
  newOnce(): string;
  once: string;
}

export function GroupPage(props: GroupProps) {
  const { session, content, township, townships, members, people, nameOf, faults, given, newOnce, once } = props;
  const order = Object.keys(DUTY_TITLES);
  const sorted = [...members].sort((a, b) => order.indexOf(a.duty) - order.indexOf(b.duty));
  const placeOf = (person: GroupProps['people'][number]) =>
    nameOf(
      person.departmentCode !== null
        ? `D${person.departmentCode}`
        : person.townshipCode !== null
          ? `T${person.townshipCode}`
          : 'C',
    );
  return (
    <>
      <h1>{nameOf(`T${township}`)}综合执法统筹组</h1>
      {townships.length > 1 && (
        <form method="get" action="/desk/group" class="row">
          <Select name="township" label="看哪个镇街" value={township} options={townships} />
          <Go weight="other">看</Go>
        </form>
      )}
      {!members.some(({ duty }) => duty === 'leader') && (
        <p class="stop">还没有组长。联合行动由镇街的组长牵头，请先加上。</p>
      )}
      <table>
        <thead>
          <tr>
            <th>做什么</th>
            <th>谁</th>
            <th>哪个单位、队伍</th>
            <th>从哪天起</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {sorted.map(({ id, duty, name, organ, since }) => (
            <tr>
              <td>{DUTY_TITLES[duty]}</td>
              <td>{name}</td>
              <td>{nameOf(organ)}</td>
              <td>{dayText(since)}</td>
              <td>
                <Form action={`/desk/group/${id}/end`} session={session} once={newOnce()}>
                  <input type="hidden" name="township" value={township} />
                  <button type="submit" class="plain" aria-label={`${name}退出`}>
                    退出
                  </button>
                </Form>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <section class="box">
        <h2>加一个人或一支队伍的负责人</h2>
        <FaultSummary faults={faults} />
        <Form action="/desk/group" session={session} once={once}>
          <input type="hidden" name="township" value={township} />
          <Select
            name="duty"
            label="做什么"
            value={given('duty')}
            options={Object.entries(DUTY_TITLES).map(([value, label]) => ({ value, label }))}
            empty="请选"
            faults={faults}
          />
          <Select
            name="staff"
            label="谁"
            value={given('staff')}
            options={people.map((person) => ({
              value: String(person.id),
              label: `${person.name}，${placeOf(person)}`,
            }))}
            empty="请选"
            faults={faults}
          />
          <Select
            name="organ"
            label="代表哪个单位、队伍"
            value={given('organ')}
            options={bodyOptions(content.directory, township)}
            empty="请选"
            faults={faults}
          />
          <Buttons>
            <Go>加上</Go>
          </Buttons>
        </Form>
      </section>
    </>
  );
}
