import { localeSchema } from '@inbox-connect/core';
import { describe, expect, it } from 'vitest';
import { chooseLocale, loadCatalogue } from './index.ts';

const catalogue = await loadCatalogue('en');

describe('The catalogue', () => {
  it.each(localeSchema.options)('has the words of %s', async (locale) => {
    expect((await loadCatalogue(locale)).locale).toBe(locale);
  });

  it.each([
    [['en-US', 'sv'], 'en'],
    [['sv-SE'], 'sv'],
    [['de-DE', 'nl-BE', 'en'], 'nl'],
    [['sv_SE.UTF-8'], 'sv'],
    [[undefined, null, '', 'fr-FR', 'EN_gb.UTF-8'], 'en'],
    [['C.UTF-8', 'POSIX'], 'en'],
    [[], 'en'],
  ])('takes of %o the first language that it has', (wanted, locale) => {
    expect(chooseLocale(wanted)).toBe(locale);
  });

  it('puts values into a sentence as they are, and never reads them again', () => {
    expect(catalogue.t('progress.checking', { email: '{{email}} <b>$&</b>' })).toBe('Checking {{email}} <b>$&</b>');
  });

  it('chooses the form of a plural by its count', () => {
    expect(catalogue.t('facts.mailbox-opened', { mailbox: 'INBOX', count: 1 })).toBe('INBOX holds 1 message');
    expect(catalogue.t('facts.mailbox-opened', { mailbox: 'INBOX', count: 0 })).toBe('INBOX holds 0 messages');
  });

  it.each([
    [0, '< 1 ms'],
    [999, '999 ms'],
    [1_449, '1.4 s'],
    [9_999, '9.9 s'],
    [59_999, '59 s'],
    [125_000, '2 min 5 s'],
  ])('writes %d milliseconds as %s', (milliseconds, written) => {
    expect(catalogue.formatDuration(milliseconds)).toBe(written);
  });

  it('writes dates with the month as a word, and an impossible date as it came', () => {
    expect(catalogue.formatDate('2026-11-21T12:00:00Z')).toBe('21 Nov 2026');
    expect(catalogue.formatDate('99991332000000Z')).toBe('99991332000000Z');
  });

  it('writes a choice', () => {
    expect(catalogue.formatChoice([465, 587, 25])).toBe('465, 587 or 25');
  });
});
