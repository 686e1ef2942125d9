/** @jsxImportSource hono/jsx */
/** A notice as it lies on the table, and the file of it that needs nothing else. */
import { raw } from 'hono/html';
import type { NoticeDocument } from '../cases/notices.contract.ts';
import { chineseDay } from '../cases/notices.rules.ts';
import { NOTICE_STYLE } from './notice-style.data.ts';

export interface Paper {
  document: NoticeDocument;
  number: string;
  /** Why it was made void; null while it stands. */
  voidReason: string | null;
}

export function NoticePaper({ document, number, voidReason }: Paper) {
  const { title, organ, addressee, paragraphs, facts, quoted, basis, next, signatures, seal, day } = document;
  return (
    <article class="paper">
      {voidReason !== null && <p class="void">已作废：{voidReason}</p>}
      {seal === undefined && <p class="from">{organ}</p>}
      <h1>{title}</h1>
      <p class="no">{number}</p>
      <p>{addressee}：</p>
      {paragraphs.map((text) => (
        <p class="in">{text}</p>
      ))}
      {facts.length > 0 && (
        <dl>
          {facts.map(({ label, value }) => (
            <div>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {quoted && (
        <>
          <h2>{quoted.label}</h2>
          <p class="said-by">{quoted.text}</p>
        </>
      )}
      {basis.length > 0 && <p>依据：{basis.join('、')}。</p>}
      {next.length > 0 && (
        <>
          <h2>您可以</h2>
          <ul>
            {next.map((text) => (
              <li>{text}</li>
            ))}
          </ul>
        </>
      )}
      {signatures.length > 0 && (
        <p class="sign">
          {signatures.map((who) => (
            <span>{who}：</span>
          ))}
        </p>
      )}
      <p class="end">
        {seal ?? `${organ}（盖章）`}
        <br />
        {chineseDay(day)}
      </p>
    </article>
  );
}

/** Nothing in the file loads anything or runs. */
const FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'";
const FILE_STYLE = `@page{size:A4;margin:20mm}body{margin:0;background:#f4f6f7}@media print{body{background:#fff}}${NOTICE_STYLE}`;

/** A page of its own, to be kept, sent or printed anywhere. */
export function noticeFile(paper: Paper): string {
  const page = (
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={FILE_POLICY} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${paper.document.title} ${paper.number}`}</title>
        <style>{raw(FILE_STYLE)}</style>
      </head>
      <body>
        <NoticePaper {...paper} />
      </body>
    </html>
  );
  return `<!doctype html>${page.toString()}`;
}
