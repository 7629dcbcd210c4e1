import { type Catalogue, describeObservation, describeProblem } from '@inbox-connect/catalogue';
import { type Problem, type Report, stepOf } from '@inbox-connect/core';
import { UserRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { Heading } from '../../../components/heading.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { classes } from '../../../lib/classes.ts';
import { guideHref } from '../../../lib/route.ts';
import { reassure } from '../reassurance.ts';
import type { ResultActions } from '../result-actions.ts';
import { Alternatives } from './alternatives.tsx';
import { CertificatePanel } from './certificate-panel.tsx';
import { RemedyList } from './remedy-list.tsx';

interface ProblemCardProps {
  readonly problem: Problem;
  readonly report: Report;
  readonly actions: ResultActions;
  /** The first problem is the heading of the page. */
  readonly isFirst: boolean;
  readonly children?: ReactNode;
}

/** One problem: what happened, what we saw, who can fix it, and what to do. */
export function ProblemCard({ problem, report, actions, isFirst, children }: ProblemCardProps) {
  const catalogue = useCatalogue();
  const { t } = catalogue;
  const words = describeProblem(catalogue, problem, report.settings);
  const isWarning = problem.severity === 'warning';
  const reassurance = isWarning ? undefined : reassure(report, problem);
  const evidence = [...new Set(problem.evidence.map((observation) => describeObservation(catalogue, observation)))];
  const certificate = report.certificate[problem.service];
  const Part = isFirst ? 'h2' : 'h3';
  const asksAboutCertificate = problem.error === 'certificate-not-trusted';
  return (
    <section className={classes('overflow-hidden rounded-card border bg-card', isWarning ? 'border-warn/40' : 'border-bad/40')}>
      <header className={classes('px-4.5 py-5 sm:px-6.5', isWarning ? 'bg-warn-soft' : 'bg-bad-soft')}>
        <p className={classes('mb-1 flex flex-wrap items-baseline justify-between gap-x-4 text-sm font-semibold', isWarning ? 'text-warn' : 'text-bad')}>
          <span>{describePlace(catalogue, { problem, report, title: words.title })}</span>
          <code className="font-mono text-xs font-normal">{problem.error}</code>
        </p>
        {isFirst ? <Heading>{words.headline}</Heading> : <h2 className="text-title font-bold tracking-tight text-balance">{words.headline}</h2>}
        <p className="mt-1.5 text-ink">{words.explanation}</p>
        {reassurance !== undefined && <p className="mt-1.5 text-ink">{t(`result.${reassurance}`)}</p>}
      </header>
      <div className="px-4.5 py-5.5 sm:px-6.5">
        {evidence.length > 0 && (
          <>
            <Part className="font-semibold">{t('result.saw')}</Part>
            <pre className="mt-2.5 mb-5 max-h-60 overflow-y-auto rounded-lg bg-soft px-3.5 py-2.5 font-mono text-sm whitespace-pre-wrap text-ink">
              {evidence.join('\n')}
            </pre>
          </>
        )}
        {asksAboutCertificate && certificate !== undefined && <CertificatePanel certificate={certificate} className="mb-5" />}
        <p className="mb-5 flex items-center gap-2 text-md font-semibold">
          <UserRound aria-hidden className="size-4.5 text-mute" />
          {words.owner}
        </p>
        {problem.remedies.length > 0 && (
          <>
            <Part className="mb-2 font-semibold">{t('result.todo')}</Part>
            <RemedyList problem={problem} report={report} actions={actions} />
          </>
        )}
        <a href={guideHref(problem.error)} className="mt-3 inline-block text-md font-medium text-brand underline-offset-3 hover:underline">
          {t('result.more')}
        </a>
        <Alternatives problem={problem} settings={report.settings} />
        {children}
      </div>
    </section>
  );
}

/** The article's name of the error and its step; among several blocking problems also which one it is. */
function describePlace({ t }: Catalogue, { problem, report, title }: { readonly problem: Problem; readonly report: Report; readonly title: string }): string {
  const step = stepOf(problem.service, problem.stage);
  if (problem.severity === 'warning') return t('result.warning', { step });
  const blocking = report.problems.filter(({ severity }) => severity === 'blocking');
  if (blocking.length === 1) return t('result.step', { error: title, step });
  return t('result.step-of', { position: blocking.indexOf(problem) + 1, count: blocking.length, error: title, step });
}
