import { describe, expect, it } from 'vitest';
import { resolveOnce } from './resolve-once.ts';

const never = new AbortController().signal;

/** A resolver whose look-ups are answered by hand. */
function byHand() {
  const lookups: {
    readonly host: string;
    readonly signal: AbortSignal;
    readonly answer: (addresses: readonly string[]) => void;
    readonly fail: (error: Error) => void;
  }[] = [];
  const resolver = resolveOnce({
    resolve: (host, signal) => new Promise((resolve, reject) => void lookups.push({ host, signal, answer: resolve, fail: reject })),
  });
  return { lookups, resolver };
}

describe('a name', () => {
  it('is asked for once, whoever asks, whenever and however it is written', async () => {
    const { lookups, resolver } = byHand();
    const both = [resolver.resolve('imap.bücher.example', never), resolver.resolve('IMAP.xn--bcher-kva.example', never)];
    lookups[0]?.answer(['192.0.2.1']);
    expect(await Promise.all(both)).toEqual([['192.0.2.1'], ['192.0.2.1']]);
    expect(await resolver.resolve('imap.bücher.example', never)).toEqual(['192.0.2.1']);
    expect(lookups.map(({ host }) => host)).toEqual(['imap.bücher.example']);
  });

  it('that cannot be looked up is not asked for again', async () => {
    const { lookups, resolver } = byHand();
    const first = resolver.resolve('a.example', never);
    lookups[0]?.fail(new Error('no such name'));
    await expect(first).rejects.toThrow('no such name');
    await expect(resolver.resolve('a.example', never)).rejects.toThrow('no such name');
    expect(lookups).toHaveLength(1);
  });

  it('is looked up for the others when one of them leaves', async () => {
    const { lookups, resolver } = byHand();
    const leaver = new AbortController();
    const [left, stayed] = [resolver.resolve('a.example', leaver.signal), resolver.resolve('a.example', never)];
    leaver.abort(new Error('time is up'));
    await expect(left).rejects.toThrow('time is up');
    expect(lookups[0]?.signal.aborted).toBe(false);
    lookups[0]?.answer(['192.0.2.1']);
    expect(await stayed).toEqual(['192.0.2.1']);
  });

  it('is let go with the last who waited, and begun anew', async () => {
    const { lookups, resolver } = byHand();
    const leaver = new AbortController();
    const left = resolver.resolve('a.example', leaver.signal);
    leaver.abort(new Error('time is up'));
    await expect(left).rejects.toThrow('time is up');
    expect(lookups[0]?.signal.aborted).toBe(true);
    await expect(resolver.resolve('a.example', leaver.signal)).rejects.toThrow('time is up');
    const again = resolver.resolve('a.example', never);
    lookups[1]?.answer(['192.0.2.1']);
    expect(await again).toEqual(['192.0.2.1']);
  });
});
