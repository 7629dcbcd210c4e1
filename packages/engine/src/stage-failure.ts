/**
 * Ends a stage as failed: the facts that were yielded before explain it, so it carries none itself. The signal of a step
 * is aborted by the stage's deadline, the check's deadline or a stop from outside; the step then closes its sockets,
 * yields its last facts and throws this.
 */
export class StageFailure extends Error {
  override readonly name = 'StageFailure';
}
