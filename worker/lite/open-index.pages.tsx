/** @jsxImportSource hono/jsx */
/** What can be read by a person first; then what programs fetch. */
interface Document {
  /** An address that opens, or the form of one. */
  path: string;
  what: string;
}

const TO_READ: readonly Document[] = [
  { path: '/lite/admissions', what: '部门交给镇街的工作：准了的、没准的，为什么' },
  { path: '/lite/delegations', what: '下放给镇街的权力、人员、执法和审批' },
  { path: '/verify', what: '核对一份凭证：您交的那一步还在不在，有没有被改过' },
];
const TABLES: readonly Document[] = [
  { path: '/open/admissions.csv', what: '准入台账，表格' },
  { path: '/open/delegations.csv', what: '下放登记，表格' },
];
const FOR_PROGRAMS: readonly Document[] = [
  { path: '/open/trail', what: '办事记录每天的总指纹和签名，新的在前' },
  { path: '/open/trail/latest', what: '最近一个签了名的日子：那天全部记录的指纹' },
  { path: '/open/trail/key', what: '验签名用的公钥' },
  { path: '/open/admissions', what: '准入台账' },
  { path: '/open/delegations', what: '下放登记' },
];
/** They need a day, a fingerprint or a number of the reader's. */
const FORMS: readonly Document[] = [
  { path: '/open/trail/2026-11-02', what: '换成要看的日子（北京时间）' },
  { path: '/open/trail/2026-11-02/proof?hash=指纹', what: '这个指纹在不在那一天里，怎么算出来的' },
  { path: '/open/admissions/编号', what: '准入台账的一条' },
];

const Links = ({ documents }: { documents: readonly Document[] }) => (
  <ul>
    {documents.map(({ path, what }) => (
      <li>
        <a href={path}>{what}</a>
        <br />
        <span class="soft">{path}</span>
      </li>
    ))}
  </ul>
);

export function OpenIndex() {
  return (
    <>
      <h1>公开的记录</h1>
      <p>
        办事的每一步、交给镇街的每件工作，都留了记录，谁都可以看，谁都可以核对。里面没有姓名、电话，也没有您写的内容。
      </p>
      <h2>给人看的</h2>
      <Links documents={TO_READ} />
      <h2>下载表格</h2>
      <Links documents={TABLES} />
      <h2>给程序用的（JSON）</h2>
      <Links documents={FOR_PROGRAMS} />
      <p>还有几个地址要自己填上日子、指纹或编号：</p>
      <ul>
        {FORMS.map(({ path, what }) => (
          <li>
            {what}
            <br />
            <span class="soft">{path}</span>
          </li>
        ))}
      </ul>
      <p>
        怎么自己重算，写在 <a href="/docs">接口说明</a> 里。
      </p>
    </>
  );
}
