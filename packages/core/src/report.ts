import * as z from 'zod/mini';
import { certificateDefectSchema, certificateSchema, stageRecordSchema } from './observation.ts';
import { problemSchema } from './problem.ts';
import { connectionSettingsSchema } from './settings.ts';
import { errorIdSchema, outcomeSchema, verdictSchema } from './vocabulary.ts';

const milliseconds = z.int().check(z.minimum(0));

/** One of the five steps that a person sees: failed if one of its stages failed, skipped if none ran, null until all have ended. */
export const stepRecordSchema = z.strictObject({
  step: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]),
  verdict: z.nullable(verdictSchema),
  error: z.optional(errorIdSchema),
  durationMs: milliseconds,
});
export type StepRecord = z.infer<typeof stepRecordSchema>;

/** What the certificate panel shows of a service's leaf certificate; `chain` has the leaf first. */
export const certificateSummarySchema = z.strictObject({
  ...certificateSchema.shape,
  defects: z.array(certificateDefectSchema),
  accepted: z.boolean(),
  chain: z.array(certificateSchema),
});
export type CertificateSummary = z.infer<typeof certificateSummarySchema>;

/** A line of a conversation, redacted; `at` is in milliseconds since the check was asked for. */
export const transcriptLineSchema = z.strictObject({ at: milliseconds, from: z.enum(['client', 'server']), text: z.string() });
export type TranscriptLine = z.infer<typeof transcriptLineSchema>;

export const transcriptSchema = z.strictObject({ imap: z.array(transcriptLineSchema), smtp: z.array(transcriptLineSchema) });
export type Transcript = z.infer<typeof transcriptSchema>;

/** Who made a check, and from where. */
export const environmentSchema = z.strictObject({
  /** Of Inbox Connect. */
  version: z.string(),
  /** The addresses that we dial from, as far as the operator names them. */
  addresses: z.array(z.string()),
});
export type Environment = z.infer<typeof environmentSchema>;

/** A whole check, redacted: what web, command line and support show, and what `GET /api/checks/{id}` answers. */
export const reportSchema = z.strictObject({
  schema: z.literal(1),
  id: z.string(),
  /** Null while the check runs. */
  outcome: z.nullable(outcomeSchema),
  /** ISO 8601; empty until the check has left the line. */
  startedAt: z.string(),
  /** Waiting in line excluded. */
  durationMs: milliseconds,
  /** Null until the check has started. */
  settings: z.nullable(connectionSettingsSchema),
  steps: z.array(stepRecordSchema),
  stages: z.array(stageRecordSchema),
  problems: z.array(problemSchema),
  certificate: z.strictObject({ imap: z.optional(certificateSummarySchema), smtp: z.optional(certificateSummarySchema) }),
  transcript: transcriptSchema,
  /** Missing in reports that are older than this field. */
  environment: z.optional(environmentSchema),
});
export type Report = z.infer<typeof reportSchema>;
