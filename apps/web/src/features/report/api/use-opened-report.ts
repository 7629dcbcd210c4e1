import { largestReportFile, type Report, type ReportDefect, readReport } from '@inbox-connect/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { goToOpenedReport } from '../../../lib/route.ts';
import { keepForComparison } from './use-compared-report.ts';

const openedReport = ['opened-report'];

/** Why a file was not opened; `unreadable` when the browser did not get at it. */
export class NotOpened extends Error {
  override readonly name = 'NotOpened';
  readonly reason: ReportDefect | 'unreadable';

  constructor(reason: NotOpened['reason']) {
    super(`The file was not opened: ${reason}`);
    this.reason = reason;
  }
}

/** The report in the file that was opened last. It stays in this page and goes with it. */
export function useOpenedReport(): Report | undefined {
  return useQuery<Report>({ queryKey: openedReport, enabled: false, gcTime: Number.POSITIVE_INFINITY }).data;
}

/** Opens a file and shows its report. Nothing of it leaves the browser. */
export function useOpenFile() {
  const queries = useQueryClient();
  return useMutation<Report, NotOpened, File>({
    mutationFn: readFile,
    onSuccess: (report) => {
      queries.setQueryData(openedReport, report);
      goToOpenedReport();
    },
  });
}

/** Opens a file for a comparison, beside the one that is shown by itself. */
export function useReadFile(onRead: (source: string) => void) {
  const queries = useQueryClient();
  return useMutation<Report, NotOpened, File>({
    mutationFn: readFile,
    onSuccess: (report) => onRead(keepForComparison(queries, report, { type: 'file' })),
  });
}

async function readFile(file: File): Promise<Report> {
  // What is far larger than any report is not even read.
  if (file.size > 4 * largestReportFile) throw new NotOpened('too-large');
  const text = await file.text().catch(() => {
    throw new NotOpened('unreadable');
  });
  const report = readReport(text);
  if (typeof report === 'string') throw new NotOpened(report);
  return report;
}
