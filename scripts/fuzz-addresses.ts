/** `npm run fuzz:addresses`: has a million addresses and texts judged by the egress policy and by another implementation, or as many as it is told; a seed repeats a run. */
import { judgeTwice } from '../packages/engine/src/testing/judge-twice.ts';

const [inputs = 1_000_000, seed = Date.now()] = process.argv.slice(2).map(Number);
const { permitted, refused, disagreements } = judgeTwice(inputs, seed);

console.log(`${inputs} inputs, seed ${seed}: ${permitted} permitted, ${refused} refused, ${disagreements.length === 0 ? 'no disagreement' : 'disagreements:'}`);
for (const text of disagreements) console.log(text);
process.exitCode = disagreements.length === 0 ? 0 : 1;
