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

/** Aborts its signal after `deadlineMs`, with `DeadlinePassed` as the reason. Keeps the process alive: somebody waits for the check. */
export function startDeadline(scope: DeadlinePassed['scope'], deadlineMs: number): Deadline {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new DeadlinePassed(scope, deadlineMs)), deadlineMs);
  return { signal: controller.signal, [Symbol.dispose]: () => clearTimeout(timer) };
}
