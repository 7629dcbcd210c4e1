import { describe, expect, it } from 'vitest';
import { diagnoseEvidence } from './evidence/diagnose-evidence.ts';
import { chooseExplanation, readPastedText } from './pasted-text.ts';
import { errorsOf } from './places.ts';
import { quotesOf } from './quotes.ts';
import { type Cause, causeSchema } from './vocabulary.ts';

const quotes = causeSchema.options.flatMap((cause) => quotesOf(cause).map((quote) => ({ cause, ...quote })));

/** Nobody but us says these. */
const ours: readonly Cause[] = ['address-not-permitted', 'connection-tampered', 'message-not-arrived', 'cancelled', 'interrupted', 'unexplained'];

describe('The quotes of the guide', () => {
  it('are there for every cause that servers and programs speak of', () => {
    expect(causeSchema.options.filter((cause) => quotesOf(cause).length === 0).toSorted()).toEqual(ours.toSorted());
  });

  it.each(quotes)('$words is of the cause $cause, at a place where that is said', ({ cause, evidence }) => {
    const { cause: found, error } = diagnoseEvidence(evidence);
    expect(found).toBe(cause);
    expect(errorsOf(cause)).toContain(error);
  });

  it.each(quotes)('$words, pasted without more, is explained by $cause', ({ cause, words }) => {
    const readings = readPastedText(words);
    expect(chooseExplanation(readings, readings.map(diagnoseEvidence))?.explanation.cause).toBe(cause);
  });
});
