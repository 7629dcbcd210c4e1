import type * as z from 'zod/mini';
import { diagnoseEvidence } from './diagnose-evidence.ts';
import { type Explanation, evidenceSchema, type UnreadEvidence } from './evidence.ts';

/** Explains one value as it came from outside; a value that is no evidence is answered with the reason, its id kept where it has one. */
export function explainEvidence(value: unknown): Explanation | UnreadEvidence {
  const parsed = evidenceSchema.safeParse(value);
  return parsed.success ? diagnoseEvidence(parsed.data) : refuseEvidence(value, reasonOf(parsed.error.issues[0]));
}

/** The answer to a value that cannot be read. */
export function refuseEvidence(value: unknown, invalid: string): UnreadEvidence {
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined;
  return typeof id === 'string' || typeof id === 'number' ? { id, invalid } : { invalid };
}

/** `stage: unknown-value (resolve, connect, …)`: for programs and those who write them, the same in every language. */
function reasonOf(issue: z.core.$ZodIssue | undefined): string {
  if (issue === undefined) return 'wrong-type';
  const field = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
  return field.length === 0 ? codeOf(issue) : `${field.join('.').slice(0, 100)}: ${codeOf(issue)}`;
}

function codeOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return 'unknown-field';
    case 'invalid_value':
      return `unknown-value (${issue.values.join(', ')})`;
    case 'too_big':
    case 'too_small':
      return issue.origin === 'string' ? 'too-long' : 'out-of-range';
    case 'custom':
      return issue.message;
    default:
      return 'wrong-type';
  }
}
