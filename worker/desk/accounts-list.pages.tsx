/** @jsxImportSource hono/jsx */
import type { Directory } from '../directory/directory.contract.ts';
import type { AccountRow } from '../staff/accounts.usecases.ts';
import { ROLE_TITLES } from '../staff/permissions.data.ts';
import { placeText } from './places.rules.ts';

export function AccountsPage({ accounts, directory }: { accounts: readonly AccountRow[]; directory: Directory }) {
  return (
    <>
      <h1>账号</h1>
      <p>
        <a class="main" href="/desk/accounts/new">
          建一个账号
        </a>
      </p>
      <div class="scroll">
        <table>
          <caption>
            共 {accounts.length} 个，其中停用 {accounts.filter(({ active }) => !active).length} 个
          </caption>
          <thead>
            <tr>
              <th scope="col">工号</th>
              <th scope="col">姓名</th>
              <th scope="col">岗位</th>
              <th scope="col">单位</th>
              <th scope="col">状态</th>
            </tr>
          </thead>
          <tbody>
            {accounts.map((account) => (
              <tr>
                <td>
                  <a href={`/desk/accounts/${account.id}`}>{account.staffNumber}</a>
                </td>
                <td>{account.name}</td>
                <td>{ROLE_TITLES[account.role]}</td>
                <td>{placeText(account, directory)}</td>
                <td>{account.active ? (account.mustChange ? '还没换过密码' : '在用') : '已停用'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
