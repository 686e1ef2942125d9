/** @jsxImportSource hono/jsx */
import type { SeenCase } from '../cases/reading.usecases.ts';
import type { Session } from '../staff/staff.contract.ts';
import { CaseHead, casePath } from './act.pages.tsx';
import type { DeskContent } from './desk.contract.ts';
import { Buttons, Choice, FaultSummary, type Faults, Form, Go, Line } from './form.pages.tsx';
import type { Typed } from './handling.rules.ts';
import { dayText } from './moments.rules.ts';

interface Common {
  session: Session;
  content: DeskContent;
  once: string;
  typed: Typed;
  faults: Faults;
}

/** @param found null before anything was looked for */
export function FindPage({ session, content, once, typed, faults, found }: Common & { found: SeenCase[] | null }) {
  return (
    <>
      <h1>找回凭证</h1>
      <p>群众丢了回执号或者查询码，带身份证件来，报当时留的姓名和电话。要求保密的，只能凭回执号找；匿名的补不了。</p>
      <FaultSummary faults={faults} />
      <Form action="/desk/recover" session={session} once={once}>
        <Line name="number" label="回执号" value={typed.text('number')} faults={faults} short />
        <Line
          name="phone"
          type="tel"
          label="没有回执号：当时留的电话"
          value={typed.text('phone')}
          faults={faults}
          short
        />
        <Buttons>
          <Go>查找</Go>
        </Buttons>
      </Form>
      {found?.length === 0 && faults.length === 0 && (
        <p class="note" role="status">
          没有找到。请核对号码；不在您镇街的、保密的、匿名的，电话找不到。
        </p>
      )}
      {found?.map((row) => (
        <div class="box">
          <h2>{dayText(row.createdAt)} 交的</h2>
          <CaseHead row={row} number={null} content={content} />
          <p>
            <a class="main" href={`${casePath(row.id)}/reissue`}>
              核对身份，补发查询码
            </a>
          </p>
        </div>
      ))}
    </>
  );
}

export function ReissuePage({ session, content, once, typed, faults, row }: Common & { row: SeenCase }) {
  return (
    <>
      <h1>补发查询码</h1>
      <p>补发以后旧的查询码作废。请他说当时留的姓名和电话，系统来比对，不会显示出来。</p>
      <FaultSummary faults={faults} />
      <CaseHead row={row} number={null} content={content} />
      <Form action={`${casePath(row.id)}/reissue`} session={session} once={once}>
        <Line name="name" label="他说的姓名" value={typed.text('name')} faults={faults} />
        <Line name="phone" type="tel" label="他说的电话" value={typed.text('phone')} faults={faults} short />
        <Choice
          name="checked"
          label="核对"
          many
          chosen={typed.all('checked')}
          options={[{ value: 'yes', label: '已经看过他的身份证件，是本人' }]}
          faults={faults}
        />
        <Buttons>
          <Go>补发</Go>
        </Buttons>
      </Form>
    </>
  );
}
