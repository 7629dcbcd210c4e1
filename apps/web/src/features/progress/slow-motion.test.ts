import type { CheckEvent } from '@inbox-connect/core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { endSlowMotion, paced, showInSlowMotion } from './slow-motion.ts';

const events: readonly CheckEvent[] = [
  { type: 'stage-start', at: 1, service: 'imap', stage: 'resolve' },
  { type: 'stage-end', at: 2, service: 'imap', stage: 'resolve', verdict: 'passed', durationMs: 1 },
  { type: 'stage-start', at: 2, service: 'imap', stage: 'connect' },
  { type: 'stage-end', at: 4, service: 'imap', stage: 'connect', verdict: 'passed', durationMs: 2 },
];

async function* source() {
  yield* events;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** What has been shown so far, while time goes by as the test says. */
function show(id: string, signal = new AbortController().signal) {
  const shown: unknown[] = [];
  const done = (async () => {
    for await (const event of paced(id, source(), signal)) shown.push(event);
  })();
  return { shown, done };
}

test('a check that nobody asked to see slowly is told as it comes', async () => {
  const { shown, done } = show('quick');
  await done;
  expect(shown).toEqual(events);
});

test('in slow motion every stage is seen for a while, and nothing of what it tells is changed', async () => {
  showInSlowMotion('a');
  const { shown, done } = show('a');
  await vi.advanceTimersByTimeAsync(200);
  expect(shown).toEqual([{ type: 'pace', isSlow: true }, events[0]]);
  await vi.advanceTimersByTimeAsync(60_000);
  await done;
  expect(shown).toEqual([{ type: 'pace', isSlow: true }, ...events, { type: 'pace', isSlow: false }]);
  expect(endSlowMotion('a')).toBe(false);
});

test('what is still to come is shown at once when somebody wants the result', async () => {
  showInSlowMotion('b');
  const { shown, done } = show('b');
  await vi.advanceTimersByTimeAsync(200);
  expect(endSlowMotion('b')).toBe(true);
  await done;
  expect(shown.slice(1, -1)).toEqual(events);
});
