/** @jsxImportSource hono/jsx */
/** The door: signing in, the password once more, and going on with what was written before. */
import type { Child } from 'hono/jsx';
import type { Session } from '../staff/staff.contract.ts';
import { CARRIED, carriable, type Onward } from './carried.rules.ts';
import { Buttons, FaultSummary, type Faults, Go, Line } from './form.pages.tsx';

/** Carries on, as hidden fields, where somebody was going and what they had written. */
export function OnwardFields({ path, posted, hadFiles }: Onward) {
  return (
    <>
      <input type="hidden" name="onward-path" value={path} />
      {posted && <input type="hidden" name="onward-posted" value="yes" />}
      {hadFiles && <input type="hidden" name="onward-files" value="yes" />}
      {carriable(posted ?? []).map(([name, text]) => (
        <Carried name={`${CARRIED}${name}`} text={text} />
      ))}
    </>
  );
}

/** A hidden textarea: an input would lose the line breaks. */
function Carried({ name, text }: { name: string; text: string }) {
  if (!text.includes('\n')) return <input type="hidden" name={name} value={text} />;
  return (
    <textarea name={name} hidden>
      {text.startsWith('\n') ? `\n${text}` : text}
    </textarea>
  );
}

interface DoorProps {
  onward: Onward;
  faults: Faults;
}

export function SignInPage({
  onward,
  faults,
  staffNumber = '',
  elsewhere,
}: DoorProps & { staffNumber?: string; elsewhere: Child }) {
  return (
    <>
      <h1>登录工作台</h1>
      {onward.posted && <p class="note">离开太久，已经退出了。刚才写的没有丢，登录以后接着交。</p>}
      <FaultSummary faults={faults} title="没有登录：" />
      {elsewhere ?? (
        <form method="post" action="/desk/sign-in" class="box">
          <OnwardFields {...onward} />
          <Line
            name="staffNumber"
            label="工号"
            value={staffNumber}
            autocomplete="username"
            autofocus={staffNumber === ''}
            short
          />
          <Line
            name="password"
            label="密码"
            type="password"
            autocomplete="current-password"
            autofocus={staffNumber !== ''}
            short
          />
          <Buttons>
            <Go>登录</Go>
          </Buttons>
          <p class="hint">忘了密码，请找管理员重设。30 分钟不动，会自动退出。</p>
        </form>
      )}
    </>
  );
}

export function ConfirmPage({ onward, faults, session, canType }: DoorProps & { session: Session; canType: boolean }) {
  return (
    <>
      <h1>请再输一次密码</h1>
      <p>
        这一步要紧，先确认是{session.staff.name}本人。{onward.posted && '刚才写的没有丢，确认以后接着交。'}
      </p>
      <FaultSummary faults={faults} title="没有确认：" />
      {canType ? (
        <form method="post" action="/desk/confirm" class="box">
          <input type="hidden" name="key" value={session.formKey} />
          <OnwardFields {...onward} />
          <Line name="password" label="密码" type="password" autocomplete="current-password" autofocus short />
          <Buttons>
            <Go>确认</Go>
          </Buttons>
        </form>
      ) : (
        <form method="post" action="/desk/sign-out" class="box">
          <input type="hidden" name="key" value={session.formKey} />
          <p>您用的是统一身份登录：请先退出，再登录一次，五分钟内做这一步。</p>
          <Buttons>
            <Go>退出</Go>
          </Buttons>
        </form>
      )}
    </>
  );
}

/** The form of before, under the key of now: one press, and it goes where it was going. */
export function GoOnPage({ onward, session, reason }: { onward: Onward; session: Session; reason: string }) {
  const hidden = carriable(onward.posted ?? []).map(([name, text]) => <Carried name={name} text={text} />);
  return (
    <>
      <h1>接着交</h1>
      <p>{reason}刚才写的还在，还没有交上去。</p>
      {onward.hadFiles && <p class="note">选好的文件带不过来：请按“后退”回到那一页，重新选一次再交。</p>}
      {!onward.hadFiles && (
        <form method="post" action={onward.path}>
          <input type="hidden" name="key" value={session.formKey} />
          {hidden}
          <Buttons>
            <Go>接着交</Go>
            <a href="/desk">不交了，回首页</a>
          </Buttons>
        </form>
      )}
    </>
  );
}
