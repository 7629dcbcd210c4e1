import type { Refusal } from '@inbox-connect/core';

/** The one place that decides what may be dialled. */
export interface EgressPolicy {
  /** Before anything is resolved: the host's grammar, a literal address, the port. */
  refuseEndpoint(host: string, port: number): Refusal | undefined;
  /** For every address that a name resolved to. */
  refuseAddress(address: string): Refusal | undefined;
}
