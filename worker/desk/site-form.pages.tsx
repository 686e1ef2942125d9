/** @jsxImportSource hono/jsx */
/** The fields of a registration, and the page of a new one. */
import type { Session } from '../staff/staff.contract.ts';
import { Area, Buttons, FaultSummary, type Faults, Form, Go, Line, Select } from './form.pages.tsx';
import type { SiteTyped } from './sites.rules.ts';

export interface SiteFormProps {
  townships: readonly { code: string; name: string }[];
  typed: SiteTyped;
  faults: Faults;
  session: Session;
  once: string;
}

export function SiteFields({ townships, typed, faults }: Pick<SiteFormProps, 'townships' | 'typed' | 'faults'>) {
  return (
    <>
      <Line name="name" label="网站名称" value={typed.name} faults={faults} />
      <Area
        name="origins"
        label="网站的源，一行一个"
        value={typed.origins}
        faults={faults}
        rows={3}
        hint="只写协议和域名，如 https://www.example.cn。带 www 和不带 www 的是两个源。登记以前核对：域名是不是这个单位的。"
      />
      <Select
        name="townshipCode"
        label="哪个镇街的"
        value={typed.townshipCode}
        faults={faults}
        empty="全市的"
        options={townships.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <Line
        name="owner"
        label="谁管"
        value={typed.owner}
        faults={faults}
        hint="单位或岗位，如：某镇党政办。不写个人电话。"
      />
      <Line
        name="verifyBy"
        label="哪天以前再核对"
        type="date"
        value={typed.verifyBy}
        faults={faults}
        short
        hint="到时候首页会催：看看源还是不是它的。"
      />
      <Area name="note" label="备注，没有就空着" value={typed.note} faults={faults} rows={2} />
    </>
  );
}

export function NewSitePage({ session, once, ...fields }: SiteFormProps) {
  return (
    <>
      <p>
        <a href="/desk/sites">登记的网站</a>
      </p>
      <h1>登记一个网站</h1>
      <FaultSummary faults={fields.faults} />
      <Form action="/desk/sites" session={session} once={once}>
        <SiteFields {...fields} />
        <Buttons>
          <Go>登记</Go>
        </Buttons>
      </Form>
    </>
  );
}
