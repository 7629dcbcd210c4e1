import { readFileSync } from 'node:fs';
import { type ProviderServer, providerAuthSchema, securitySchema, usernameKindSchema } from '@inbox-connect/core';
import * as z from 'zod/mini';

/** `imap.example.com:993/tls`; `%EMAILDOMAIN%` in the host stands for the domain of the address. */
const serverSchema = z.pipe(
  z.string().check(z.regex(/^(?:%EMAILDOMAIN%|[a-z0-9.-]+)(?:\.[a-z0-9.%A-Z-]+)?:\d{1,5}\/\w+$/)),
  z.pipe(
    z.transform((text: string) => {
      const [, host, port, security] = /^(.+):(\d+)\/(\w+)$/.exec(text) ?? [];
      return { host, port: Number(port), security };
    }),
    z.strictObject({ host: z.string(), port: z.int().check(z.minimum(1), z.maximum(65_535)), security: securitySchema }),
  ),
);

const domainName = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}$/;
const helpPage = z.url({ protocol: /^https?$/ });

/** One line of `providers.jsonl`. What is not known is left out. */
const providerSchema = z.strictObject({
  id: z.string().check(z.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)),
  name: z.string().check(z.minLength(1)),
  /** Its own mail domains; `*.example.com` also covers everything below. None: it serves other people's domains only. */
  domains: z._default(z.array(z.string().check(z.refine((domain) => domainName.test(domain.replace(/^\*\./, ''))))), []),
  /** A domain whose MX host is one of these names, or ends in one, is served here. */
  mx: z._default(z.array(z.string().check(z.regex(domainName))), []),
  /** In order of preference; empty: it has none. */
  imap: z.optional(z.array(serverSchema)),
  smtp: z.optional(z.array(serverSchema)),
  username: z.optional(usernameKindSchema),
  /** Where sending wants another name than receiving. */
  smtpUsername: z.optional(usernameKindSchema),
  auth: z.optional(providerAuthSchema),
  /** Whether OAuth 2 exists for IMAP; an app has to be registered with the provider to use it. */
  oauth: z.optional(z.boolean()),
  appPasswordHelp: z.optional(helpPage),
  imapMustBeEnabled: z.optional(z.boolean()),
  /** The provider's page about IMAP: how to switch it on where that is necessary, the settings otherwise. */
  imapHelp: z.optional(helpPage),
  /** When these facts were last compared with their evidence. */
  checked: z.iso.date(),
  /**
   * Where the facts come from: an address, a file of the ISPDB (`ispdb:`) or of chatmail/provider-db (`provider-db:`), or a
   * string that stands in many public configurations (`code-search:`), which makes no more than a likely candidate.
   */
  evidence: z.array(z.string().check(z.regex(/^(?:ispdb:\S+\.xml|provider-db:\S+\.md|https?:\/\/\S+|code-search:\S+)$/))).check(z.minLength(1)),
});

/** A mail provider as our directory knows it. */
export interface Provider extends z.infer<typeof providerSchema> {
  readonly imap?: ProviderServer[] | undefined;
  readonly smtp?: ProviderServer[] | undefined;
}

/** Reads the directory, one provider a line. Throws when a line is not as the schema says. */
export function readProviderFile(): readonly Provider[] {
  const lines = readFileSync(new URL('providers.jsonl', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
  return lines.map((line) => providerSchema.parse(JSON.parse(line)));
}
