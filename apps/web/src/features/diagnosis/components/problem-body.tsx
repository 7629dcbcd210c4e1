import { describeProblem } from '@inbox-connect/catalogue';
import { certificateFlaws, type Problem, type Report } from '@inbox-connect/core';
import { UserRound } from 'lucide-react';
import { useCatalogue } from '../../../lib/catalogue.ts';
import type { ResultActions } from '../result-actions.ts';
import { Alternatives } from './alternatives.tsx';
import { CertificatePanel } from './certificate-panel.tsx';
import { Evidence } from './evidence.tsx';
import { ItNote } from './it-note.tsx';
import { RemedyList } from './remedy-list.tsx';

interface ProblemBodyProps {
  readonly problem: Problem;
  readonly report: Report;
  readonly actions: ResultActions;
  readonly heading: 'h2' | 'h3';
}

/** What we saw of a problem, who can fix it, and what to do. */
export function ProblemBody({ problem, report, actions, heading: Part }: ProblemBodyProps) {
  const catalogue = useCatalogue();
  const { t } = catalogue;
  const { owner } = describeProblem(catalogue, problem, report.settings);
  const certificate = report.certificate[problem.service];
  return (
    <>
      <Evidence problem={problem} heading={Part} className="mb-5" />
      {problem.error === 'certificate-not-trusted' && certificate !== undefined && (
        <CertificatePanel certificate={certificate} flaws={certificateFlaws(report, problem.service)} className="mb-5" />
      )}
      <p className="mb-5 flex items-center gap-2 text-md font-semibold">
        <UserRound aria-hidden className="size-4.5 shrink-0 text-mute" />
        {owner}
      </p>
      {problem.remedies.length > 0 && (
        <>
          <Part className="mb-2 font-semibold">{t('result.todo')}</Part>
          <RemedyList problem={problem} report={report} actions={actions} />
        </>
      )}
      {problem.owner !== 'us' && <ItNote problem={problem} report={report} />}
      <Alternatives problem={problem} settings={report.settings} />
    </>
  );
}
