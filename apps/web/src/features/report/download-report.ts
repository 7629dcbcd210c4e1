import type { Report } from '@inbox-connect/core';

/** Saves a report as a file that page and command line open again. */
export function downloadReport(report: Report): void {
  const url = URL.createObjectURL(new Blob([`${JSON.stringify(report, null, 2)}\n`], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileNameOf(report);
  link.click();
  URL.revokeObjectURL(url);
}

/** `report-2026-11-25.json`: what a name of a file may hold everywhere. */
function fileNameOf({ startedAt }: Report): string {
  const [day = ''] = /^\d{4}-\d\d-\d\d/.exec(startedAt) ?? [];
  return day === '' ? 'report.json' : `report-${day}.json`;
}
