import { describe, expect, it } from 'vitest';
import { nearCodes } from '../../worker/directory/directory.rules.ts';
import { committeeOf } from '../../worker/lists/guide.rules.ts';
import {
  SERVICE_ROLES,
  stepsOf,
  UNVERIFIED_BITS,
  unverifiedBits,
  unverifiedParts,
} from '../../worker/lists/lists.rules.ts';

describe('the way of an item', () => {
  it.each(SERVICE_ROLES)('for the role %s begins where the citizen goes and has an end', (role) => {
    const steps = stepsOf(role);
    expect(steps.length).toBeGreaterThanOrEqual(2);
    expect(['handIn', 'help', 'register']).toContain(steps[0]?.action);
  });

  it('is decided by the department where the township only receives and checks', () => {
    expect(stepsOf('受理审核').at(-1)).toEqual({ action: 'decide', by: 'department' });
    expect(stepsOf('终审办结').at(-1)).toEqual({ action: 'decide', by: 'office' });
  });

  it('never ends with the village committee when the village only hands in for somebody (art. 24)', () => {
    for (const role of ['初审公示', '代办', '帮办', '代收转报'] as const)
      expect(stepsOf(role).at(-1)?.by).toBe('office');
  });
});

describe('what is unverified', () => {
  it('survives the way into a number and back', () => {
    const parts = Object.keys(UNVERIFIED_BITS) as (keyof typeof UNVERIFIED_BITS)[];
    expect(unverifiedParts(unverifiedBits(parts))).toEqual(parts);
    expect(unverifiedParts(unverifiedBits(['name', 'promisedLimit']))).toEqual(['name', 'promisedLimit']);
    expect(unverifiedParts(0)).toEqual([]);
  });
});

describe('near codes', () => {
  it('are those that differ in few places, the closest first', () => {
    expect(nearCodes('T01', ['T001', 'T010', 'T111', 'V01'], 5)[0]).toBe('T010');
    expect(nearCodes('370883108', ['370883101', '370884101', '110000000'], 5)).toEqual(['370883101', '370884101']);
  });
});

describe('the committee of a village', () => {
  it.each([
    ['苏家庄村', 'village', '苏家庄村民委员会'],
    // As the list of divisions writes it: nothing is doubled once more.
    ['太平一村村', 'village', '太平一村村民委员会'],
    ['苏家庄', 'village', '苏家庄村民委员会'],
    ['红星社区', 'community', '红星社区居民委员会'],
  ] as const)('%s: 村 is not said twice', (name, kind, committee) => {
    expect(committeeOf({ name, kind })).toBe(committee);
  });
});
