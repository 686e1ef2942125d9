/** @jsxImportSource hono/jsx */
import type { OfficeFacts } from '../catalogue/offices.rules.ts';
import type { OwnOffice } from '../catalogue/offices.usecases.ts';
import type { Directory, Office } from '../directory/directory.contract.ts';
import type { Session } from '../staff/staff.contract.ts';
import { Area, Buttons, Choice, FaultSummary, type Faults, Form, Go, Line, Select } from './form.pages.tsx';

const UNKNOWN = '以窗口告知为准';

interface OfficesPageProps {
  township: { code: string; name: string };
  offices: readonly Office[];
  officeTypes: Directory['officeTypes'];
  /** Townships to choose from; empty for those who have but one. */
  townships: readonly { code: string; name: string }[];
}

function stateOf(office: Office, offices: readonly Office[]): string {
  if (office.closed) return '撤了';
  const target = offices.find(({ id }) => id === office.mergedIntoId);
  return target ? `并入${target.name}` : '';
}

export function OfficesPage({ township, offices, officeTypes, townships }: OfficesPageProps) {
  const bare = offices.filter((office) => !office.closed && !office.mergedIntoId && !office.place && !office.phone);
  return (
    <>
      <h1>{township.name}的窗口和机构</h1>
      {townships.length > 1 && (
        <form method="get" action="/desk/offices" class="row">
          <Select
            name="township"
            label="镇街"
            value={township.code}
            options={townships.map(({ code, name }) => ({ value: code, label: name }))}
          />
          <Go weight="other">看</Go>
        </form>
      )}
      {bare.length > 0 && (
        <p class="note">
          有 {bare.length} 个机构没有写地点和电话，群众看到的是“{UNKNOWN}”。
        </p>
      )}
      <p>
        <a href={`/desk/offices/items?township=${township.code}`}>哪个事项归哪个机构</a>
      </p>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">机构</th>
              <th scope="col">地点</th>
              <th scope="col">办公时间</th>
              <th scope="col">电话</th>
              <th scope="col">变动</th>
            </tr>
          </thead>
          <tbody>
            {offices.map((office) => {
              const usual = officeTypes.find(({ code }) => code === office.officeTypeCode)?.name ?? '';
              return (
                <tr>
                  <th scope="row">
                    <a href={`/desk/offices/${office.id}`}>{office.name}</a>
                    {office.name !== usual && <span class="soft">（{usual}）</span>}
                  </th>
                  <td>{office.place}</td>
                  <td>{office.hours}</td>
                  <td>{office.phone}</td>
                  <td>{stateOf(office, offices)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </>
  );
}

export interface OfficePageProps {
  own: OwnOffice;
  session: Session;
  once: string;
  typed: OfficeFacts;
  faults: Faults;
  /** Items that would be left without an office, to be confirmed. */
  gaps: readonly { code: string; name: string }[];
  trouble: string | null;
}

export function OfficePage({ own, session, once, typed, faults, gaps, trouble }: OfficePageProps) {
  const { township, officeType, facts, others, items, openCases } = own;
  const id = `${township.code}-${officeType.code}`;
  return (
    <>
      <p>
        <a href={`/desk/offices?township=${township.code}`}>{township.name}的窗口和机构</a>
      </p>
      <h1>
        {township.name}：{facts.name || officeType.name}
      </h1>
      {trouble !== null && (
        <p class="fault" role="alert">
          {trouble}
        </p>
      )}
      <FaultSummary faults={faults} />
      <p>存了就生效，群众在简易版查到的就是这些；网站上的小组件等管理员下次发布。不知道的空着，页面会写“{UNKNOWN}”。</p>
      <Form action={`/desk/offices/${id}`} session={session} once={once}>
        <input type="hidden" name="seen" value={JSON.stringify(facts)} />
        <Line
          name="name"
          label="本镇街的叫法"
          value={typed.name}
          faults={faults}
          hint={`不写镇街名。空着就叫“${officeType.name}”。`}
        />
        <Line
          name="place"
          label="地点"
          value={typed.place}
          faults={faults}
          hint="写到群众找得着：哪条路、哪个院、几楼、几号窗口。"
        />
        <Line
          name="hours"
          label="办公时间"
          value={typed.hours}
          faults={faults}
          hint="如：周一至周五 8:30-12:00，13:30-17:00"
        />
        <Line name="phone" label="电话" value={typed.phone} faults={faults} short />
        <Select
          name="mergedInto"
          label="并入了哪个机构"
          value={typed.mergedInto}
          faults={faults}
          empty="没有并，单独在"
          options={others.map(({ code, name }) => ({ value: code, label: name }))}
        />
        <Choice
          name="closed"
          label="还在不在"
          chosen={typed.closed ? ['1'] : []}
          many
          options={[{ value: '1', label: '撤了，这里不再办事' }]}
        />
        <Area
          name="source"
          label="依据"
          value={typed.source}
          faults={faults}
          rows={2}
          hint="哪份文件；没有文件就写“本单位核实”和日期。"
        />
        {gaps.length > 0 && (
          <div class="stop">
            <h2>有 {gaps.length} 个事项会没有机构负责</h2>
            <ul>
              {gaps.slice(0, 60).map(({ code, name }) => (
                <li>
                  {code} {name}
                </li>
              ))}
            </ul>
            <p>先到“哪个事项归哪个机构”里改到别的机构，或者写明并入哪个机构。</p>
            <Choice
              name="gaps"
              label="真的要这样？"
              chosen={[]}
              many
              options={[{ value: 'meant', label: '是，这些事项暂时没有机构负责' }]}
            />
          </div>
        )}
        <Buttons>
          <Go>保存</Go>
        </Buttons>
      </Form>
      {openCases > 0 && <p class="note">它手上还有 {openCases} 件没办结的事。要撤要并，先把这些事转给别的机构。</p>}
      <details>
        <summary>现在归它的事项（{items.length} 个）</summary>
        <ul>
          {items.map(({ code, name }) => (
            <li>
              {code} {name}
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}
