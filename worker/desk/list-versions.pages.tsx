/** @jsxImportSource hono/jsx */
import type { Directory } from '../directory/directory.contract.ts';
import { departmentRef } from '../lists/duties.rules.ts';
import type { FieldChange, ListKind, ListVersion, VersionDifference } from '../lists/versions.contract.ts';
import type { Dataset } from '../platform/dataset.contract.ts';

const TITLES: Readonly<Record<ListKind, string>> = { territorial: '属地管理清单', power: '权责清单' };

interface VersionsProps {
  lists: readonly { kind: ListKind; versions: readonly ListVersion[] }[];
  dataset: Dataset;
}

export function ListVersionsPage({ lists, dataset }: VersionsProps) {
  return (
    <>
      <h1>两张清单的历次版本</h1>
      {dataset.status === 'demonstration' && <p class="note">演示数据，不作办事依据。</p>}
      <p>谁牵头、谁配合，按事情当时的那一版算；清单改了，改以前的事不跟着变。</p>
      {lists.map(({ kind, versions }) => (
        <section>
          <h2>{TITLES[kind]}</h2>
          <div class="scroll">
            <table>
              <thead>
                <tr>
                  <th scope="col">版本</th>
                  <th scope="col">哪天起</th>
                  <th scope="col">到哪天</th>
                  <th scope="col" class="n">
                    项数
                  </th>
                  <th scope="col">比上一版</th>
                  <th scope="col">校验值</th>
                </tr>
              </thead>
              <tbody>
                {versions.map(({ version, effectiveFrom, effectiveUntil, entries, hash }) => (
                  <tr>
                    <th scope="row">
                      {kind === 'territorial' ? (
                        <a href={`/api/v1/territorial-list/versions/${version}`}>第 {version} 版</a>
                      ) : (
                        `第 ${version} 版`
                      )}
                    </th>
                    <td>{effectiveFrom}</td>
                    <td>{effectiveUntil ?? '现行'}</td>
                    <td class="n">{entries}</td>
                    <td>
                      {version > 1 ? (
                        <a href={`/desk/lists/difference?list=${kind}&from=${version - 1}&to=${version}`}>看改了什么</a>
                      ) : (
                        '第一版'
                      )}
                    </td>
                    <td class="number">{hash.slice(0, 16)}…</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      ))}
    </>
  );
}

interface DifferenceProps {
  kind: ListKind;
  from: number;
  to: number;
  difference: VersionDifference;
  directory: Directory;
}

/** A value as people read it: departments by name. */
function textOf({ field }: FieldChange, value: FieldChange['before'], directory: Directory): string {
  if (value === null || value === '') return '（空）';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (!Array.isArray(value)) return value === 'township' ? '镇街' : String(value);
  const names = field.endsWith('DepartmentCodes') ? value.map((code) => departmentRef(code, directory).name) : value;
  return names.join('、') || '（空）';
}

function Plain({ title, entries }: { title: string; entries: readonly { code: string; name: string }[] }) {
  if (entries.length === 0) return null;
  return (
    <>
      <h2>
        {title} {entries.length} 项
      </h2>
      <ul>
        {entries.map(({ code, name }) => (
          <li>
            <span class="number">{code}</span> {name}
          </li>
        ))}
      </ul>
    </>
  );
}

export function ListDifferencePage({ kind, from, to, difference, directory }: DifferenceProps) {
  const { added, changed, retired } = difference;
  return (
    <>
      <h1>
        {TITLES[kind]}：第 {from} 版到第 {to} 版
      </h1>
      {added.length + changed.length + retired.length === 0 && <p>两版一样。</p>}
      <Plain title="新增" entries={added} />
      {changed.length > 0 && <h2>改动 {changed.length} 项</h2>}
      {changed.map(({ code, name, changes }) => (
        <section class="box">
          <h3>
            <span class="number">{code}</span> {name}
          </h3>
          <dl>
            {changes.map((change) => (
              <>
                <dt>{change.title}</dt>
                <dd>
                  <del>{textOf(change, change.before, directory)}</del> 改为{' '}
                  <ins>{textOf(change, change.after, directory)}</ins>
                </dd>
              </>
            ))}
          </dl>
        </section>
      ))}
      <Plain title="取消" entries={retired} />
      <p class="noprint">
        <a href="/desk/lists">回到历次版本</a>
      </p>
    </>
  );
}
