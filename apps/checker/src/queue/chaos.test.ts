import { expect, it } from 'vitest';
import { causeChaos } from '../testing/chaos.ts';
import { seededRandom } from '../testing/seeded-random.ts';

it('Whatever happens to workers, each check has one end, no gap and no repeat, at most one sign-in a server and one message', {
  timeout: 180_000,
}, async () => {
  const { outcomes, ...figures } = await causeChaos({ disturbances: ['kill', 'freeze', 'kill'], checksAtOnce: 4, random: seededRandom(11) });
  expect(figures).toMatchObject({ checks: 16, withoutEnd: 0, gapsAndRepeats: 0, mostMessages: 1, mostSignIns: 1 });
  expect(Object.keys(outcomes).filter((outcome) => outcome !== 'connected' && outcome !== 'interrupted')).toEqual([]);
});
