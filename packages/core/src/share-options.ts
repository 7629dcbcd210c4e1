import * as z from 'zod/mini';

/** Days that a shared report may be kept. */
export const shareDaysSchema = z.union([z.literal(1), z.literal(7), z.literal(30)]);

/** What leaves with a report that is shared. */
export const shareOptionsSchema = z.strictObject({
  /** The name before the @ and the sign-in name become `hidden`. */
  hideLocalPart: z._default(z.boolean(), true),
  /** Names of hosts and domains, addresses and fingerprints become made-up ones. */
  hideHostNames: z._default(z.boolean(), false),
  includeTranscript: z._default(z.boolean(), true),
});
export type ShareOptions = z.infer<typeof shareOptionsSchema>;
