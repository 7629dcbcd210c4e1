import * as z from 'zod/mini';
import { recognisedProviderSchema } from './provider.ts';
import { endpointSchema } from './settings.ts';

/** Who can know the servers of an address, the one that counts most first. */
export const discoverySourceSchema = z.enum([
  /** What the operator of this service has set for the domain. */
  'preset',
  /** Our directory of providers, by the domain. */
  'directory',
  /** Our directory of providers, by the host that receives the domain's mail. */
  'directory-mx',
  'autoconfig',
  'well-known',
  'ispdb',
  'ispdb-mx',
  /** RFC 6186 and RFC 8314. */
  'srv',
  'microsoft',
  /** The usual names under the domain, where a mail server greeted. */
  'guess',
]);
export type DiscoverySource = z.infer<typeof discoverySourceSchema>;

/** What came of asking one source. */
export const discoveryOutcomeSchema = z.enum([
  'found',
  'not-found',
  /** Neither IMAP nor SMTP for other programs. */
  'not-offered',
  'pop3-only',
  'unencrypted-only',
  /** An answer that is none: a web page, a document with faults or beyond our limits. */
  'unreadable',
  /** Our own policy refused to ask there. */
  'not-permitted',
  'not-secure',
  'unreachable',
  'timeout',
  /** Not asked, or not waited for: a better source had answered. */
  'not-needed',
]);
export type DiscoveryOutcome = z.infer<typeof discoveryOutcomeSchema>;

/** One server that was found, always encrypted, with the name that signs in there. */
export const discoveredServerSchema = z.strictObject({
  ...endpointSchema.shape,
  security: z.enum(['tls', 'starttls']),
  username: z.string(),
});
export type DiscoveredServer = z.infer<typeof discoveredServerSchema>;

/** Servers as one source names them, in its order of preference. */
export const candidateSchema = z.strictObject({
  source: discoverySourceSchema,
  /** Nobody on the way could have changed it: the operator, our directory, a document over HTTPS all the way. */
  trusted: z.boolean(),
  imap: z.array(discoveredServerSchema),
  smtp: z.array(discoveredServerSchema),
  /** As the operator has set it. */
  allowNonSecureCertificate: z.optional(z.boolean()),
  /** Other people's domains that an untrusted source names servers of: to be confirmed before a password goes there. */
  unconfirmedDomains: z.optional(z.array(z.string())),
});
export type Candidate = z.infer<typeof candidateSchema>;

export const triedSourceSchema = z.strictObject({
  source: discoverySourceSchema,
  outcome: discoveryOutcomeSchema,
  durationMs: z.int().check(z.minimum(0)),
});
export type TriedSource = z.infer<typeof triedSourceSchema>;

const { id, name, auth, appPasswordHelp, imapMustBeEnabled, enableImapHelp } = recognisedProviderSchema.shape;

/** What `POST /api/discover` answers: the best candidate first, and every source that was asked. */
export const discoverySchema = z.strictObject({
  provider: z.optional(z.strictObject({ id, name, auth, appPasswordHelp, imapMustBeEnabled, enableImapHelp })),
  candidates: z.array(candidateSchema),
  tried: z.array(triedSourceSchema),
});
export type Discovery = z.infer<typeof discoverySchema>;

/** What a person should know about a provider before they type a password. */
export interface ProviderHint {
  readonly id: 'app-password' | 'app-password-with-two-steps' | 'oauth-only' | 'bridge' | 'unsupported' | 'switch-imap-on';
  /** Where the provider says more. */
  readonly url?: string;
}

/** The hints about a provider, the one that decides most first. */
export function hintsAbout({ auth, appPasswordHelp, imapMustBeEnabled, enableImapHelp }: NonNullable<Discovery['provider']>): readonly ProviderHint[] {
  const switchOn: readonly ProviderHint[] = imapMustBeEnabled === true ? [{ id: 'switch-imap-on', ...(enableImapHelp && { url: enableImapHelp }) }] : [];
  const help = appPasswordHelp === undefined ? {} : { url: appPasswordHelp };
  switch (auth) {
    case 'oauth-only':
    case 'bridge':
    case 'unsupported':
      return [{ id: auth }];
    case 'app-password':
      return [{ id: 'app-password', ...help }, ...switchOn];
    case 'password':
    case 'password-or-oauth':
    case undefined:
      return appPasswordHelp === undefined ? switchOn : [...switchOn, { id: 'app-password-with-two-steps', ...help }];
  }
}
