import { describe, expect, it } from 'vitest';
import { mergeAsItHappens } from './merge.ts';

async function* count(name: string, to: number, onEnd = () => {}): AsyncGenerator<string, void> {
  try {
    for (let number = 1; number <= to; number += 1) {
      await Promise.resolve();
      yield `${name}${number}`;
    }
  } finally {
    onEnd();
  }
}

describe('merged sources', () => {
  it('give everything, each in its order', async () => {
    const all = await Array.fromAsync(mergeAsItHappens([count('a', 3), count('b', 2)], () => {}));
    expect(all.toSorted()).toEqual(['a1', 'a2', 'a3', 'b1', 'b2']);
    expect(all.filter((item) => item.startsWith('a'))).toEqual(['a1', 'a2', 'a3']);
  });

  it('run on while the reader is slow', async () => {
    let isOver = false;
    const merged = mergeAsItHappens([count('a', 50, () => (isOver = true))], () => {});
    await merged.next();
    await new Promise((resolve) => setImmediate(resolve));
    expect(isOver).toBe(true);
    expect(await Array.fromAsync(merged)).toHaveLength(49);
  });

  it('tell that the reader has left and are waited for', async () => {
    const leave = Promise.withResolvers<void>();
    let isOver = false;
    async function* endless(): AsyncGenerator<string, void> {
      yield 'a';
      await leave.promise;
      await new Promise((resolve) => setImmediate(resolve));
      isOver = true;
    }
    for await (const _ of mergeAsItHappens([endless()], () => leave.resolve())) break;
    expect(isOver).toBe(true);
  });

  it('throw what a source threw, after all that came before', async () => {
    async function* broken(): AsyncGenerator<string, void> {
      yield 'a';
      throw new Error('broken');
    }
    const seen: string[] = [];
    const read = async () => {
      for await (const item of mergeAsItHappens([broken(), count('b', 3)], () => {})) seen.push(item);
    };
    await expect(read()).rejects.toThrow('broken');
    expect(seen.toSorted()).toEqual(['a', 'b1', 'b2', 'b3']);
  });
});
