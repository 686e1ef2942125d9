/** @jsxImportSource hono/jsx */
import type { StaffEventRow } from '../staff/accounts.usecases.ts';
import { ROLE_TITLES } from '../staff/permissions.data.ts';
import { type Session, STAFF_EVENT_TITLES } from '../staff/staff.contract.ts';
import type { TokenRow } from '../staff/tokens.usecases.ts';
import { Buttons, FaultSummary, type Faults, Form, Go, Line } from './form.pages.tsx';
import { momentText } from './moments.rules.ts';
import { Tokens, usesPrograms } from './tokens.pages.tsx';

export interface MeProps {
  session: Session;
  /** What the place is called: 太平镇 规划建设办公室. */
  place: string;
  mustChange: boolean;
  hasPassword: boolean;
  passkeys: readonly { id: string; name: string; createdAt: number; usedAt: number | null }[];
  tokens: readonly TokenRow[];
  events: readonly StaffEventRow[];
  nameOfPlace: (code: string) => string;
  faults: Faults;
  once: string;
}

export function MePage(props: MeProps) {
  const { session, place, mustChange, hasPassword, passkeys, events, faults, once } = props;
  const { staff } = session;
  return (
    <>
      <h1>我的账号</h1>
      <FaultSummary faults={faults} title="密码没有换：" />
      {mustChange && <p class="note">您现在用的是别人发给您的密码。先换成自己的，再做别的。</p>}
      <dl>
        <dt>工号</dt>
        <dd>{staff.staffNumber}</dd>
        <dt>姓名</dt>
        <dd>{staff.name}</dd>
        <dt>岗位</dt>
        <dd>
          {ROLE_TITLES[staff.role]}
          {place && `，${place}`}
        </dd>
      </dl>
      {hasPassword && (
        <Form action="/desk/me/password" session={session} once={once} class="box">
          <h2>换密码</h2>
          {/* A password manager wants to know whose it is. */}
          <input type="text" autocomplete="username" value={staff.staffNumber} hidden />
          <Line
            name="present"
            label="现在的密码"
            type="password"
            faults={faults}
            autocomplete="current-password"
            short
          />
          <Line
            name="wanted"
            label="新密码"
            type="password"
            faults={faults}
            hint="至少 10 个字符。用几个词连起来，好记也难猜。"
            autocomplete="new-password"
            short
          />
          <Line name="again" label="新密码再输一遍" type="password" faults={faults} autocomplete="new-password" short />
          <Buttons>
            <Go>换密码</Go>
          </Buttons>
        </Form>
      )}
      {!mustChange && hasPassword && <Passkeys session={session} passkeys={passkeys} once={once} />}
      {!mustChange && usesPrograms(staff.role) && <Tokens session={session} tokens={props.tokens} once={once} />}
      <h2>最近的登录和改动</h2>
      <EventTable events={events} nameOfPlace={props.nameOfPlace} />
      <p class="hint">有不是您自己做的，请马上换密码，并告诉管理员。</p>
    </>
  );
}

function Passkeys({ session, passkeys, once }: Pick<MeProps, 'session' | 'passkeys' | 'once'>) {
  return (
    <section class="box">
      <h2>通行密钥</h2>
      {passkeys.length === 0 && <p>还没有。加了以后，光有密码就登录不了，更安全。</p>}
      {passkeys.map(({ id, name, createdAt, usedAt }) => (
        <Form action="/desk/me/passkeys/remove" session={session} once={once} class="row">
          <span>
            {name}
            <span class="soft">
              ，{momentText(createdAt)} 加的{usedAt !== null && `，${momentText(usedAt)} 用过`}
            </span>
          </span>
          <input type="hidden" name="id" value={id} />
          <Go weight="danger">去掉“{name}”</Go>
        </Form>
      ))}
      <p>
        <a href="/desk/me/passkey">加一把通行密钥</a>
      </p>
    </section>
  );
}

interface EventsProps {
  events: readonly StaffEventRow[];
  /** Names of accounts by id; without them the columns are left away. */
  who?: ReadonlyMap<number, string>;
  /** Name of a township, an office or a department by its code. */
  nameOfPlace: (code: string) => string;
}

export function EventTable({ events, who, nameOfPlace }: EventsProps) {
  const nameOf = (id: number | null) => (id === null ? '' : (who?.get(id) ?? String(id)));
  return (
    // Wider than a telephone: it scrolls by keyboard, too.
    <section class="scroll" aria-label="登录和改动" tabindex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">时间</th>
            <th scope="col">什么事</th>
            {who && <th scope="col">谁的账号</th>}
            {who && <th scope="col">谁做的</th>}
            <th scope="col">细节</th>
          </tr>
        </thead>
        <tbody>
          {events.map(({ at, what, staffId, actorId, detail }) => (
            <tr>
              <td>
                <time>{momentText(at)}</time>
              </td>
              <td>{STAFF_EVENT_TITLES[what] ?? what}</td>
              {who && <td>{nameOf(staffId)}</td>}
              {who && <td>{nameOf(actorId)}</td>}
              <td>{detailText(detail, nameOfPlace)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const DETAILS: Record<string, string> = {
  role: '岗位',
  township: '镇街',
  office: '办公室',
  department: '部门',
  active: '可以登录',
  by: '凭',
  name: '名称',
};
const VALUES: Record<string, string> = {
  ...ROLE_TITLES,
  password: '密码',
  passkey: '密码和通行密钥',
  oidc: '统一身份',
  access: '统一身份',
  setup: '安装码',
  true: '是',
  false: '否',
};

function detailText(detail: StaffEventRow['detail'], nameOfPlace: (code: string) => string): string {
  const word = (value: string | number | boolean | null) =>
    value === null ? '无' : (VALUES[String(value)] ?? nameOfPlace(String(value)));
  return Object.entries(detail)
    .flatMap(([name, value]) => {
      const title = DETAILS[name];
      if (title === undefined || (value === null && !(`${name}-before` in detail))) return [];
      const before = detail[`${name}-before`];
      return [before === undefined ? `${title}：${word(value)}` : `${title}：${word(before)} → ${word(value)}`];
    })
    .join('；');
}
