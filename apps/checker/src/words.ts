import { describeScenario, loadCatalogue } from '@inbox-connect/catalogue';
import type { FieldErrorCode, LabEntry } from '@inbox-connect/core';
import type { Lab } from '@inbox-connect/lab';

const catalogue = await loadCatalogue('en');

/** What is wrong with a field, as a sentence. */
export function describeFieldError(code: FieldErrorCode): string {
  return catalogue.t(`fields.${code}`);
}

/** The lab's scenarios with their titles. */
export function describeLab(entries: Lab['entries']): readonly LabEntry[] {
  return entries.map((entry) => ({ ...entry, title: describeScenario(catalogue, entry.name)?.title ?? entry.name }));
}
