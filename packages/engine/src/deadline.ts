/** The reason of a signal that was aborted because time was up: the stage's own, or the whole check's. */
export class DeadlinePassed extends Error {
  override readonly name = 'DeadlinePassed';
  readonly scope: 'stage' | 'check';
  readonly deadlineMs: number;

  constructor(scope: 'stage' | 'check', deadlineMs: number) {
    super(`the deadline of the ${scope} has passed`);
    this.scope = scope;
    this.deadlineMs = deadlineMs;
  }
}

/** A deadline that runs until it is disposed of. */
export interface Deadline extends Disposable {
  readonly signal: AbortSignal;
}

/**
 * Aborts its signal after `deadlineMs`, with `DeadlinePassed` as the reason, or together with one of `others`, with that one's
 * reason. Keeps the process alive: somebody waits for the check. It follows the others by listeners that it takes away
 * again; `AbortSignal.any` costs several times as much, and a check has a dozen stages.
 */
export function startDeadline(scope: DeadlinePassed['scope'], deadlineMs: number, others: readonly AbortSignal[] = []): Deadline {
  const controller = new AbortController();
  const follow = () => controller.abort(others.find(({ aborted }) => aborted)?.reason);
  const timer = setTimeout(() => controller.abort(new DeadlinePassed(scope, deadlineMs)), deadlineMs);
  for (const other of others) other.addEventListener('abort', follow, { once: true });
  if (others.some(({ aborted }) => aborted)) follow();
  return {
    signal: controller.signal,
    [Symbol.dispose]: () => {
      clearTimeout(timer);
      for (const other of others) other.removeEventListener('abort', follow);
    },
  };
}
