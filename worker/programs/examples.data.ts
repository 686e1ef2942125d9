/** One complete, valid body for each write, for the API document. Codes are of the demonstration lists. */

export const EXAMPLE_ID = '0000000000001';
export const EXAMPLE_UUID = '00000000-0000-4000-8000-000000000000';
export const EXAMPLE_NOTE = { note: '排口查到了，已经封堵，取了水样。' };
export const EXAMPLE_RATING = { level: 5, note: '当天就来了，水清了。' };
export const EXAMPLE_NAMING = { organ: 'DM18', entry: 'D01-001', note: '排口在养殖场，凭这一项归它。' };

export const EXAMPLE_CALL = {
  kind: 'ordinary',
  entry: 'D01-001',
  helpers: [],
  need: '请来查黑水从哪里排出来的。',
  why: '镇里没有执法权，也没有仪器。',
  evidence: '巡河看到两次。',
  place: '村东桥下',
  caseId: null,
};

export const EXAMPLE_OPERATION = {
  township: '370883107',
  source: 'plan',
  sourceId: null,
  entry: 'D01-001',
  title: '沿河排口联合检查',
  place: '村东桥下到水闸',
  purpose: '查排口，取水样，当场封堵。',
  startsAt: '2099-12-01T01:00:00Z',
  endsAt: '2099-12-01T04:00:00Z',
  powers: [{ organ: 'T370883107', form: 'own', document: '' }],
};
export const EXAMPLE_NEW_TASK = { organ: 'DM18', note: '带仪器来，取水样。' };
export const EXAMPLE_TASK = { task: 1, note: '到了桥下，两个人。' };
export const EXAMPLE_MOVE = {
  startsAt: '2099-12-02T01:00:00Z',
  endsAt: '2099-12-02T04:00:00Z',
  note: '下雨，推后一天。',
};
export const EXAMPLE_HAND_OVER = { organ: 'DM18', entry: 'D01-001', note: '请立案查处，水样和照片一起移交。' };

export const EXAMPLE_HAZARD = {
  township: '370883107',
  kind: 'work-safety',
  place: '村西窑厂',
  what: '围墙裂了，向路这边歪，有人从下面走。',
};
export const EXAMPLE_CHECKS = { checks: ['people', 'rescue', 'cordon'], note: '' };

export const EXAMPLE_PROPOSAL = {
  title: '沿街门牌登记',
  what: '按名单上门核对门牌，填好表交回。',
  kind: 'temporary',
  entryCode: '',
  asked: 'cooperating',
  bodies: ['370883107'],
  startDay: '2099-01-01',
  endDay: '2099-03-31',
  approvalNumber: '政办字 1 号',
  approvingBody: '市人民政府',
  leadDuty: '本部门牵头，汇总和核对。',
  cooperatingDuty: '镇街配合，提供名单。',
  funds: '每个镇街一笔专项经费。',
  staffing: '派两名工作人员。',
  guidance: '每周到场指导。',
  training: '开始前培训一次。',
};
