/** @jsxImportSource hono/jsx */
import { FEEDBACK_FIELDS, type FeedbackField, MOST_FEEDBACK_TEXT } from '../feedback/feedback.contract.ts';
import { query } from './shell.pages.tsx';

const FIELD_WORDS: Record<FeedbackField, string> = {
  phone: '电话',
  place: '地址',
  hours: '上班时间',
  papers: '要带的材料',
  other: '别的',
};

export interface FeedbackForm {
  code: string;
  /** Of the entry that it is about. */
  name: string;
  township: string;
  /** What was chosen and written before something was refused. */
  field: string;
  text: string;
  /** What is to be put right, in the order of the form. */
  faults: readonly { field: 'field' | 'text' | 'main'; text: string }[];
}

const guideOf = (code: string, township: string) =>
  `/lite/${code.startsWith('D') ? 'duties' : 'items'}/${code}${query({ township })}`;

/** At the end of every guide. */
export const FeedbackLink = ({ code, township }: { code: string; township: string }) => (
  <p class="noprint">
    <a href={`/lite/feedback${query({ code, township })}`}>这里写得不对？告诉我们（信息有误）</a>
  </p>
);

export function FeedbackPage({ code, name, township, field, text, faults }: FeedbackForm) {
  const faultOf = (of: string) => faults.find((fault) => fault.field === of);
  return (
    <>
      {faults.length > 0 && (
        <div class="fault" id="faults">
          <h2>请改一改</h2>
          <ul>
            {faults.map((fault) => (
              <li>{fault.field === 'main' ? fault.text : <a href={`#${fault.field}`}>{fault.text}</a>}</li>
            ))}
          </ul>
        </div>
      )}
      <h1>哪里写得不对？</h1>
      <p class="big">{name}</p>
      <form method="post" action="/lite/feedback">
        <input type="hidden" name="code" value={code} />
        <input type="hidden" name="township" value={township} />
        <fieldset id="field">
          <legend>不对的是</legend>
          {faultOf('field') && <p class="wrong">{faultOf('field')?.text}</p>}
          {FEEDBACK_FIELDS.map((one) => (
            <label>
              <input class="pick" type="radio" name="field" value={one} checked={one === field} />
              {FIELD_WORDS[one]}
            </label>
          ))}
        </fieldset>
        <label class="name" for="text">
          应当是什么
        </label>
        <p class="soft">最多 {MOST_FEEDBACK_TEXT} 个字。不要写姓名、身份证号；要办事、要反映问题，请用“说事”。</p>
        {faultOf('text') && <p class="wrong">{faultOf('text')?.text}</p>}
        <textarea id="text" name="text" rows={4} maxlength={MOST_FEEDBACK_TEXT}>
          {`\n${text}`}
        </textarea>
        <p>
          <input class="go" type="submit" value="交给编辑" />
        </p>
      </form>
      <p>
        <a href={guideOf(code, township)}>不交了，回到指南</a>
      </p>
    </>
  );
}

export const FeedbackDone = ({ code, township }: { code: string; township: string }) => (
  <>
    <h1>收到了，谢谢您</h1>
    <p>管目录的人会去核对，核对准了就改过来。这里不会给您回话，急着要办请打 12345 问。</p>
    <p>
      <a href={guideOf(code, township)}>回到指南</a>
    </p>
  </>
);
