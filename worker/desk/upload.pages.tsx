/** @jsxImportSource hono/jsx */
import type { CatalogueFault } from '../catalogue/catalogue.contract.ts';
import type { Upload } from '../catalogue/upload.rules.ts';
import type { Session } from '../staff/staff.contract.ts';
import { STATUS_TITLES } from './catalogue.pages.tsx';
import { CatalogueFaults } from './catalogue-faults.pages.tsx';
import { titleOfFile } from './difference.pages.tsx';
import { Area, Buttons, Choice, FaultSummary, type Faults, Form, Go, Line } from './form.pages.tsx';

export interface UploadTyped {
  reason: string;
  version: string;
  effectiveDate: string;
  name: string;
  status: string;
  /** Boxes that are ticked. */
  ticked: readonly string[];
}

export interface UploadPageProps {
  session: Session;
  once: string;
  typed: UploadTyped;
  faults: Faults;
  found: { faults: readonly CatalogueFault[]; upload: Upload } | null;
}

/** What was recognised in the files, so that nobody wonders where a sheet went. */
function Recognised({ upload }: { upload: Upload }) {
  return (
    <>
      {upload.read.length > 0 && (
        <p>
          认出来的：
          {upload.read
            .slice(0, 30)
            .map(({ file, from, rows }) => `${titleOfFile(file)}（${from}，${rows} 行）`)
            .join('、')}
          。
        </p>
      )}
      {upload.leftAside.length > 0 && <p>没有用到的：{upload.leftAside.slice(0, 20).join('、')}。</p>}
    </>
  );
}

export function UploadPage({ session, once, typed, faults, found }: UploadPageProps) {
  return (
    <>
      <h1>上传新的表</h1>
      <FaultSummary faults={faults} />
      {found && found.faults.length > 0 && <CatalogueFaults faults={found.faults} />}
      {found && <Recognised upload={found.upload} />}
      <p>传了不会马上生效：先检查，再列出和现行的差别，由另一个人看过才启用。只传要换的表就行，别的不动。</p>
      <Form action="/desk/catalogue/new" session={session} once={once} files>
        <div class="field">
          <label for="files">表格文件</label>
          <p class="hint" id="files-hint">
            .xlsx、.csv（UTF-8 或 GB18030），或几个压成一个 .zip，一共 8 MB 以内。列名照现行的表。
            {found && '刚才选的文件要再选一次。'}
          </p>
          <input
            type="file"
            id="files"
            name="files"
            multiple
            accept=".xlsx,.csv,.zip,.json"
            aria-describedby="files-hint"
          />
        </div>
        <Area
          name="reason"
          label="为什么改"
          value={typed.reason}
          faults={faults}
          rows={2}
          hint="比如：哪一份文件调整了什么。"
        />
        <fieldset class="box">
          <legend>这一版叫什么</legend>
          <p class="hint">空着就和现在一样。</p>
          <div class="row">
            <Line name="version" label="版本" value={typed.version} faults={faults} short />
            <Line name="effectiveDate" label="生效日期" type="date" value={typed.effectiveDate} faults={faults} short />
            <Line name="name" label="名称" value={typed.name} faults={faults} />
          </div>
          <Choice
            name="status"
            label="性质"
            chosen={[typed.status]}
            options={[
              { value: '', label: '和现在一样' },
              { value: 'official', label: STATUS_TITLES.official },
              { value: 'demonstration', label: STATUS_TITLES.demonstration },
            ]}
          />
        </fieldset>
        <Choice
          name="options"
          label="要注意的"
          chosen={typed.ticked}
          many
          options={[
            { value: 'counts', label: '有增减是有意的（不勾，多一条少一条都算错）' },
            { value: 'offices', label: '连各镇街自己维护的机构、归口也换掉（不勾就不动它们）' },
          ]}
        />
        <Buttons>
          <Go>检查</Go>
          <a class="other" href="/desk/catalogue">
            不传了
          </a>
        </Buttons>
      </Form>
    </>
  );
}
