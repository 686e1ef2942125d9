export const DOCUMENTATION = {
  openapi: '3.1.0',
  info: {
    title: '一窗 One Window API',
    version: '0.1.0',
    description:
      '邹城市 16 个镇街、714 个村(社区)的办事指南和责任清单。目前是演示数据,不作办事依据。\n\nGuidance and responsibility lists of a county-level city. The data set is a demonstration: every answer says so in `dataset.status`.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: '/' }],
};
