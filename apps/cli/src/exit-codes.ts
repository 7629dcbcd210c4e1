/** What every command ends with. */
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
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What was typed, or is set, cannot be used; the message says why in words for the person who typed it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
