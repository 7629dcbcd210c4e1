/** `npm run fuzz`: holds 100,000 garbled conversations with the engine, or as many as it is told; a seed repeats a run. */
import { checkGarbledConversations } from '../packages/engine/src/testing/garbled-conversations.ts';

const [conversations = 100_000, seed = Date.now()] = process.argv.slice(2).map(Number);
const block = 1_000;

for (let done = 0; done < conversations; done += block) {
  await checkGarbledConversations(Math.min(block, conversations - done), seed + done);
  const megabytes = Math.round(process.memoryUsage().rss / 1_048_576);
  console.log(`${Math.min(done + block, conversations)} of ${conversations} conversations, seed ${seed + done}, ${megabytes} MB`);
}
