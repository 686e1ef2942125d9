import type { GuideStep } from './lists.rules.ts';

/** Steps of a guide in words; `{who}` is the name of whoever does the step. */
export const STEP_TEXTS: Record<GuideStep['action'], string> = {
  handIn: '到{who}交材料',
  help: '{who}帮您办',
  check: '{who}审核',
  publish: '{who}初审并公示',
  forward: '{who}收齐后往上报',
  register: '{who}登记',
  decide: '{who}办结，答复您',
  route: '{who}分给该管的单位，告诉您由谁办',
};
