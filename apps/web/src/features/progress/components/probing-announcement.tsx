import type { Report } from '@inbox-connect/core';
import { useEffect, useState } from 'react';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { isProbing } from '../step-view.ts';

/** Milliseconds after which it is worth a word that the result takes its time. */
const noticeMs = 300;

/** Tells a screen reader, politely, that settings that would work are being looked for, and then what came of it: once each. */
export function ProbingAnnouncement({ report }: { readonly report: Report }) {
  const { t } = useCatalogue();
  const [isTold, setTold] = useState(false);
  const isRunning = isProbing(report);
  useEffect(() => {
    if (!isRunning) return;
    const timer = setTimeout(() => setTold(true), noticeMs);
    return () => clearTimeout(timer);
  }, [isRunning]);
  const hasFound = report.problems.some(({ remedies }) => remedies.some(({ verified }) => verified === true));
  return (
    <p role="status" className="sr-only">
      {isTold && isRunning && t('progress.probing')}
      {isTold && report.outcome === 'failed' && t(hasFound ? 'progress.probing-found' : 'progress.probing-in-vain')}
    </p>
  );
}
