import { expect, it } from 'vitest';
import { startCutHandshakes } from './testing/cut-handshakes.ts';

it('A reset at any byte of the handshake is told as such, and nobody has heard a word', async () => {
  await using cut = await startCutHandshakes();
  expect(cut.length).toBeGreaterThan(1_000);
  // From another byte in each run; every single one is a matter of the long run.
  const first = Math.floor(Math.random() * 83);
  for (let bytes = first; bytes < cut.length; bytes += 83) {
    expect(await cut.cutAfter(bytes), `${bytes} bytes`).toEqual({ stage: 'secure', cause: 'connection-reset', heard: 0 });
  }
});
