import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONDITIONS, TASK_KINDS } from '../../worker/assignments/assignments.contract.ts';
import { csvOf } from '../../worker/assignments/csv.rules.ts';
import { GATE_RULES } from '../../worker/assignments/gate.data.ts';
import { judge } from '../../worker/assignments/gate.rules.ts';
import { ASSIGNMENT_TRANSITIONS } from '../../worker/assignments/machine.data.ts';
import { transitionFor } from '../../worker/assignments/machine.rules.ts';
import { heldByGate } from '../../worker/cases/handing-down.rules.ts';
import { dutiesOf } from '../../worker/lists/duties.rules.ts';
import { gateWorld, listed, STREET, TODAY, TOWN, temporary, VILLAGE } from './proposals.ts';

const rule = (proposal: Parameters<typeof judge>[0]) => {
  const verdict = judge(proposal, gateWorld, TODAY);
  return verdict.verdict === 'refused' ? verdict.rule : verdict.ground;
};

describe('the gate', () => {
  it('admits by an entry of the list and gives the entry with its version as evidence', () => {
    expect(judge(listed(), gateWorld, TODAY)).toEqual({
      verdict: 'admitted',
      ground: 'list',
      entry: { code: 'D04-001', name: '秸秆禁烧', list: 'territorial', version: 2 },
    });
    expect(rule(listed({ entryCode: 'P001', asked: 'lead' }))).toBe('list');
    expect(rule(listed({ entryCode: 'T001', department: 'M14', asked: 'lead' }))).toBe('list');
  });

  it.each([
    ['not-on-list', listed({ entryCode: '' })],
    ['not-on-list', listed({ entryCode: 'D99-001' })],
    ['lead-stays', listed({ asked: 'lead' })],
    ['not-your-entry', listed({ department: 'M14' })],
    ['not-your-entry', listed({ entryCode: 'T001' })],
    ['not-this-township', listed({ entryCode: 'P001', bodies: [STREET] })],
    ['not-this-township', listed({ entryCode: 'T001', department: 'M14', bodies: [STREET] })],
    ['village-committee', listed({ bodies: [VILLAGE] })],
    ['village-committee', temporary({ bodies: [TOWN, '370883999999'] })],
    ['not-a-township', listed({ bodies: [] })],
    ['not-a-township', listed({ bodies: ['370883'] })],
    ['expired', temporary({ startDay: '2026-01-01', endDay: '2026-11-22' })],
    ['term', temporary({ endDay: '2026-02-30' })],
    ['term', temporary({ startDay: '2027-01-02', endDay: '2027-01-01' })],
    ['own-approval', temporary({ approvingBody: '邹城市生态环境局、市生态环境局' })],
  ] as const)('refuses with %s and says how to apply', (name, proposal) => {
    const verdict = judge(proposal, gateWorld, TODAY);
    expect(verdict).toMatchObject({ verdict: 'refused', rule: name });
    expect(verdict.verdict === 'refused' && verdict.howToApply).toBe(GATE_RULES[name].howToApply);
  });

  it('lets a task off the list pass to the coordinating office with all conditions only, and names the missing', () => {
    expect(rule(temporary())).toBe('exception');
    for (const name of CONDITIONS) {
      const verdict = judge(temporary({ [name]: ' ' }), gateWorld, TODAY);
      expect(verdict).toMatchObject({ rule: 'conditions-missing', missing: [name] });
    }
  });

  it('never lets a village, a past term or an unlisted task through, whatever else is written', () => {
    const words = fc.constantFrom('', '甲', '市人民政府');
    const proposal = fc.record({
      department: fc.constantFrom('M17', 'M14', 'M99'),
      kind: fc.constantFrom(...TASK_KINDS),
      entryCode: fc.constantFrom('', 'D04-001', 'P001', 'T001', 'X'),
      asked: fc.constantFrom('lead' as const, 'cooperating' as const),
      bodies: fc.array(fc.constantFrom(TOWN, STREET, VILLAGE, '370883', 'x'), { maxLength: 3 }),
      endDay: fc.constantFrom('2026-11-22', TODAY, '2027-01-01', ''),
      ...Object.fromEntries(CONDITIONS.map((name) => [name, words])),
    });
    fc.assert(
      fc.property(proposal, (parts) => {
        const asked = listed({ ...parts, startDay: '2026-01-01' });
        const verdict = judge(asked, gateWorld, TODAY);
        if (verdict.verdict === 'refused') return;
        expect(asked.bodies.every((code) => code === TOWN || code === STREET)).toBe(true);
        expect(asked.endDay >= TODAY).toBe(true);
        if (verdict.ground === 'list') expect(verdict.entry.code).toBe(asked.entryCode);
        else {
          expect(asked.kind).not.toBe('listed');
          expect(CONDITIONS.every((name) => asked[name] !== '')).toBe(true);
        }
        // By the territorial list nobody but the lead asks, and the lead stays where it is.
        if (verdict.ground === 'list' && verdict.entry.list === 'territorial')
          expect([asked.department, asked.asked]).toEqual(['M17', 'cooperating']);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('four eyes', () => {
  const record = { state: 'examined' as const, proposal: { department: 'M17', bodies: [TOWN] } };
  const coordinator = (staffId: number) => ({ staffId, role: 'coordinator' as const, place: null });
  const taken = [
    { action: 'propose', by: 1 },
    { action: 'examine', by: 2 },
  ];
  it('neither who proposed nor who examined approves', () => {
    for (const id of [1, 2]) expect(transitionFor('approve', record, coordinator(id), taken)).toBeNull();
    expect(transitionFor('approve', record, coordinator(3), taken)?.to).toBe('admitted');
  });
  it('a department touches its own proposals only, a township what concerns it, and neither decides', () => {
    const other = { staffId: 9, role: 'department' as const, place: 'M14' };
    const own = { ...other, place: 'M17' };
    expect(transitionFor('withdraw', record, other, taken)).toBeNull();
    expect(transitionFor('withdraw', record, own, taken)?.to).toBe('withdrawn');
    const township = { staffId: 8, role: 'township' as const, place: TOWN };
    for (const { action } of ASSIGNMENT_TRANSITIONS.filter(({ by }) => !(by as readonly string[]).includes('township')))
      expect(transitionFor(action, { ...record, state: 'admitted' }, township, taken)).toBeNull();
    expect(transitionFor('remark', { ...record, state: 'admitted' }, township, taken)).not.toBeNull();
    expect(transitionFor('remark', { ...record, state: 'admitted' }, { ...township, place: STREET }, taken)).toBeNull();
  });
});

describe('the gate for cases', () => {
  const { lists, directory } = gateWorld;
  const by = (item: string | null, matter: string | null) => ({
    item: item === null ? null : dutiesOf(lists, directory, item, TOWN),
    matter: matter === null ? null : dutiesOf(lists, directory, matter, TOWN),
  });
  const office = `O${TOWN}-O01`;
  it('keeps departments and the coordinating office from handing down what a department leads', () => {
    for (const giver of ['department', 'coordinator'] as const) {
      expect(heldByGate(office, 'lead', giver, TOWN, by(null, 'D04-001'))).toContain('市生态环境局');
      expect(heldByGate(office, 'cooperating', giver, TOWN, by(null, 'D04-001'))).toBeNull();
      expect(heldByGate(office, 'lead', giver, TOWN, by('T001', null))).toBeNull();
      expect(heldByGate('DM14', 'lead', giver, TOWN, by(null, 'D04-001'))).toBeNull();
    }
  });
  it('what is on no list is given by the coordinating office, not by a department', () => {
    expect(heldByGate(office, 'lead', 'coordinator', TOWN, by(null, null))).toBeNull();
    expect(heldByGate(office, 'lead', 'department', TOWN, by(null, null))).toContain('准入');
  });
  it('a township takes on what it wants', () => {
    expect(heldByGate(office, 'lead', 'township', TOWN, by(null, 'D04-001'))).toBeNull();
  });
});

describe('the table', () => {
  it('has no cell that a spreadsheet takes for a formula, and quotes what needs it', () => {
    expect(csvOf([['=1+1', '+a', '-b', '@c', '\t=d', '他说"好",走', '两\n行', '平常']])).toBe(
      '\ufeff\'=1+1,\'+a,\'-b,\'@c,\'\t=d,"他说""好"",走","两\n行",平常\r\n',
    );
  });
});
