import type { SettingsPatch } from '@inbox-connect/core';
import type { FieldName } from '../connect/field-errors.ts';

/** What a person can do from a result. */
export interface ResultActions {
  /** Back to the form with everything that was typed, to the field that matters if there is one. */
  readonly change: (field?: FieldName) => void;
  /** Once more, with the change of a remedy. */
  readonly retry: (patch?: SettingsPatch) => void;
  /** Another inbox, an empty form. */
  readonly startOver: () => void;
}
