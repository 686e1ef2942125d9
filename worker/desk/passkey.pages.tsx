/** @jsxImportSource hono/jsx */
import type { Session } from '../staff/staff.contract.ts';
import { OFFERED_ALGORITHMS, toText } from '../staff/webauthn.rules.ts';
import type { Onward } from './carried.rules.ts';
import { FaultSummary, type Faults, Line } from './form.pages.tsx';
import { OnwardFields } from './sign-in.pages.tsx';

interface PasskeyProps {
  session: Session;
  challenge: string;
  /** Ids of the passkeys that there are, base64url. */
  known: readonly string[];
  faults: Faults;
}

function Button({ text }: { text: string }) {
  return (
    <>
      <p id="passkey-told" role="status">
        这一步要用脚本。浏览器关掉了脚本的话，请打开再来，或者找管理员。
      </p>
      <div class="buttons">
        <button type="button" id="passkey-go" class="main" hidden>
          {text}
        </button>
        <a href="/desk">不做了</a>
      </div>
    </>
  );
}

const Hidden = ({ names }: { names: readonly string[] }) => (
  <>
    {names.map((name) => (
      <input type="hidden" name={name} value="" />
    ))}
  </>
);

/** After the password, for whoever has a passkey. */
export function SecondStepPage({ session, challenge, known, faults, onward }: PasskeyProps & { onward: Onward }) {
  return (
    <>
      <h1>还差一步：通行密钥</h1>
      <p>密码对了。请再用 {session.staff.name} 的通行密钥确认。</p>
      <FaultSummary faults={faults} title="没有登录：" />
      <form
        method="post"
        action="/desk/sign-in/passkey"
        id="passkey"
        class="box"
        data-kind="get"
        data-challenge={challenge}
        data-known={known.join(' ')}
      >
        <input type="hidden" name="key" value={session.formKey} />
        <OnwardFields {...onward} />
        <Hidden names={['id', 'clientData', 'authenticatorData', 'signature']} />
        <Button text="用通行密钥" />
        <p class="hint">密钥丢了或者坏了，请找管理员去掉，再用密码登录。</p>
      </form>
    </>
  );
}

export function AddPasskeyPage({ session, challenge, known, faults }: PasskeyProps) {
  const { staff } = session;
  return (
    <>
      <h1>加一把通行密钥</h1>
      <p>可以是这台电脑的指纹、人脸、PIN 码，也可以是插在电脑上的安全钥匙。加了以后，光有密码就登录不了。</p>
      <FaultSummary faults={faults} title="没有加上：" />
      <form
        method="post"
        action="/desk/me/passkeys"
        id="passkey"
        class="box"
        data-kind="create"
        data-challenge={challenge}
        data-known={known.join(' ')}
        data-user={toText(new TextEncoder().encode(`staff-${staff.id}`))}
        data-number={staff.staffNumber}
        data-name={staff.name}
        data-algorithms={OFFERED_ALGORITHMS.join(' ')}
      >
        <input type="hidden" name="key" value={session.formKey} />
        <Line name="name" label="给它起个名" hint="例如：办公室电脑、蓝色安全钥匙" short />
        <Hidden names={['clientData', 'attestation']} />
        <Button text="加上" />
      </form>
    </>
  );
}
