import fc from 'fast-check';
import { expect, it } from 'vitest';
import { stageSchema } from '../vocabulary.ts';
import { diagnoseEvidence } from './diagnose-evidence.ts';
import { explanationSchema } from './evidence.ts';
import { explainEvidence } from './explain-evidence.ts';

/** What the readers look for, in pieces that can be put together wrongly. */
const piece = fc.constantFrom(
  ...['NO', ' NO ', '* BYE ', '[', ']', '[AUTHENTICATIONFAILED]', '535', '-', '5.7.8', '5.', '.', ' ', '\n', '\t', '\0', '<', '>', '@', '://', '(', "b'", '"'],
  ...['a', 'A', '1', 'é', '\u0301', '授权码', '\ud800', 'connect ', 'ETIMEDOUT', 'error:', 'too many ', 'connections', 'mailbox ', 'full', '220 ', '…', '/'],
);
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(piece, { maxLength: 200 }).map((pieces) => pieces.join('')),
);
const service = fc.constantFrom('imap' as const, 'smtp' as const);
const stage = fc.constantFrom(...stageSchema.options);

it('whatever the text, there is an answer of the promised shape', () => {
  fc.assert(
    fc.property(service, stage, text, text, fc.option(fc.constantFrom('MAIL FROM' as const, 'RCPT TO' as const, 'DATA' as const)), (...parts) => {
      const [theService, theStage, reply, message, command] = parts;
      const explanation = diagnoseEvidence({ service: theService, stage: theStage, reply, error: { message, code: message.slice(0, 9) }, command });
      expect(explanationSchema.safeParse(explanation).success).toBe(true);
    }),
    { numRuns: 500 },
  );
});

it('whatever the value, there is an answer', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      const answer = explainEvidence(value);
      expect('invalid' in answer ? answer.invalid : answer.cause).toMatch(/\S/);
    }),
    { numRuns: 500 },
  );
});

it('no text takes much longer than another of its length', () => {
  const length = 8_000;
  const plain = timeOf('the server said something that is long but harmless '.repeat(length / 52));
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 4 }), (pieces) => {
      const repeated = pieces.join('');
      expect(timeOf(repeated.repeat(Math.ceil(length / repeated.length)).slice(0, length))).toBeLessThan(50 * plain);
    }),
    { numRuns: 50 },
  );
});

/** Milliseconds in the best of a few tries, so that nothing else on the machine counts. */
function timeOf(reply: string): number {
  const times = [1, 2, 3].map(() => {
    const start = performance.now();
    diagnoseEvidence({ service: 'smtp', stage: 'authenticate', reply });
    diagnoseEvidence({ service: 'imap', stage: 'secure', error: { message: reply } });
    return performance.now() - start;
  });
  return Math.min(...times);
}
