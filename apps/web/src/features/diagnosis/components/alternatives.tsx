import { describeProblem } from '@inbox-connect/catalogue';
import type { Problem, Report } from '@inbox-connect/core';
import { Disclosure } from '../../../components/disclosure.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';

/** What the same facts could mean too. */
export function Alternatives({ problem, settings }: { readonly problem: Problem; readonly settings: Report['settings'] }) {
  const catalogue = useCatalogue();
  const { t } = catalogue;
  if (problem.alternatives.length === 0) return null;
  return (
    <Disclosure summary={t('result.alternatives')} className="mt-5 border-t border-line pt-4">
      <ul className="grid gap-1.5 text-md">
        {problem.alternatives.map(({ cause, confidence }) => (
          <li key={cause} className="flex flex-wrap items-baseline justify-between gap-x-4">
            <span>{describeProblem(catalogue, { ...problem, cause }, settings).headline}</span>
            <span className="text-sm text-mute">{t(`result.likelihood.${confidence}`)}</span>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
