import { expect, it } from 'vitest';
import { killCycles } from '../faults/kill-cycles.ts';

it('a server that is killed under 16 writers has every case that it acknowledged, and a sound chain', async () => {
  const report = await killCycles(2, () => undefined);
  expect(report.acknowledged).toBeGreaterThan(20);
  // The server died at work, not idle.
  expect(report.unheard).toBeGreaterThan(0);
  expect(report.missing).toEqual([]);
  expect(report.doubled).toBe(0);
  expect(report.supplements).toBeGreaterThan(5);
  expect(report.wrongSupplements).toEqual([]);
  expect(report.chain).toContain('记录完整');
}, 240_000);
