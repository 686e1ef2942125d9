/** @jsxImportSource hono/jsx */
import type { SeenCase } from '../cases/reading.usecases.ts';
import { CaseHead, casePath } from './act.pages.tsx';
import { Buttons, FaultSummary, Form, Go } from './form.pages.tsx';
import { ChannelField, PersonFields, type RegisterProps, ToldField } from './person-fields.pages.tsx';

/** One more person with the same matter: a receipt of their own, one answer to all. */
export function JoinPage({ row, ...props }: RegisterProps & { row: SeenCase }) {
  const { content, session, once, faults } = props;
  return (
    <>
      <h1>给同一件事的人开回执</h1>
      <p>事情和这一件一样，各人有各人的回执，答复时一起收到。</p>
      <CaseHead row={row} number={null} content={content} />
      <FaultSummary faults={faults} />
      <Form action={`${casePath(row.id)}/join`} session={session} once={once}>
        <ChannelField {...props} />
        <ToldField {...props} />
        <PersonFields {...props} />
        <Buttons>
          <Go>登记，出回执</Go>
          <a class="other" href={casePath(row.id)}>
            回到这件事
          </a>
        </Buttons>
      </Form>
    </>
  );
}
