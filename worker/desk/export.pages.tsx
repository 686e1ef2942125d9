/** @jsxImportSource hono/jsx */
/** Taking a case out as a package, and bringing an answer of another system in. */
import type { OpenedCase } from '../cases/reading.usecases.ts';
import { idText } from '../cases/trail.rules.ts';
import type { Session } from '../staff/staff.contract.ts';
import { Area, Buttons, FaultSummary, type Faults, FileField, Form, Go } from './form.pages.tsx';

interface ExportProps {
  id: number;
  photos: number;
  seesPerson: boolean;
  session: Session;
  once: string;
}

export function ExportPage({ id, photos, seesPerson, session, once }: ExportProps) {
  const here = `/desk/cases/${idText(id)}`;
  return (
    <>
      <h1>导出卷宗</h1>
      <p>
        导出一个压缩包：群众写的、每一步的记录、文书、{photos} 张照片，还有核对用的校验码。
        {seesPerson ? '里面有姓名和电话。' : '身份保密的，里面没有姓名和电话。'}
      </p>
      <p class="note">导出会记下是谁、什么时候。文件离开本系统以后由您保管，用完请删除。</p>
      <Form action={`${here}/export`} session={session} once={once}>
        <Buttons>
          <Go>导出</Go>
          <a class="other" href={here}>
            不导出了，回到这件事
          </a>
        </Buttons>
      </Form>
    </>
  );
}

interface ImportProps {
  id: number;
  session: Session;
  once: string;
  faults: Faults;
}

export function ImportPage({ id, session, once, faults }: ImportProps) {
  const here = `/desk/cases/${idText(id)}`;
  return (
    <>
      <FaultSummary faults={faults} title="这个文件没有收：" />
      <h1>导入答复</h1>
      <p>别的系统里已经答复了的，把它导出的 answer.json 交到这里。先给您看一遍，您点了“答复”才算数。</p>
      <Form action={`${here}/import`} session={session} once={once} files>
        <FileField
          name="file"
          label="答复文件"
          hint={`JSON，UTF-8。格式写在卷宗的“README.txt”里；这件事的编号是 ${idText(id)}。`}
          accept=".json,application/json"
          faults={faults}
        />
        <Buttons>
          <Go>看一遍</Go>
          <a class="other" href={here}>
            不导入了，回到这件事
          </a>
        </Buttons>
      </Form>
    </>
  );
}

/** The answer as it was read: it goes the way of every answer. */
export function ImportedPage({
  opened,
  note,
  session,
  once,
}: {
  opened: OpenedCase;
  note: string;
  session: Session;
  once: string;
}) {
  const { row, matter } = opened;
  const here = `/desk/cases/${idText(row.id)}`;
  return (
    <>
      <h1>核对导入的答复</h1>
      <p class="said">校验码对得上，内容没有变。</p>
      <details>
        <summary>群众写的</summary>
        <p class="text box">{matter?.text}</p>
      </details>
      <Form action={`${here}/answer`} session={session} once={once}>
        <input type="hidden" name="version" value={String(row.version)} />
        <Area name="note" label="答复内容" value={note} hint="群众看得到这段话。可以再改。" rows={14} />
        <Buttons>
          <Go>答复</Go>
          <a class="other" href={here}>
            先不答复，回到这件事
          </a>
        </Buttons>
      </Form>
    </>
  );
}
