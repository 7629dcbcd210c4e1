import * as z from 'zod/mini';
import { observationSchema } from './observation.ts';
import { problemSchema } from './problem.ts';
import { reportSchema } from './report.ts';
import { connectionSettingsSchema } from './settings.ts';
import { outcomeSchema, serviceSchema, skipReasonSchema, stageSchema, verdictSchema } from './vocabulary.ts';

/** Milliseconds since the check was asked for. */
const at = z.int().check(z.minimum(0));

/** One event of a check, as it stands in the stream's `data:`; `type` is the stream's `event:`. */
export const checkEventSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('check-wait'), at, position: z.int() }),
  z.strictObject({
    type: z.literal('check-start'),
    at,
    id: z.string(),
    startedAt: z.string(),
    settings: connectionSettingsSchema,
    plan: z.array(z.strictObject({ service: serviceSchema, stages: z.array(stageSchema) })),
  }),
  z.strictObject({ type: z.literal('stage-start'), at, service: serviceSchema, stage: stageSchema }),
  z.strictObject({ type: z.literal('stage-observation'), at, service: serviceSchema, stage: stageSchema, observation: observationSchema }),
  z.strictObject({
    type: z.literal('stage-end'),
    at,
    service: serviceSchema,
    stage: stageSchema,
    verdict: verdictSchema,
    durationMs: z.int().check(z.minimum(0)),
    reason: z.optional(skipReasonSchema),
  }),
  z.strictObject({ type: z.literal('problem'), at, problem: problemSchema }),
  z.strictObject({ type: z.literal('check-end'), at, outcome: outcomeSchema, report: reportSchema }),
]);
export type CheckEvent = z.infer<typeof checkEventSchema>;
export type CheckEventOf<T extends CheckEvent['type']> = Extract<CheckEvent, { type: T }>;
