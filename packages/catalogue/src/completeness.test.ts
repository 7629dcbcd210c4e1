import {
  causeSchema,
  certificateFlawSchema,
  discoveryOutcomeSchema,
  discoverySourceSchema,
  errorIdSchema,
  fieldErrorCodes,
  outcomeSchema,
  ownerSchema,
  remarkIds,
  remedyIdSchema,
  securitySchema,
  skipReasonSchema,
  stageSchema,
  steps,
} from '@inbox-connect/core';
import { describe, expect, it } from 'vitest';
import { firstWords } from './en/first-words.ts';
import { furtherWords } from './en/further-words.ts';

const english = { ...firstWords, ...furtherWords };

describe('Every code of core has its words, and no word is for a code that core does not have', () => {
  it.each([
    ['fields', english.fields, fieldErrorCodes],
    ['problems', english.problems, causeSchema.options],
    ['errors', english.errors, errorIdSchema.options],
    ['remedies', english.remedies, remedyIdSchema.options],
    ['stages', english.stages, stageSchema.options],
    ['steps', english.steps, steps.map(String)],
    ['skip reasons', english.skipReasons, skipReasonSchema.options],
    ['outcomes', english.outcomes, outcomeSchema.options],
    ['owners', english.owners, ownerSchema.options],
    ['securities', english.securities, securitySchema.options],
    ['sources of discovery', english.discovery.sources, discoverySourceSchema.options],
    ['outcomes of discovery', english.discovery.outcomes, discoveryOutcomeSchema.options],
    ['remarks', english.result.remarks, remarkIds],
    ['flaws of certificates', english.result.flaws, certificateFlawSchema.options],
  ])('%s', (_, words, codes) => {
    expect(Object.keys(words).toSorted()).toEqual([...codes].toSorted());
  });

  it('has no empty sentence', () => {
    expect(JSON.stringify(english)).not.toMatch(/""/);
  });
});
