import { describeScenario, loadCatalogue } from '@inbox-connect/catalogue';
import type { FieldErrorCode, LabEntry } from '@inbox-connect/core';
import type { Lab } from '@inbox-connect/lab';
import type { Config } from './config.ts';
import { bccAddressOf, isOwnAddress } from './plan-test-message.ts';

const catalogue = await loadCatalogue('en');

/** What is wrong with a field, as a sentence. */
export function describeFieldError(code: FieldErrorCode): string {
  return catalogue.t(`fields.${code}`);
}

/**
 * The lab's scenarios with their titles, and what each of them ends with here: where test messages go to an address that is
 * not ours to look into, nobody waits for one.
 */
export function describeLab(entries: Lab['entries'], config: Pick<Config, 'bccAddress' | 'receiverDomain'>): readonly LabEntry[] {
  const recipient = bccAddressOf(config);
  const seesArrival = recipient === undefined || isOwnAddress(recipient, config);
  return entries.map((entry) => ({
    ...entry,
    title: describeScenario(catalogue, entry.name)?.title ?? entry.name,
    ...(entry.expects.stage === 'arrive' && !seesArrival && { error: null, expects: { outcome: entry.expects.outcome } }),
  }));
}

/** A replayed report as an entry of the lab; the page has its own words for it. */
export function describeReplay(entry: Omit<LabEntry, 'title'>): LabEntry {
  return { ...entry, title: catalogue.t('report.replay.title') };
}
