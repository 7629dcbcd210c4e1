import { adviceOnCause, adviceOnError, causeSchema, errorIdSchema, localeSchema, steps } from '@inbox-connect/core';
import { describe, expect, it } from 'vitest';
import { describeAdvice, loadGuideCatalogue } from './index.ts';
import { languages } from './words.ts';

describe.each(localeSchema.options)('The guide in %s', (locale) => {
  it('explains every error and every cause, and nothing else', async () => {
    const guide = await languages[locale].guide();
    expect(Object.keys(guide.errors.more).toSorted()).toEqual([...errorIdSchema.options].toSorted());
    expect(Object.keys(guide.cause).toSorted()).toEqual([...causeSchema.options].toSorted());
    expect(Object.keys(guide.how.steps)).toEqual(steps.map(String));
  });

  it('gives its advice in sentences without a gap', async () => {
    const catalogue = await loadGuideCatalogue(locale);
    const onCauses = causeSchema.options.flatMap((cause) => [undefined, ...errorIdSchema.options].flatMap((error) => adviceOnCause(cause, error)));
    const remedies = new Set([...onCauses, ...errorIdSchema.options.flatMap(adviceOnError)]);
    for (const id of remedies) {
      const { action, hint } = describeAdvice(catalogue, id, ['imap', 'smtp']);
      expect(`${action} ${hint}`).not.toMatch(/\{\{|undefined|remedies\./);
    }
  });
});
