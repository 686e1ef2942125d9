/** Words of the register of what was moved down. */
import type { DelegationKind, LegalForm } from './delegations.contract.ts';

export const DELEGATION_TITLES: Readonly<Record<DelegationKind, string>> = {
  powers: '管理权限',
  staff: '人员编制',
  enforcement: '执法力量',
  approval: '审批权限',
};

/** Who answers for what is done by it: that is what the form decides. */
export const FORM_TITLES: Readonly<Record<LegalForm, string>> = {
  authorised: '赋权：镇街以自己的名义，自己负责',
  entrusted: '委托：以部门的名义，部门负责',
  'on-behalf': '代办：部门决定，镇街代收代办',
  dispatched: '派驻：部门派人，镇街日常管理',
  transferred: '划转：编制和人员转到镇街',
};
