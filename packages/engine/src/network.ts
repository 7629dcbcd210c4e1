import type { SecureContext } from 'node:tls';
import type { Environment } from '@inbox-connect/core';
import { createEgressPolicy, type EgressPolicy, type EgressSettings } from './egress-policy.ts';
import { createResolver } from './resolver.ts';
import { createTrust } from './trust.ts';

/** Looks names up; made of `dns.promises.Resolver`, never of the system's hosts file. */
export interface Resolver {
  /** All IPv6 and IPv4 addresses of a host, at most 16. Rejects with an error whose `code` is that of c-ares (`ENOTFOUND`, `ETIMEOUT` ...). */
  resolve(host: string, signal: AbortSignal): Promise<readonly string[]>;
}

/** A host that only this process knows, such as one of the mail lab; no policy applies to it. */
export interface PrivateHost {
  /** None: the look-up ends with `lookupCode`, and nobody else is asked about the name. */
  readonly addresses: readonly string[];
  /** A code of c-ares; `ENOTFOUND` when left out. */
  readonly lookupCode?: string;
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
  /** What reports say about whoever made the check. */
  readonly environment?: Environment | undefined;
}

/** What an operator decides about reaching the world. */
export interface NetworkSettings extends EgressSettings {
  /** Addresses of DNS servers, port included if it is not 53; empty for the system's own. */
  readonly dnsServers: readonly string[];
  /** Certificates in PEM that are trusted besides the public roots. */
  readonly extraCertificates?: string;
  readonly privateHost?: (host: string) => PrivateHost | undefined;
  readonly clientName?: string;
  readonly environment?: Environment;
}

/** A name that can be nobody's (RFC 6761 s.6.4), whole where servers ask for a full one; better than the library's `[127.0.0.1]`. */
const defaultClientName = 'inbox-connect.invalid';

/** Makes ready what all checks share. Throws a sentence for people when a setting cannot be read. */
export function createNetwork(settings: NetworkSettings): Network {
  return {
    resolver: createResolver({ servers: settings.dnsServers }),
    policy: createEgressPolicy(settings),
    secureContext: createTrust(settings.extraCertificates),
    privateHost: settings.privateHost ?? (() => undefined),
    clientName: settings.clientName ?? defaultClientName,
    environment: settings.environment,
  };
}
