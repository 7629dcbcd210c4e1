/** `npm run chaos`: kills and freezes workers and restarts Redis while checks run, so often as it is told (100); a seed repeats a run. Prints what came of it as JSON. */
import { causeChaos, type Disturbance } from '../apps/checker/src/testing/chaos.ts';
import { seededRandom } from '../apps/checker/src/testing/seeded-random.ts';

const [rounds = 100, seed = Date.now()] = process.argv.slice(2).map(Number);
const random = seededRandom(seed);
const kinds: readonly Disturbance[] = ['kill', 'kill', 'kill', 'kill', 'kill', 'kill', 'freeze', 'restart-redis'];
const disturbances = Array.from({ length: rounds }, () => kinds[Math.floor(random() * kinds.length)] ?? 'kill');
const figures = await causeChaos({
  disturbances,
  checksAtOnce: 8,
  random,
  onRound: (round, soFar) => console.error(`${round} of ${rounds}, seed ${seed}: ${JSON.stringify(soFar)}`),
});
console.log(
  JSON.stringify(
    {
      seed,
      disturbances: Object.fromEntries(Object.entries(Object.groupBy(disturbances, (kind) => kind)).map(([kind, all]) => [kind, all?.length])),
      ...figures,
    },
    null,
    2,
  ),
);
