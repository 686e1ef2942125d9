/**
 * The limits that a citizen's case runs under, from `catalogue/law_clocks.csv` (a test holds them together).
 * Petition days are calendar days, hotline days are working days: never one kind of day for everything.
 */
import type { CaseKind, PetitionKind } from './cases.contract.ts';
import type { ClockEffect } from './transitions.data.ts';

export interface ClockRule {
  /** `clock_id` in the list. */
  id: string;
  kinds: readonly CaseKind[];
  petitionKind: PetitionKind | null;
  name: string;
  /** `general`: what is usual; no rule binds anybody to it, and it is said so. */
  kind: 'statutory' | 'promised' | 'general';
  amount: number;
  unit: 'calendar-days' | 'working-days' | 'months';
  counted: string;
  basis: string;
  startsOn: 'submit' | 'accept';
  metBy: readonly ClockEffect[];
}

export const CLOCK_RULES: readonly ClockRule[] = [
  {
    id: 'C02',
    kinds: ['petition'],
    petitionKind: null,
    name: '告知是否受理、由谁办',
    kind: 'statutory',
    amount: 15,
    unit: 'calendar-days',
    counted: '15 天（含休息日）',
    basis: '《信访工作条例》第二十三条',
    startsOn: 'submit',
    metBy: ['accept', 'answer', 'close'],
  },
  {
    id: 'C05',
    kinds: ['petition'],
    petitionKind: 'grievance',
    name: '办结并出具处理意见书',
    kind: 'statutory',
    amount: 60,
    unit: 'calendar-days',
    counted: '60 天（含休息日），从受理起算',
    basis: '《信访工作条例》第三十四条',
    startsOn: 'accept',
    metBy: ['answer', 'close'],
  },
  {
    id: 'C39',
    kinds: ['complaint', 'report', 'hazard', 'consultation'],
    petitionKind: null,
    name: '办理并回复',
    kind: 'promised',
    amount: 5,
    unit: 'working-days',
    counted: '5 个工作日',
    basis: '《山东省政务服务热线管理办法》',
    startsOn: 'submit',
    metBy: ['answer', 'close'],
  },
  {
    id: 'C11',
    kinds: ['dispute'],
    petitionKind: null,
    name: '调解',
    kind: 'general',
    amount: 1,
    unit: 'months',
    counted: '一般 1 个月（法律没有规定期限）',
    basis: '《人民调解工作若干规定》第三十三条',
    startsOn: 'submit',
    metBy: ['answer', 'close'],
  },
  // Of no kind: they start when a review is asked for.
  {
    id: 'C07',
    kinds: [],
    petitionKind: null,
    name: '复查',
    kind: 'statutory',
    amount: 30,
    unit: 'calendar-days',
    counted: '30 天（含休息日）',
    basis: '《信访工作条例》第三十五条',
    startsOn: 'submit',
    metBy: ['answer', 'close'],
  },
  {
    id: 'C09',
    kinds: [],
    petitionKind: null,
    name: '复核',
    kind: 'statutory',
    amount: 30,
    unit: 'calendar-days',
    counted: '30 天（含休息日）',
    basis: '《信访工作条例》第三十六条',
    startsOn: 'submit',
    metBy: ['answer', 'close'],
  },
];

/** How much longer at most, in the unit of the clock, and what says so. What is not here cannot be extended. */
export const EXTENSIONS: Readonly<Record<string, { most: number; unit: string; basis: string }>> = {
  C05: { most: 30, unit: '天（含休息日）', basis: '《信访工作条例》第三十四条' },
  C39: { most: 10, unit: '个工作日', basis: '《山东省政务服务热线管理办法》' },
};
