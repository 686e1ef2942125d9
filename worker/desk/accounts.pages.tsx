/** @jsxImportSource hono/jsx */
import type { Directory } from '../directory/directory.contract.ts';
import { isOpen, isTownship } from '../directory/directory.rules.ts';
import type { TypedAccount } from '../staff/accounts.rules.ts';
import type { AccountRow, StaffEventRow } from '../staff/accounts.usecases.ts';
import { ROLE_TITLES } from '../staff/permissions.data.ts';
import { type Session, STAFF_ROLES } from '../staff/staff.contract.ts';
import { Buttons, Choice, FaultSummary, type Faults, Form, Go, Line, type Option, Select } from './form.pages.tsx';
import { EventTable } from './me.pages.tsx';
import { placeNames } from './places.rules.ts';

interface FieldsProps {
  typed: TypedAccount;
  directory: Directory;
  faults: Faults;
}

const roles: readonly Option[] = STAFF_ROLES.map((role) => ({ value: role, label: ROLE_TITLES[role] }));

function PlaceFields({ typed, directory, faults }: FieldsProps) {
  const townships = directory.divisions.filter(isTownship);
  const nameOf = (code: string) => townships.find((township) => township.code === code)?.name ?? code;
  const offices = directory.offices
    .filter(isOpen)
    .map(({ id, name, townshipCode }) => ({ value: id, label: name, group: nameOf(townshipCode) }));
  const departments = directory.departments.map(({ code, name }) => ({ value: code, label: name }));
  const towns = townships.map(({ code, name }) => ({ value: code, label: name }));
  return (
    <>
      <Line name="name" label="姓名" value={typed.name} faults={faults} short />
      <Select name="role" label="岗位" value={typed.role} faults={faults} options={roles} empty="请选" />
      <Select
        name="townshipCode"
        label="镇街"
        hint="窗口人员、镇街承办人、镇街负责人要选。"
        value={typed.townshipCode}
        faults={faults}
        options={towns}
        empty="没有"
      />
      <Select
        name="officeId"
        label="办公室"
        hint="镇街承办人要选，窗口人员可以选。"
        value={typed.officeId}
        faults={faults}
        options={offices}
        empty="没有"
      />
      <Select
        name="departmentCode"
        label="部门"
        hint="部门的人要选；派驻机构的承办人两样都选。"
        value={typed.departmentCode}
        faults={faults}
        options={departments}
        empty="没有"
      />
      <details open={typed.externalId !== ''}>
        <summary>单位有统一身份登录的，填这里</summary>
        <Line
          name="externalId"
          label="统一身份里的名字"
          hint="例如单位邮箱。没有就空着。"
          value={typed.externalId}
          faults={faults}
        />
      </details>
    </>
  );
}

interface PageProps extends FieldsProps {
  session: Session;
  once: string;
  /** Made at random for the form, to be written down and handed over; it must be changed at the first sign-in. */
  password: string;
}

function FirstPassword({ password, faults }: Pick<PageProps, 'password' | 'faults'>) {
  return (
    <Line
      name="first"
      label="第一次登录的密码"
      hint="请抄下来，当面交给本人。保存以后这里看不到了；本人登录后要马上换。"
      value={password}
      faults={faults}
      short
    />
  );
}

export function NewAccountPage({ session, once, typed, directory, faults, password }: PageProps) {
  return (
    <>
      <h1>建一个账号</h1>
      <FaultSummary faults={faults} />
      <Form action="/desk/accounts/new" session={session} once={once} class="box">
        <Line
          name="staffNumber"
          label="工号"
          hint="登录用，以后不能改。例如：TP-012"
          value={typed.staffNumber}
          faults={faults}
          short
        />
        <PlaceFields typed={typed} directory={directory} faults={faults} />
        <FirstPassword password={password} faults={faults} />
        <Buttons>
          <Go>建账号</Go>
          <a href="/desk/accounts">不建了</a>
        </Buttons>
      </Form>
    </>
  );
}

interface EditProps extends PageProps {
  account: AccountRow;
  active: boolean;
  passkeys: readonly { name: string }[];
  events: readonly StaffEventRow[];
  names: ReadonlyMap<number, string>;
  hasPassword: boolean;
}

export function AccountPage(props: EditProps) {
  const { session, once, account, typed, directory, faults, active, events, names } = props;
  const version = <input type="hidden" name="version" value={account.version} />;
  return (
    <>
      <h1>
        {account.name}（{account.staffNumber}）
      </h1>
      <FaultSummary faults={faults} title="没有改：" />
      <Form action={`/desk/accounts/${account.id}`} session={session} once={once} class="box">
        <h2>岗位</h2>
        {version}
        <PlaceFields typed={typed} directory={directory} faults={faults} />
        <Choice
          name="active"
          label="可以登录"
          chosen={[active ? 'yes' : 'no']}
          options={[
            { value: 'yes', label: '可以' },
            { value: 'no', label: '不可以（停用）。停用的账号不删，以前办的事还看得到是谁' },
          ]}
          faults={faults}
        />
        <Buttons>
          <Go>保存</Go>
          <a href="/desk/accounts">不改了</a>
        </Buttons>
      </Form>
      {props.hasPassword && <Resets {...props} />}
      <h2>最近的登录和改动</h2>
      <EventTable events={events} who={names} nameOfPlace={placeNames(directory)} />
    </>
  );
}

function Resets({ session, once, account, faults, password, passkeys }: EditProps) {
  return (
    <>
      <Form action={`/desk/accounts/${account.id}/password`} session={session} once={once} class="box">
        <h2>忘了密码</h2>
        <input type="hidden" name="version" value={account.version} />
        <FirstPassword password={password} faults={faults} />
        <Buttons>
          <Go weight="other">重设密码</Go>
        </Buttons>
      </Form>
      {passkeys.length > 0 && (
        <Form action={`/desk/accounts/${account.id}/passkeys`} session={session} once={once} class="box">
          <h2>通行密钥丢了</h2>
          <p>现有：{passkeys.map(({ name }) => name).join('、')}。先当面认准本人，再去掉。</p>
          <Buttons>
            <Go weight="danger">去掉全部通行密钥</Go>
          </Buttons>
        </Form>
      )}
    </>
  );
}
