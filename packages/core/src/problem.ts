import * as z from 'zod/mini';
import { observationSchema } from './observation.ts';
import { endpointSchema } from './settings.ts';
import { causeSchema, confidenceSchema, errorIdSchema, ownerSchema, serviceSchema, severitySchema, stageSchema } from './vocabulary.ts';

/** What a remedy changes in the settings; what it does not name stays. */
export const settingsPatchSchema = z.strictObject({
  username: z.optional(z.string()),
  imap: z.optional(z.partial(endpointSchema)),
  smtp: z.optional(z.partial(endpointSchema)),
  allowNonSecureCertificate: z.optional(z.boolean()),
  trustedCertificates: z.optional(z.array(z.string())),
});
export type SettingsPatch = z.infer<typeof settingsPatchSchema>;

/** What a person can do; the catalogue has the words for every id. */
export const remedyIdSchema = z.enum([
  'check-server-and-port',
  'check-technical-requirements',
  'allow-our-addresses',
  'check-address-and-password',
  'use-custom-username',
  'use-other-username',
  'use-app-password',
  'check-certificate',
  'renew-certificate',
  'trust-this-certificate',
  'trust-both-certificates',
  'allow-non-secure-certificate',
  'use-both-servers',
  'use-other-port',
  'use-other-server',
  'use-other-server-and-port',
  'use-encryption',
  'ask-it-or-provider',
  'close-other-connections',
  'try-again-later',
  'sign-in-with-browser',
  'enable-imap',
  'free-mailbox-space',
  'enable-smtp-auth',
  'check-server-name',
  'check-bcc-mailbox',
  'report-to-us',
]);
export type RemedyId = z.infer<typeof remedyIdSchema>;

/** An action: a change of settings that a button applies, a page to visit, or advice. `verified` when a probe proved that it answers. */
export const remedySchema = z.strictObject({
  id: remedyIdSchema,
  kind: z.enum(['change-settings', 'visit', 'advise']),
  patch: z.optional(settingsPatchSchema),
  url: z.optional(z.string()),
  verified: z.optional(z.boolean()),
});
export type Remedy = z.infer<typeof remedySchema>;

/** A meaning that core gave to facts: the cause, who must act, what to do, and exactly the facts that it rests on. */
export const problemSchema = z.strictObject({
  service: serviceSchema,
  stage: stageSchema,
  cause: causeSchema,
  error: errorIdSchema,
  severity: severitySchema,
  confidence: confidenceSchema,
  owner: ownerSchema,
  evidence: z.array(observationSchema),
  remedies: z.array(remedySchema),
  alternatives: z.array(z.strictObject({ cause: causeSchema, confidence: confidenceSchema })),
});
export type Problem = z.infer<typeof problemSchema>;
