import { readFileSync, statSync } from 'node:fs';
import { domainToASCII } from 'node:url';
import { endpointSchema, hostDefect } from '@inbox-connect/core';
import * as z from 'zod/mini';
import type { Suggestion } from './context.ts';

const serverSchema = z.strictObject({ ...endpointSchema.shape, security: z.enum(['tls', 'starttls']) });
const serversSchema = z.union([serverSchema, z.array(serverSchema).check(z.minLength(1))]);

const presetSchema = z.strictObject({
  imap: serversSchema,
  smtp: serversSchema,
  /** The name that signs in: the whole address unless said. */
  username: z._default(z.enum(['email', 'local-part']), 'email'),
  allowNonSecureCertificate: z.optional(z.boolean()),
});

/** A file of presets, by mail domain. */
const presetsSchema = z.record(z.string().check(z.refine((domain) => hostDefect(domainToASCII(domain)) === undefined, 'not a mail domain')), presetSchema);

/** What an operator has set for mail domains. */
type Presets = ReadonlyMap<string, Suggestion>;

/**
 * What the file at `path` says about a domain. The file is read again when it has changed; while its new text is wrong, the
 * last right one counts and `onError` is told once. Throws a sentence for people when the file cannot be used to begin with.
 */
export function watchPresets(path: string, onError: (error: unknown) => void): (domain: string) => Suggestion | undefined {
  let seen = stampOf(path);
  let presets = parsePresets(readFileSync(path, 'utf8'));
  return (domain) => {
    try {
      const stamp = stampOf(path);
      if (stamp !== seen) {
        seen = stamp;
        presets = parsePresets(readFileSync(path, 'utf8'));
      }
    } catch (error) {
      onError(error);
    }
    return presets.get(domain);
  };
}

function stampOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? 'missing' : `${found.mtimeMs} ${found.size} ${found.ino}`;
}

function parsePresets(text: string): Presets {
  const result = presetsSchema.safeParse(JSON.parse(text));
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new TypeError(`the presets at ${issue?.path.join(' > ')} are not as they should be: ${issue?.message}`);
  }
  return new Map(Object.entries(result.data).map(([domain, preset]) => [domainToASCII(domain), suggestionOf(preset)]));
}

function suggestionOf({ imap, smtp, username, allowNonSecureCertificate }: z.infer<typeof presetSchema>): Suggestion {
  const name = username === 'local-part' ? '%EMAILLOCALPART%' : '%EMAILADDRESS%';
  const named = (servers: z.infer<typeof serversSchema>) => [servers].flat().map((server) => ({ ...server, username: name }));
  return { trusted: true, imap: named(imap), smtp: named(smtp), ...(allowNonSecureCertificate !== undefined && { allowNonSecureCertificate }) };
}
