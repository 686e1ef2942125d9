// Pure. The ledger and the register as tables.

import type { LedgerEntry } from './assignments.contract.ts';
import type { DelegationAnswer } from './delegations.contract.ts';
import { DELEGATION_TITLES, FORM_TITLES } from './delegations.data.ts';
import { ASKED_TITLES, KIND_TITLES, STATE_TITLES } from './words.data.ts';

const names = (refs: readonly { name: string }[]): string => refs.map(({ name }) => name).join('、');

export function ledgerRows(entries: readonly LedgerEntry[]): string[][] {
  return [
    [
      '编号',
      '结果',
      '日期',
      '提出部门',
      '镇街',
      '工作',
      '内容',
      '类型',
      '责任',
      '起',
      '止',
      '清单编号',
      '清单版本',
      '批准文号',
      '批准机关',
      '不准的规则',
      '依据',
      '怎么申请',
      '理由',
    ],
    ...entries.map((one) => [
      one.id,
      STATE_TITLES[one.state],
      one.decidedOn,
      one.department.name,
      names(one.townships),
      one.title,
      one.what,
      KIND_TITLES[one.kind],
      ASKED_TITLES[one.asked],
      one.startDay,
      one.endDay,
      one.entry?.code ?? '',
      one.entry === null ? '' : String(one.entry.version),
      one.conditions?.approvalNumber ?? '',
      one.conditions?.approvingBody ?? '',
      one.refusal?.title ?? '',
      one.refusal?.basis ?? '',
      one.refusal?.howToApply ?? '',
      one.refusal?.note ?? '',
    ]),
  ];
}

export function delegationRows(delegations: readonly DelegationAnswer[]): string[][] {
  return [
    ['编号', '批次', '类别', '内容', '部门', '镇街', '法律形式', '文件', '文件日期', '起', '止', '清单变化', '收回'],
    ...delegations.map((one) => [
      one.id,
      String(one.batch),
      DELEGATION_TITLES[one.kind],
      one.what,
      one.department.name,
      names(one.townships),
      FORM_TITLES[one.legalForm],
      one.document,
      one.documentDay,
      one.startDay,
      one.endDay ?? '',
      one.changes.map(({ code, change }) => `${code} ${change}`).join('；'),
      one.revoked === null ? '' : `${one.revoked.from}：${one.revoked.why}`,
    ]),
  ];
}
