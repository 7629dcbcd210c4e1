import * as z from 'zod/mini';
import { portSchema } from './settings.ts';
import { securitySchema } from './vocabulary.ts';

/** What a provider takes to sign in over IMAP and SMTP. */
export const providerAuthSchema = z.enum([
  /** The password of the mailbox. */
  'password',
  /** The mailbox's own password is refused; one that was made for apps works. */
  'app-password',
  /** No password of any kind. */
  'oauth-only',
  'password-or-oauth',
  /** Only through the provider's own program on the person's computer. */
  'bridge',
  /** Neither IMAP nor SMTP. */
  'unsupported',
]);
export type ProviderAuth = z.infer<typeof providerAuthSchema>;

/** The name that signs in: the whole address, what stands before its @, or a name that the provider gives out. */
export const usernameKindSchema = z.enum(['email', 'local-part', 'custom']);
export type UsernameKind = z.infer<typeof usernameKindSchema>;

const providerServerSchema = z.strictObject({
  host: z.string(),
  port: portSchema,
  security: securitySchema,
  /** Where it differs from the provider's. */
  username: z.optional(usernameKindSchema),
});
export type ProviderServer = z.infer<typeof providerServerSchema>;

/** What is known about a mail provider, without asking anybody. What is absent is not known. */
export const recognisedProviderSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  auth: z.optional(providerAuthSchema),
  username: z.optional(usernameKindSchema),
  /** Where a person makes an app password; with `password` it is wanted only while two-factor sign-in is on. */
  appPasswordHelp: z.optional(z.string()),
  /** Whether the person has to switch IMAP on first. */
  imapMustBeEnabled: z.optional(z.boolean()),
  enableImapHelp: z.optional(z.string()),
  /** Encrypted servers in order of preference; none: the provider has no such service, or it is not known. */
  imap: z.array(providerServerSchema),
  smtp: z.array(providerServerSchema),
});
export type RecognisedProvider = z.infer<typeof recognisedProviderSchema>;
