/** @jsxImportSource hono/jsx */
import type { Office } from '../directory/directory.contract.ts';
import { isOpen } from '../directory/directory.rules.ts';
import type { ServiceItem } from '../lists/lists.contract.ts';
import type { Session } from '../staff/staff.contract.ts';
import { Area, Buttons, FaultSummary, type Faults, Form, Go, Select } from './form.pages.tsx';

interface Township {
  code: string;
  name: string;
}

/** Rows on one page. */
const SHOWN = 100;

interface ItemsPageProps {
  township: Township;
  items: readonly ServiceItem[];
  /** From 1. */
  page: number;
  /** Code of an item → the office that answers for it. */
  officeOf: ReadonlyMap<string, Office>;
}

/** Which office answers for which item; those without one stand on top. */
export function OfficeItemsPage({ township, items, page, officeOf }: ItemsPageProps) {
  const bare = items.filter(({ code }) => !officeOf.has(code));
  const all = [...bare, ...items.filter(({ code }) => officeOf.has(code))];
  const pages = Math.max(1, Math.ceil(all.length / SHOWN));
  const at = Math.min(Math.max(1, Math.trunc(page)), pages);
  const href = (number: number) => `/desk/offices/items?township=${township.code}&page=${number}`;
  const row = ({ code, name }: ServiceItem) => (
    <tr>
      <td class="number">{code}</td>
      <td>{name}</td>
      <td>
        <a
          href={`/desk/offices/items/${code}?township=${township.code}`}
          aria-label={`${officeOf.get(code)?.name ?? '没有'}，${name}归谁`}
        >
          {officeOf.get(code)?.name ?? '没有'}
        </a>
      </td>
    </tr>
  );
  return (
    <>
      <p>
        <a href={`/desk/offices?township=${township.code}`}>{township.name}的窗口和机构</a>
      </p>
      <h1>{township.name}：哪个事项归哪个机构</h1>
      {bare.length > 0 && <p class="stop">有 {bare.length} 个事项没有机构负责，排在最前面。</p>}
      <table>
        <thead>
          <tr>
            <th scope="col">编号</th>
            <th scope="col">事项</th>
            <th scope="col">归哪个机构</th>
          </tr>
        </thead>
        <tbody>{all.slice((at - 1) * SHOWN, at * SHOWN).map(row)}</tbody>
      </table>
      <p>
        第 {at} 页，共 {pages} 页。{at > 1 && <a href={href(at - 1)}>上一页</a>}{' '}
        {at < pages && <a href={href(at + 1)}>下一页</a>}
      </p>
    </>
  );
}

export interface MovePageProps {
  township: Township;
  item: ServiceItem;
  offices: readonly Office[];
  present: Office | null;
  session: Session;
  once: string;
  typed: { officeType: string; source: string };
  faults: Faults;
  trouble: string | null;
}

export function MoveItemPage(props: MovePageProps) {
  const { township, item, offices, present, session, once, typed, faults, trouble } = props;
  return (
    <>
      <p>
        <a href={`/desk/offices/items?township=${township.code}`}>{township.name}：哪个事项归哪个机构</a>
      </p>
      <h1>
        {item.code} {item.name}
      </h1>
      {trouble !== null && (
        <p class="fault" role="alert">
          {trouble}
        </p>
      )}
      <FaultSummary faults={faults} />
      <p>现在归：{present?.name ?? '没有机构负责'}。一镇一事只归一个机构。</p>
      <Form action={`/desk/offices/items/${item.code}`} session={session} once={once}>
        <input type="hidden" name="township" value={township.code} />
        <Select
          name="officeType"
          label="改归哪个机构"
          value={typed.officeType}
          faults={faults}
          empty="照全市一样的归法"
          options={offices.filter(isOpen).map(({ officeTypeCode, name }) => ({ value: officeTypeCode, label: name }))}
        />
        <Area name="source" label="依据" value={typed.source} faults={faults} rows={2} hint="哪份文件写的。" />
        <Buttons>
          <Go>保存</Go>
        </Buttons>
      </Form>
    </>
  );
}
