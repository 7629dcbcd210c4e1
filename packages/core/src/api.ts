import * as z from 'zod/mini';
import { explanationSchema } from './evidence/evidence.ts';
import { authenticationResultSchema } from './observation.ts';
import { remedyIdSchema } from './problem.ts';
import { reportSchema } from './report.ts';
import { checkRequestSchema, fieldErrorCodes } from './settings.ts';
import { shareDaysSchema, shareOptionsSchema } from './share-options.ts';
import { causeSchema, errorIdSchema, localeSchema, outcomeSchema, stageSchema } from './vocabulary.ts';

/** What `POST /api/checks` answers: the check's id and where to follow and read it. */
export const startedCheckSchema = z.strictObject({ id: z.string(), events: z.string(), report: z.string() });
export type StartedCheck = z.infer<typeof startedCheckSchema>;

/** What `GET /api/config` answers: what the page has to know about the service. */
export const serviceConfigSchema = z.strictObject({
  locales: z.array(localeSchema),
  lab: z.boolean(),
  /** The addresses that we dial from, for a person's allowlist. */
  egressAddresses: z.array(z.string()),
  /** Where test messages go; null when there is none and only accounts of the lab get one. */
  bccAddress: z.nullable(z.string()),
  /** `*`: any. */
  permittedPorts: z.union([z.array(z.int()), z.literal('*')]),
});
export type ServiceConfig = z.infer<typeof serviceConfigSchema>;

/** Where people make an app password with one provider; `GET /api/app-passwords` lists them by name. */
export const appPasswordPageSchema = z.strictObject({ id: z.string(), name: z.string(), url: z.string() });
export type AppPasswordPage = z.infer<typeof appPasswordPageSchema>;
export const appPasswordPagesSchema = z.array(appPasswordPageSchema);

/** One scenario of the mail lab as `GET /api/lab` lists it; `request` is a ready body for `POST /api/checks`. */
export const labEntrySchema = z.strictObject({
  name: z.string(),
  title: z.string(),
  /** The article's error that it shows; null when the account is healthy. */
  error: z.nullable(errorIdSchema),
  expects: z.strictObject({ outcome: outcomeSchema, stage: z.optional(stageSchema), cause: z.optional(causeSchema) }),
  request: checkRequestSchema,
});
export type LabEntry = z.infer<typeof labEntrySchema>;
export const labEntriesSchema = z.array(labEntrySchema);

/** A message that arrived from the lab, with its whole header as the receiver has it; `GET /api/lab/inbox` lists the last of them, the latest first. */
export const labMessageSchema = z.strictObject({
  messageId: z.string(),
  from: z.string(),
  to: z.string(),
  /** Readable, whatever it was encoded in. */
  subject: z.string(),
  receivedAt: z.string(),
  spf: authenticationResultSchema,
  dkim: authenticationResultSchema,
  dmarc: authenticationResultSchema,
  headers: z.array(z.strictObject({ name: z.string(), value: z.string() })),
});
export type LabMessage = z.infer<typeof labMessageSchema>;
export const labMessagesSchema = z.array(labMessageSchema);

/** What `POST /api/reports` takes: an ended check, what leaves with its report, and for how many days. */
export const shareRequestSchema = z.strictObject({ check: z.string(), ...shareOptionsSchema.shape, days: z._default(shareDaysSchema, 7) });
export type ShareRequest = z.infer<typeof shareRequestSchema>;

/** What `POST /api/reports` answers: the link's token, and the key that takes it back. */
export const sharedLinkSchema = z.strictObject({ token: z.string(), revokeKey: z.string(), expiresAt: z.string() });
export type SharedLink = z.infer<typeof sharedLinkSchema>;

/** What `GET /api/reports/{token}` answers; `views` counts this one too. */
export const sharedReportSchema = z.strictObject({ report: reportSchema, createdAt: z.string(), expiresAt: z.string(), views: z.int() });
export type SharedReport = z.infer<typeof sharedReportSchema>;

/** The body of `POST /api/feedback`: whether the explanation of a problem helped, and what it advised first. Nothing about anybody. */
export const feedbackSchema = z.strictObject({ cause: causeSchema, remedy: z.optional(remedyIdSchema), helped: z.boolean() });
export type Feedback = z.infer<typeof feedbackSchema>;

/** What `POST /api/diagnose` answers to an array of evidence that can be read. */
export const explanationsSchema = z.array(explanationSchema);

/** A piece of work that lets a client go on before its time is over. It counts once, for the client that was asked. */
export const challengeSchema = z
  .object({ token: z.string(), bits: z.int(), parts: z.int(), expiresAt: z.string() })
  .check(
    z.describe(
      'For each part from 0 find a number for which the SHA-256 of token:part:number, in ASCII and decimal, begins with so many zero bits. Send the request again with the header Proof-Of-Work: the token, a space, and the numbers between commas.',
    ),
  );
export type Challenge = z.infer<typeof challengeSchema>;

/** A refusal of the API itself, as `application/problem+json` (RFC 9457). */
export const problemDetailsSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.optional(z.string()),
  /** One entry for every refused field, its path in dots (`imap.host`); the field is empty when the whole body is meant. */
  errors: z.optional(z.array(z.object({ field: z.string(), code: z.enum(fieldErrorCodes), detail: z.string() }))),
  /** What lets this client go on at once; without it only waiting helps. */
  challenge: z.optional(challengeSchema),
});
export type ProblemDetails = z.infer<typeof problemDetailsSchema>;
