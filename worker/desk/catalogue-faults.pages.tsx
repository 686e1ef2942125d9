/** @jsxImportSource hono/jsx */
import type { CatalogueFault } from '../catalogue/catalogue.contract.ts';
import { shown, titleOfColumn, titleOfFile } from './difference.pages.tsx';

const FAULTS_SHOWN = 60;
/** The list of all columns is no help in a table. */
const LONGEST_EXPECTED = 120;

/** Where, what is there, what should be: one line each, in the order of the lists. */
export function CatalogueFaults({ faults }: { faults: readonly CatalogueFault[] }) {
  return (
    <div class="fault" role="alert" tabindex={-1}>
      <h2>有 {faults.length} 处要改，什么也没有写入</h2>
      {faults.length > FAULTS_SHOWN && <p>先列出前 {FAULTS_SHOWN} 处，改好再传，会列出剩下的。</p>}
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">表</th>
              <th scope="col" class="n">
                行
              </th>
              <th scope="col">列</th>
              <th scope="col">现在是</th>
              <th scope="col">应当是</th>
            </tr>
          </thead>
          <tbody>
            {faults.slice(0, FAULTS_SHOWN).map(({ file, row, column, found, expected }) => (
              <tr>
                <td>{titleOfFile(file)}</td>
                <td class="n">{row > 0 ? row : ''}</td>
                <td>{column !== '' && `${titleOfColumn(column)}（${column}）`}</td>
                <td>{shown(found, LONGEST_EXPECTED)}</td>
                <td>{shown(expected, LONGEST_EXPECTED)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
