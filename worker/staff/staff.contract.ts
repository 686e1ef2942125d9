/** Who works at the desk, and how their forms arrive. */

export const STAFF_ROLES = [
  'counter-clerk',
  'township-handler',
  'township-leader',
  'department-handler',
  'department-head',
  'coordinator',
  'auditor',
  'administrator',
] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

export interface Staff {
  id: number;
  /** What one signs in with; never changes. */
  staffNumber: string;
  name: string;
  role: StaffRole;
  /** Code of 9 digits: of clerks, handlers and leaders of a township. */
  townshipCode: string | null;
  /** `<township code>-<office type code>`: of township handlers, and of clerks who belong to an office. */
  officeId: string | null;
  /** Of department staff, and of handlers of a dispatched institution. */
  departmentCode: string | null;
}

export interface Session {
  staff: Staff;
  /** The password was given within the last five minutes. */
  isFresh: boolean;
  /** Stands in every form of this session as the hidden field `key`. */
  formKey: string;
}

/** How far a permission reaches: one's own things, one's organ (office or department), one's township, everywhere. */
export type Scope = 'own' | 'organ' | 'township' | 'all';
export const FIELD_GROUPS = ['identity', 'text', 'photos', 'notes'] as const;
/** What of a case a role may read; a sealed case or a report holds back more: see the store of the desk. */
export type FieldGroup = (typeof FIELD_GROUPS)[number];

/** Pure data of what happened to an account: see `staff_event`. */
export const STAFF_EVENT_TITLES: Record<string, string> = {
  created: '建账号',
  changed: '改岗位',
  closed: '停用账号',
  'password-reset': '管理员重设密码',
  'password-changed': '本人改密码',
  'password-right': '密码对，等通行密钥',
  'signed-in': '登录',
  'signed-out': '退出',
  'wrong-password': '密码不对',
  'wrong-passkey': '通行密钥不对',
  'unknown-elsewhere': '统一身份登录，这里没有账号',
  'passkey-added': '加通行密钥',
  'passkey-removed': '去掉通行密钥',
  'token-made': '建程序口令',
  'token-revoked': '作废程序口令',
};
