// Pure. The steps of a case as clerks read them.

import { dayWord } from '../cases/clocks.rules.ts';
import { holderName } from '../cases/handling.rules.ts';
import type { Step } from '../cases/history.rules.ts';
import { titleOf } from '../cases/status.rules.ts';
import type { Directory } from '../directory/directory.contract.ts';
import { momentText } from './moments.rules.ts';
import { KIND_WORDS } from './words.data.ts';

/** The titles of steps are written for the citizen. */
export const stepTitle = ({ action }: Pick<Step, 'action'>): string =>
  titleOf(action)
    .replace(/工作人员给您/, '给群众')
    .replaceAll('您', '群众');

const list = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What was decided in a step, as far as it can be said in a line: `牵头：市生态环境局；协办：…`. */
export function stepFacts(
  { action, data = {}, level }: Pick<Step, 'action' | 'data' | 'level'>,
  directory: Directory,
): string {
  const name = (holder: unknown) => holderName(text(holder), directory);
  switch (action) {
    case 'assign': {
      const parts = list(data['parts']).map(name);
      return [`牵头：${name(data['lead'])}`, ...(parts.length > 0 ? [`协办：${parts.join('、')}`] : [])].join('；');
    }
    case 'return':
      return `${name(data['from'])} 退回`;
    case 'part-answer':
      return name(data['organ']);
    case 'classify': {
      const kind = KIND_WORDS[text(data['kind']) as keyof typeof KIND_WORDS] ?? '';
      return [kind, text(data['territorialCode']), text(data['itemCode'])].filter((part) => part !== '').join('，');
    }
    case 'ask-extension':
    case 'extend':
      return typeof data['days'] === 'number'
        ? `延 ${data['days']} ${dayWord(text(data['clock']))}${text(data['until']) && `，到 ${text(data['until'])}`}`
        : '';
    case 'grant-identity':
      return typeof data['until'] === 'number' ? `到 ${momentText(data['until'])} 为止` : '';
    case 'rate':
      return level === undefined ? '' : `${level} 分`;
    default:
      // Put back from the journal later than it was said.
      return typeof data['since'] === 'string' ? `当时是 ${momentText(Date.parse(data['since']))} 交的` : '';
  }
}
