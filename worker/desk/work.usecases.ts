/** What waits for somebody who has just come in: numbers and where to go, nothing of what anybody wrote. */

import { countToDecide } from '../assignments/reading.usecases.ts';
import { callsWaiting } from '../calls/calls.usecases.ts';
import { waitingFor } from '../cases/approvals.usecases.ts';
import { deadLetters } from '../cases/outbox.usecases.ts';
import { type Box, MOST_COUNTED, NO_FILTER, type QueueFilter } from '../cases/queue.rules.ts';
import { countUrgent } from '../cases/queue.usecases.ts';
import { type Viewer, viewerOf } from '../cases/viewer.rules.ts';
import { countEscalated, countOwn, countParts } from '../cases/waiting.usecases.ts';
import type { CaseWorld } from '../cases/world.usecases.ts';
import { eyesOf } from '../operations/eyes.rules.ts';
import { hazardsWaiting } from '../operations/hazards.usecases.ts';
import type { PermissionName } from '../staff/permissions.data.ts';
import { may, scopeOf } from '../staff/permissions.rules.ts';
import type { Session } from '../staff/staff.contract.ts';
import type { DeskContent } from './desk.contract.ts';
import { queueAddress } from './queue.rules.ts';
import { amount, inOrder, type WorkLine, workLine } from './work.rules.ts';

interface Asking {
  world: CaseWorld;
  content: DeskContent;
  session: Session;
}

/** As far as this permission reaches; null: not at all. */
function viewerBy({ session, content }: Asking, permission: PermissionName): Viewer | null {
  const scope = scopeOf(session.staff.role, permission);
  return scope === null ? null : viewerOf(session, scope, content.directory);
}
const at = (box: string, filter: Partial<QueueFilter> = {}) => queueAddress(box, { ...NO_FILTER, ...filter });

async function limits({ world }: Asking, viewer: Viewer): Promise<WorkLine[]> {
  // Whoever leads a township answers for the limits of all its offices.
  const [township = null] = viewer.role === 'township-leader' ? (viewer.townships ?? []) : [];
  const box: Box = township === null ? 'own' : { township };
  const name = township ?? 'own';
  const { overdue, soon, isMore } = await countUrgent(world, viewer, box);
  const where = township === null ? '' : '（全镇街）';
  return [
    ...workLine('overdue', at(name, { due: 'overdue' }), { count: overdue, isMore, what: `已超期${where}` }),
    ...workLine('soon', at(name, { due: 'soon' }), { count: soon, isMore, what: `快到期${where}` }),
  ];
}

/** Only offices and departments are asked to help. */
async function parts({ world }: Asking, viewer: Viewer): Promise<WorkLine[]> {
  if (viewer.scope !== 'organ') return [];
  const { all, overdue, soon } = await countParts(world, viewer);
  return [
    ...workLine('overdue', at('parts', { due: 'overdue' }), { count: overdue, what: '请您协办的已超期' }),
    ...workLine('soon', at('parts', { due: 'soon' }), { count: soon, what: '请您协办的快到期' }),
    ...workLine('waiting', at('parts'), { count: all, what: '请您单位协办' }),
  ];
}

async function escalated({ world }: Asking, viewer: Viewer): Promise<WorkLine[]> {
  if (viewer.role !== 'township-leader' && viewer.role !== 'coordinator') return [];
  const what = viewer.role === 'coordinator' ? '超期，报到了统筹办' : '超期，报到了您这里';
  return workLine('overdue', at('escalated'), { count: await countEscalated(world, viewer), what });
}

/** Each step by whoever may take it. */
const NEW_ONES = [
  ['cases.accept', 'submitted', '新收到，等受理'],
  ['cases.assign', 'accepted', '已受理，等交办'],
  ['cases.handle', 'assigned', '新交办给您单位'],
] as const;

async function newOnes({ world }: Asking, viewer: Viewer): Promise<WorkLine[]> {
  const own = NEW_ONES.filter(([permission]) => may(viewer.role, permission));
  const lines = own.map(async ([, state, what]) =>
    workLine('new', at('own', { state }), { count: await countOwn(world, viewer, state), what }),
  );
  return (await Promise.all(lines)).flat();
}

async function ofCases(asking: Asking): Promise<WorkLine[]> {
  const viewer = viewerBy(asking, 'cases.list');
  // An auditor looks at cases; none waits for them.
  if (viewer === null || viewer.role === 'auditor') return [];
  return (await Promise.all([limits, parts, escalated, newOnes].map((count) => count(asking, viewer)))).flat();
}

async function approvals(asking: Asking): Promise<WorkLine[]> {
  const viewer = viewerBy(asking, 'cases.approve');
  if (viewer === null) return [];
  const { length: count } = await waitingFor(asking.world, viewer);
  return workLine('waiting', '/desk/approvals', { count, what: '等您审批（延期、看保密身份）' });
}

async function hazards({ world, session }: Asking): Promise<WorkLine[]> {
  const scope = scopeOf(session.staff.role, 'emergency.manage');
  if (scope === null) return [];
  const { all, late } = await hazardsWaiting(world, eyesOf(session, scope), MOST_COUNTED);
  const what = scope === 'all' ? '安全隐患报到了统筹办' : '安全隐患等您单位处置';
  const isLate = late === 0 ? '' : `${amount(late, '处')}超时`;
  return workLine('emergency', '/desk/emergency', { count: all, unit: '处', what, late: isLate });
}

async function calls({ world, session }: Asking): Promise<WorkLine[]> {
  const { all, late } = await callsWaiting(world, session.staff);
  const isLate = late === 0 ? '' : `${amount(late, '个')}超时`;
  const counted = { count: all, unit: '个', what: '呼叫等您单位办', late: isLate };
  return workLine(late > 0 ? 'overdue' : 'waiting', '/desk/calls', counted);
}

async function proposals({ world, session: { staff } }: Asking): Promise<WorkLine[]> {
  if (!may(staff.role, 'assignments.decide')) return [];
  const count = await countToDecide(world.db, staff.id, MOST_COUNTED);
  return workLine('waiting', '/desk/assignments', { count, unit: '项', what: '准入等您审核' });
}

async function unsent({ world, session }: Asking): Promise<WorkLine[]> {
  if (!may(session.staff.role, 'outbox.read')) return [];
  const count = await deadLetters(world.db, MOST_COUNTED);
  return workLine('waiting', '/desk/outbox', { count, unit: '条', what: '通知没有发出去，要重发' });
}

/** The most pressing first; empty when nothing waits. */
export async function workOf(asking: Asking): Promise<WorkLine[]> {
  const parts = [hazards, ofCases, calls, approvals, proposals, unsent];
  return inOrder((await Promise.all(parts.map((count) => count(asking)))).flat());
}
