import type { Report, SharedLink, SharedReport } from '@inbox-connect/core';

/**
 * Reports that are kept because somebody shared them. Tokens and keys have 160 random bits; what is stored of them are
 * digests, so that whoever reads the store can open no link. Wrong, expired and removed look the same.
 */
export interface Reports extends AsyncDisposable {
  save(report: Report, days: number): Promise<SharedLink>;
  /** Counts as a view, unless the key is its: whoever shared it may look how often it was looked at. */
  find(token: string, revokeKey?: string): Promise<SharedReport | undefined>;
  /** Whether there was such a report and the key is its. */
  remove(token: string, revokeKey: string): Promise<boolean>;
  /** Deletes what is past its time; answers how many. */
  removeExpired(): Promise<number>;
}
