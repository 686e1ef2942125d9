/** @jsxImportSource hono/jsx */
/** What a citizen has said and sent, and who it is. */
import type { OpenedCase } from '../cases/reading.usecases.ts';
import { idText } from '../cases/trail.rules.ts';
import type { WorkCase } from '../cases/workcase.usecases.ts';
import type { DeskContent } from './desk.contract.ts';
import { momentText } from './moments.rules.ts';
import { IDENTITY_WORDS, SOURCE_WORDS } from './words.data.ts';

interface SaidProps {
  opened: OpenedCase;
  work: Pick<WorkCase, 'look' | 'possible'>;
  content: DeskContent;
  /** An auditor: nothing of this is shown. */
  isTrail: boolean;
}

const nameOf = (rows: readonly { code: string; name: string }[], code: string | null) =>
  rows.find((row) => row.code === code)?.name ?? code ?? '';

export function Said({ opened, content }: Pick<SaidProps, 'opened' | 'content'>) {
  const { matter, row } = opened;
  if (matter === null)
    return (
      <p class="note">
        {row.isErased ? '内容已按规定删除，只留下办理记录。' : '您的岗位看办理过程，不看群众写的内容。'}
      </p>
    );
  return (
    <section class="box" aria-label="群众说的">
      <h2>事情经过</h2>
      <p class="text">{matter.text}</p>
      {matter.wish !== '' && (
        <>
          <h3>希望怎么解决</h3>
          <p class="text">{matter.wish}</p>
        </>
      )}
      <dl>
        <dt>地点</dt>
        <dd>
          {nameOf(content.directory.divisions, row.townshipCode)}{' '}
          {matter.village && nameOf(content.directory.divisions, matter.village)} {matter.place}
        </dd>
        {matter.persons !== '' && (
          <>
            <dt>涉及的人</dt>
            <dd>{matter.persons}</dd>
          </>
        )}
        <dt>怎么来的</dt>
        <dd>{SOURCE_WORDS[matter.source]}</dd>
      </dl>
    </section>
  );
}

export function Contact({ opened, work, isTrail }: Pick<SaidProps, 'opened' | 'work' | 'isTrail'>) {
  const { row, person } = opened;
  const { look } = work;
  if (isTrail || row.isErased) return null;
  const here = `/desk/cases/${idText(row.id)}`;
  const isClosed = row.identity !== 'anonymous' && !row.seesPerson;
  return (
    <section class="box" aria-label="联系人" id="person">
      <h2>联系人</h2>
      {row.identity === 'anonymous' && <p>匿名，没有留姓名和电话。</p>}
      {isClosed && (
        <p>
          身份保密。{look !== null && `批准您看的时间到 ${momentText(look.until)} 为止，已经过了。`}
          {work.possible.includes('ask-identity') ? '要看得先申请，另一个人批准。' : '现在不能看。'}
        </p>
      )}
      {row.seesPerson && look?.isOpen && (
        <p class="note">批准您看，到 {momentText(look.until)} 为止。这件事一办结，就算没到时间也不能再看。</p>
      )}
      {person === null && row.seesPerson && (
        <p>
          <a href={`${here}?show=person#person`}>显示姓名和电话</a> <span class="soft">会记下是您看的</span>
        </p>
      )}
      {person !== null && (
        <dl>
          <dt>称呼</dt>
          <dd>{person.name}</dd>
          <dt>电话</dt>
          <dd class="number">{person.phone}</dd>
          {person.address !== '' && (
            <>
              <dt>住址</dt>
              <dd>{person.address}</dd>
            </>
          )}
        </dl>
      )}
      <p class="soft">
        {IDENTITY_WORDS[row.identity]}
        {row.groupSize > 1 && `，一共 ${row.groupSize} 人`}
      </p>
    </section>
  );
}

export function Photos({ opened, isTrail }: Pick<SaidProps, 'opened' | 'isTrail'>) {
  const { row, notes } = opened;
  const photos = row.history.filter(({ file }) => file !== undefined);
  if (photos.length === 0) return null;
  return (
    <section class="box" aria-label="照片">
      <h2>照片（{photos.length}）</h2>
      {isTrail ? (
        <p class="soft">您的岗位不看照片。</p>
      ) : (
        <ul>
          {photos.map((step) => (
            <li>
              <a href={`/desk/cases/${idText(row.id)}/files/${step.file}`}>下载 {notes.get(step) ?? '照片'}</a>{' '}
              <span class="soft">{Math.ceil((step.bytes ?? 0) / 1024)} KB</span>
            </li>
          ))}
        </ul>
      )}
      {!isTrail && <p class="soft">每下载一次都会记下是谁看的。</p>}
    </section>
  );
}
