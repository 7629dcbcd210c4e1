import { isIP } from 'node:net';
import type { Endpoint, Observation, Refusal } from '@inbox-connect/core';
import { interleaveFamilies } from './interleave-families.ts';
import type { Network, PrivateHost } from './network.ts';
import { StageFailure } from './stage-failure.ts';

/** A host and the addresses of it that may be dialled, in the order to try them. It is resolved once a check and never again. */
export interface ResolvedHost {
  readonly host: string;
  readonly addresses: readonly { readonly address: string; readonly family: 4 | 6 }[];
  /** Present when the host is one that only this process knows. */
  readonly privateHost?: PrivateHost;
}

/**
 * Finds the addresses of a host and lets through those that our policy permits. Refused addresses are never told: they
 * could be the map of somebody's inner network.
 */
export async function* resolveHost(
  endpoint: Pick<Endpoint, 'host' | 'port'>,
  network: Network,
  signal: AbortSignal,
): AsyncGenerator<Observation, ResolvedHost> {
  const { host, port } = endpoint;
  const privateHost = network.privateHost(host);
  if (privateHost !== undefined) {
    if (privateHost.addresses.length === 0) {
      yield { type: 'resolve-failed', host, code: privateHost.lookupCode ?? 'ENOTFOUND' };
      throw new StageFailure();
    }
    yield { type: 'addresses-resolved', host, addresses: [...privateHost.addresses] };
    return { host, addresses: withFamilies(privateHost.addresses), privateHost };
  }
  const refusal = network.policy.refuseEndpoint(host, port);
  if (refusal !== undefined) {
    yield { type: 'dial-refused', host, port, refusal };
    throw new StageFailure();
  }
  const answer = isIP(host) === 0 ? await resolveName(host, network, signal) : [host];
  if ('code' in answer) {
    // Cancelled by the signal, the resolver has told nothing about the name.
    if (!signal.aborted) yield { type: 'resolve-failed', host, code: answer.code };
    throw new StageFailure();
  }
  const verdicts = answer.map((address) => ({ address, refusal: network.policy.refuseAddress(address) }));
  const permitted = verdicts.filter(({ refusal }) => refusal === undefined).map(({ address }) => address);
  if (permitted.length === 0) {
    yield { type: 'dial-refused', host, port, refusal: refusalOf(verdicts) };
    throw new StageFailure();
  }
  yield { type: 'addresses-resolved', host, addresses: permitted };
  return { host, addresses: withFamilies(permitted) };
}

async function resolveName(host: string, network: Network, signal: AbortSignal): Promise<readonly string[] | { readonly code: string }> {
  try {
    return await network.resolver.resolve(host, signal);
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string') return { code: error.code };
    if (signal.aborted) return { code: 'ECANCELLED' };
    throw error;
  }
}

function refusalOf(verdicts: readonly { readonly refusal: Refusal | undefined }[]): Refusal {
  return verdicts.find(({ refusal }) => refusal !== undefined)?.refusal ?? 'address-not-public';
}

function withFamilies(addresses: readonly string[]): ResolvedHost['addresses'] {
  return interleaveFamilies(addresses).map((address) => ({ address, family: isIP(address) === 6 ? 6 : 4 }));
}
