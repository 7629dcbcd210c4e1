import { applyPatch, type Report, type SettingsPatch, withoutHidden } from '@inbox-connect/core';
import type { ConnectFlow } from '../connect/use-connect-flow.ts';

/** Fills the form from a report, with the change of a remedy; what was hidden in it is left to the person. */
export function checkAgain(flow: ConnectFlow, report: Report, patch: SettingsPatch = {}): void {
  if (report.settings === null) flow.clear();
  else flow.checkAgain(report, withoutHidden(applyPatch(report.settings, patch)));
}
