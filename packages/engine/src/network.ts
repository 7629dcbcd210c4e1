import type { SecureContext } from 'node:tls';
import type { EgressPolicy } from './egress-policy.ts';

/** Looks names up; made of `dns.promises.Resolver`, never of the system's hosts file. */
export interface Resolver {
  /** All IPv6 and IPv4 addresses of a host, at most 16. Rejects with an error whose `code` is that of c-ares (`ENOTFOUND`, `ETIMEOUT` ...). */
  resolve(host: string, signal: AbortSignal): Promise<readonly string[]>;
}

/** A host that only this process knows, such as one of the mail lab; no policy applies to it. */
export interface PrivateHost {
  readonly addresses: readonly string[];
  /** Where a connection to one of its ports really goes: a listener on loopback, or a closed port. */
  target(address: string, port: number): { readonly address: string; readonly port: number };
  /** Trusted for this host alone. */
  readonly secureContext: SecureContext;
}

/** How the engine reaches the world; made once a process. */
export interface Network {
  readonly resolver: Resolver;
  readonly policy: EgressPolicy;
  /** The public roots and those that the operator added; shared by all checks. */
  readonly secureContext: SecureContext;
  readonly privateHost: (host: string) => PrivateHost | undefined;
  /** The name that we say in EHLO. */
  readonly clientName: string;
}
