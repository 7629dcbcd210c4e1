import type { Observation, ObservationOf } from '@inbox-connect/core';
import type { Lane } from './lane.ts';
import { type ResolvedHost, resolveHost } from './resolve-host.ts';

/** Says what the lane was told to use and whose server that is, then finds the addresses of its host. */
export async function* resolveEndpoint({ endpoint, settings, credentials, context }: Lane, signal: AbortSignal): AsyncGenerator<Observation, ResolvedHost> {
  const usernameForm = usernameFormOf(credentials.username, settings.email);
  const localPart = credentials.username.slice(0, credentials.username.lastIndexOf('@'));
  yield {
    type: 'settings-used',
    host: endpoint.host,
    port: endpoint.port,
    security: endpoint.security,
    usernameForm,
    otherUsername: usernameForm === 'address' ? localPart : settings.email,
    allowNonSecureCertificate: settings.allowNonSecureCertificate,
    trustedCertificates: [...settings.trustedCertificates],
  };
  const provider = context.recogniseProvider?.(endpoint.host, settings.email);
  if (provider !== undefined) yield { type: 'provider-recognised', host: endpoint.host, ...provider };
  return yield* resolveHost(endpoint, context.network, signal);
}

function usernameFormOf(username: string, email: string): ObservationOf<'settings-used'>['usernameForm'] {
  if (username === email.slice(0, email.lastIndexOf('@'))) return 'local-part';
  return /^[^@\\]+@[^@]+$/.test(username) ? 'address' : 'other';
}
