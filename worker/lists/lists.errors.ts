import type { ProblemKind } from '../platform/problem.ts';

export const LISTS_PROBLEMS = {
  itemNotFound: { code: 'lists.item-not-found', status: 404, title: '没有这个编号的事项。全部事项见 /api/v1/items。' },
  itemRetired: { code: 'lists.item-retired', status: 410, title: '这个事项已经取消。有接替的，见 replacedBy。' },
  territorialNotFound: {
    code: 'lists.territorial-not-found',
    status: 404,
    title: '属地清单里没有这个编号。整张清单见 /api/v1/territorial-list。',
  },
  territorialRetired: {
    code: 'lists.territorial-retired',
    status: 410,
    title: '属地清单里的这一项已经取消。有接替的，见 replacedBy。',
  },
  versionNotFound: {
    code: 'lists.version-not-found',
    status: 404,
    title: '清单没有这一版。有哪些版本见 /api/v1/territorial-list/versions。',
  },
  notInVersion: {
    code: 'lists.not-in-version',
    status: 404,
    title: '这一版清单里没有这个编号。整版见 /api/v1/territorial-list/versions/{version}。',
  },
  villageNeedsTownship: {
    code: 'lists.village-needs-township',
    status: 422,
    title: '要查某个村（社区）在哪办，请把它所在镇街的编号 township 也带上。',
  },
} as const satisfies Record<string, ProblemKind>;
