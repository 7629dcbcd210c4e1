import { expect, it } from 'vitest';
import { hostileFamily } from '../packages/engine/src/testing/hostile-family.ts';
import { runSiege } from './siege/run-siege.ts';

it('A service under siege finds every verdict, lets sound checks through and keeps nothing of a password', { timeout: 60_000 }, async () => {
  // Those that end by themselves, a part of them by turns; all of them at once is a matter of the long run.
  const first = Math.floor(Math.random() * 12);
  const hostile = hostileFamily.filter(({ deadline }) => deadline === undefined).filter((_, index) => index % 12 === first);
  const { faults, amongThem, figures } = await runSiege({ hostile, concurrency: 100, delayMs: 1, atRest: 2, everyMs: 200, restMs: 0 });
  expect(faults).toEqual([]);
  expect(amongThem.length).toBeGreaterThan(0);
  expect((figures.peakMb - figures.restMb) / hostile.length).toBeLessThan(64);
});
