import { describeObservation } from '@inbox-connect/catalogue';
import { type Problem, showsFault } from '@inbox-connect/core';
import { useCatalogue } from '../../../lib/catalogue.ts';

interface EvidenceProps {
  readonly problem: Problem;
  readonly heading: 'h2' | 'h3';
  readonly className?: string;
}

/** What we saw, in the server's own words where it said something. What was tried afterwards stands among the technical details. */
export function Evidence({ problem, heading: Heading, className }: EvidenceProps) {
  const catalogue = useCatalogue();
  const seen = problem.evidence.filter(showsFault).map((observation) => describeObservation(catalogue, observation));
  if (seen.length === 0) return null;
  const text = [...new Set(seen)].join('\n');
  return (
    <div className={className}>
      <Heading className="font-semibold">{catalogue.t('result.saw')}</Heading>
      <pre
        // What scrolls must be reachable by keyboard.
        tabIndex={text.length > longEvidence ? 0 : undefined}
        className="mt-2.5 max-h-60 overflow-y-auto rounded-lg bg-soft px-3.5 py-2.5 font-mono text-sm whitespace-pre-wrap text-ink"
      >
        {text}
      </pre>
    </div>
  );
}

/** Characters that stand in the frame on a narrow page without scrolling. */
const longEvidence = 300;
