import { type Catalogue, describeProblem } from '@inbox-connect/catalogue';
import { type Problem, type Report, stepOf } from '@inbox-connect/core';
import type { ReactNode } from 'react';
import { Heading } from '../../../components/heading.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { guideHref } from '../../../lib/route.ts';
import { reassure } from '../reassurance.ts';
import type { ResultActions } from '../result-actions.ts';
import { DidThisHelp } from './did-this-help.tsx';
import { ProblemBody } from './problem-body.tsx';

interface ProblemCardProps {
  readonly problem: Problem;
  readonly report: Report;
  readonly actions: ResultActions;
  /** The first problem is the heading of the page. */
  readonly isFirst: boolean;
  readonly children?: ReactNode;
}

/** A problem that keeps the inbox from being connected: what happened, what we saw, who can fix it, and what to do. */
export function ProblemCard({ problem, report, actions, isFirst, children }: ProblemCardProps) {
  const catalogue = useCatalogue();
  const { t } = catalogue;
  const words = describeProblem(catalogue, problem, report.settings);
  const reassurance = reassure(report, problem);
  return (
    <section className="overflow-hidden rounded-card border border-bad/40 bg-card">
      <header className="bg-bad-soft px-4.5 py-5 sm:px-6.5">
        <p className="mb-1 flex flex-wrap items-baseline justify-between gap-x-4 text-sm font-semibold text-bad">
          <span>{describePlace(catalogue, { problem, report, title: words.title })}</span>
          <code className="font-mono text-xs font-normal">{problem.error}</code>
        </p>
        {isFirst ? <Heading>{words.headline}</Heading> : <h2 className="text-title font-bold tracking-tight text-balance">{words.headline}</h2>}
        <p className="mt-1.5 text-ink">{words.explanation}</p>
        {reassurance !== undefined && <p className="mt-1.5 text-ink">{t(`result.${reassurance}`)}</p>}
      </header>
      <div className="px-4.5 py-5.5 sm:px-6.5">
        <ProblemBody problem={problem} report={report} actions={actions} heading={isFirst ? 'h2' : 'h3'} />
        {children}
      </div>
      <footer className="flex flex-wrap items-center justify-between gap-x-5 border-t border-line px-4.5 py-2.5 sm:px-6.5 print:hidden">
        <a
          href={guideHref(problem.error)}
          className="inline-flex min-h-9 items-center text-md font-semibold text-brand-strong underline-offset-3 hover:underline"
        >
          {t('result.more')}
        </a>
        <DidThisHelp problem={problem} />
      </footer>
    </section>
  );
}

/** The article's name of the error and its step; among several blocking problems also which one it is. */
export function describePlace(
  { t }: Catalogue,
  { problem, report, title }: { readonly problem: Problem; readonly report: Report; readonly title: string },
): string {
  const step = stepOf(problem.service, problem.stage);
  const blocking = report.problems.filter(({ severity }) => severity === 'blocking');
  if (blocking.length === 1) return t('result.step', { error: title, step });
  return t('result.step-of', { position: blocking.indexOf(problem) + 1, count: blocking.length, error: title, step });
}
