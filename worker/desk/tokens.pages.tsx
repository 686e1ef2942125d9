/** @jsxImportSource hono/jsx */
/** Tokens of programs on the page of one's own account: those that there are, a new one, the new one shown once. */
import { may } from '../staff/permissions.rules.ts';
import type { Session, StaffRole } from '../staff/staff.contract.ts';
import { TOKEN_DAYS } from '../staff/tokens.rules.ts';
import type { TokenRow } from '../staff/tokens.usecases.ts';
import { Buttons, Choice, FaultSummary, type Faults, Form, Go, Line } from './form.pages.tsx';
import { dayText, momentText } from './moments.rules.ts';

const ABILITIES = [
  { value: 'read', label: '只能看' },
  { value: 'write', label: '能看，也能替我办' },
];
const abilityText = (mayWrite: boolean) => ABILITIES[mayWrite ? 1 : 0]?.label ?? '';

/** Whoever can do nothing by a program needs no token. */
export const usesPrograms = (role: StaffRole): boolean => may(role, 'calls.read') || may(role, 'operations.take-part');

interface TokensProps {
  session: Session;
  tokens: readonly TokenRow[];
  once: string;
}

export function Tokens({ session, tokens, once }: TokensProps) {
  return (
    <section class="box">
      <h2>程序口令</h2>
      <p>给本单位的程序用：它凭口令替您查、替您办，能办的和您一样多，办了什么都记在您名下。</p>
      {tokens.length === 0 && <p class="soft">还没有。用不着就不用建。</p>}
      {tokens.map(({ id, name, mayWrite, expiresAt, usedAt }) => (
        <Form action="/desk/me/tokens/revoke" session={session} once={once} class="row">
          <span>
            {name}
            <span class="soft">
              ，{abilityText(mayWrite)}，用到 {dayText(expiresAt)}
              {usedAt === null ? '，还没用过' : `，最近一次 ${momentText(usedAt)}`}
            </span>
          </span>
          <input type="hidden" name="id" value={id} />
          <Go weight="danger">作废“{name}”</Go>
        </Form>
      ))}
      <p>
        <a href="/desk/me/token">建一个程序口令</a>
      </p>
    </section>
  );
}

export interface TokenForm {
  name: string;
  ability: string;
  days: string;
}

export function NewTokenPage(props: { session: Session; typed: TokenForm; faults: Faults; once: string }) {
  const { session, typed, faults, once } = props;
  const days = TOKEN_DAYS.map((count) => ({ value: String(count), label: `${count} 天` }));
  return (
    <>
      <h1>建一个程序口令</h1>
      <FaultSummary faults={faults} />
      <p>谁拿到口令，谁就能用您的身份办事。只交给管这个程序的人，不要发在群里，不要写进文档。</p>
      <Form action="/desk/me/tokens" session={session} once={once}>
        <Line name="name" label="给哪个程序用" value={typed.name} faults={faults} hint="如：局里的台账系统" />
        <Choice name="ability" label="能做什么" chosen={[typed.ability]} faults={faults} options={ABILITIES} />
        <Choice
          name="days"
          label="用多少天"
          chosen={[typed.days]}
          faults={faults}
          options={days}
          hint="到期自己作废，到时再建一个。"
        />
        <Buttons>
          <Go>建口令</Go>
          <a href="/desk/me">不建了</a>
        </Buttons>
      </Form>
    </>
  );
}

export function MadeTokenPage({ name, token }: { name: string; token: string }) {
  return (
    <>
      <h1>口令建好了，只显示这一次</h1>
      <p>
        给“{name}”用。请现在抄进那个程序的设置里，放在 <code>Authorization: Bearer</code> 后面：
      </p>
      <p class="box">
        <code class="token">{token}</code>
      </p>
      <p>本系统不存口令本身，离开这一页就再也看不到。没有抄好，回去作废它，再建一个。</p>
      <p>换密码、换岗位、停用账号，它都马上作废。</p>
      <p>
        <a href="/desk/me">抄好了，回我的账号</a> · <a href="/docs">接口文档</a>
      </p>
    </>
  );
}
