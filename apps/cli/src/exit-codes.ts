/** What every command ends with; one that is stopped in the middle ends with 128 and the number of the signal. */
export const exitCodes = {
  /** Connected, found or read. */
  done: 0,
  /** A problem was found. */
  problem: 1,
  /** Wrong usage or input. */
  usage: 2,
  /** Our own fault. */
  internal: 3,
} as const;

/** Ends a command; the message is all that the person is told. */
export class CommandError extends Error {
  override readonly name: string = 'CommandError';
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** What was typed, or is set, cannot be used; the message says why in words for the person who typed it. */
export class UsageError extends CommandError {
  override readonly name = 'UsageError';

  constructor(message: string) {
    super(message, exitCodes.usage);
  }
}
