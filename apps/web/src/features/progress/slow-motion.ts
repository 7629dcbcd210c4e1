import type { ConnectionChange } from '@inbox-connect/client';
import type { CheckEvent } from '@inbox-connect/core';

/** Whether what follows is shown slower than it happened. */
export interface PaceChange {
  readonly type: 'pace';
  readonly isSlow: boolean;
}

/** Checks that an audience watches, each with what ends its slow motion. */
const films = new Map<string, AbortController>();

export function showInSlowMotion(id: string): void {
  films.set(id, new AbortController());
}

/** Shows at once what is still to come. Answers whether the check was in slow motion. */
export function endSlowMotion(id: string): boolean {
  films.get(id)?.abort();
  return films.delete(id);
}

/**
 * Tells the events of a check slower than they come, like a film: the check itself runs at full speed, so no deadline comes
 * nearer, and every time in the events is the real one.
 */
export async function* paced(
  id: string,
  events: AsyncIterable<CheckEvent | ConnectionChange>,
  signal: AbortSignal,
): AsyncGenerator<CheckEvent | ConnectionChange | PaceChange> {
  const film = films.get(id);
  if (film === undefined) return yield* events;
  yield { type: 'pace', isSlow: true };
  const stop = AbortSignal.any([film.signal, signal]);
  let shownAt = performance.now();
  for await (const event of events) {
    await pause(aloneMs(event) - (performance.now() - shownAt), stop);
    if (aloneMs(event) > 0) shownAt = performance.now();
    yield event;
  }
  films.delete(id);
  yield { type: 'pace', isSlow: false };
}

/** How long what was shown before stays alone. What takes longer by itself is not held up. */
function aloneMs(event: CheckEvent | ConnectionChange): number {
  switch (event.type) {
    case 'stage-start':
      return 150;
    case 'stage-end':
      return event.verdict === 'skipped' ? 0 : 800;
    case 'check-end':
      return 400;
    default:
      return 0;
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted || milliseconds <= 0) return resolve();
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
