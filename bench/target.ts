/** Where a service of the bench is reached: directly or through the delaying proxy. */
export interface BenchEndpoint {
  readonly host: string;
  readonly address: string;
  readonly port: number;
  readonly security: 'tls' | 'starttls';
}

/** One account on both services. */
export interface BenchTarget {
  readonly imap: BenchEndpoint;
  readonly smtp: BenchEndpoint;
  readonly username: string;
  readonly password: string;
}

/** Runs one whole check to its end; rejects when the check does not succeed. */
export type BenchClient = (target: BenchTarget) => Promise<void>;

export const clientNames = ['floor', 'engine'] as const;
export type ClientName = (typeof clientNames)[number];
