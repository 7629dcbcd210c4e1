import * as z from 'zod/mini';
import { causeSchema, confidenceSchema, errorIdSchema, ownerSchema, securitySchema, serviceSchema, stageSchema } from '../vocabulary.ts';

const line = z.string().check(z.maxLength(1_000));
const text = z.string().check(z.maxLength(100_000));

/** What somebody saw go wrong: a server's own words, or the error that a program showed, and as much of the surroundings as is known. */
export const evidenceSchema = z
  .strictObject({
    /** Comes back with the answer. */
    id: z.optional(z.union([line, z.number()])),
    service: serviceSchema,
    stage: stageSchema,
    // Programs write null for what they do not know.
    host: z.nullish(line),
    port: z.nullish(z.int().check(z.minimum(1), z.maximum(65_535))),
    security: z.nullish(securitySchema),
    /** The command that was refused, where the stage is `send`. */
    command: z.nullish(z.enum(['MAIL FROM', 'RCPT TO', 'DATA'])),
    reply: z.nullish(text),
    error: z.nullish(z.strictObject({ code: z.nullish(line), message: z.nullish(text) })),
  })
  .check(z.refine(({ reply, error }) => typeof (reply ?? error?.message ?? error?.code) === 'string', 'reply-or-error-missing'));
export type Evidence = z.infer<typeof evidenceSchema>;

/** What one piece of evidence means. */
export const explanationSchema = z.strictObject({
  id: z.optional(z.union([line, z.number()])),
  cause: causeSchema,
  error: errorIdSchema,
  confidence: confidenceSchema,
  owner: ownerSchema,
  alternatives: z.array(z.strictObject({ cause: causeSchema, confidence: confidenceSchema })),
});
export type Explanation = z.infer<typeof explanationSchema>;

/** Why something is no evidence that can be read; `line` is its place in the input, from 1, where it came as a line. */
export const unreadEvidenceSchema = z.strictObject({ id: explanationSchema.shape.id, line: z.optional(z.int()), invalid: z.string() });
export type UnreadEvidence = z.infer<typeof unreadEvidenceSchema>;
