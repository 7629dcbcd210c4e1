import { type CheckProgress, emptyProgress, type Step } from '@inbox-connect/core';
import { useRef } from 'react';
import { Card } from '../../../components/card.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { laneDuration, viewSteps } from '../step-view.ts';
import { useKeepInSight } from '../use-keep-in-sight.ts';
import { StepRow } from './step-row.tsx';

const lanes: readonly { readonly name: 'imap' | 'smtp' | 'proof'; readonly steps: readonly Step[] }[] = [
  { name: 'imap', steps: [1, 2] },
  { name: 'smtp', steps: [3, 4] },
  { name: 'proof', steps: [5] },
];

interface TimelineProps {
  /** Missing before a check has started: the five steps are shown from the first moment. */
  readonly progress?: CheckProgress;
  /** Where each service is reached. */
  readonly endpoints: { readonly imap: string; readonly smtp: string };
  /** What there is to say about the test message before it is sent. */
  readonly proofNote: string | undefined;
}

/** The five steps in two lanes and the proof. */
export function Timeline({ progress = emptyProgress, endpoints, proofNote }: TimelineProps) {
  const { t, formatDuration } = useCatalogue();
  const views = viewSteps(progress);
  const lanesRef = useRef<HTMLDivElement>(null);
  useKeepInSight(lanesRef, progress.running.map(({ service, stage }) => `${service} ${stage}`).join());
  const isOver = progress.report.outcome !== null;
  const heading = progress.report.stages.length === 0 ? 'plan-heading' : isOver ? 'result-heading' : 'live-heading';
  return (
    <Card className="self-start lg:sticky lg:top-8">
      <h2 className="text-lg font-semibold tracking-tight">{t(`progress.${heading}`)}</h2>
      <div ref={lanesRef}>
        {lanes.map(({ name, steps }) => (
          <section key={name} aria-labelledby={`lane-${name}`} className="mt-4.5">
            <div className="mb-1.5 flex flex-wrap items-baseline justify-between gap-x-3">
              <h3 id={`lane-${name}`} className="shrink-0 text-xs font-semibold tracking-wider text-mute uppercase">
                {t(`lanes.${name}`)}
              </h3>
              <span className="min-w-0 font-mono text-xs text-mute">
                {name !== 'proof' && (isOver ? formatDuration(laneDuration(views, steps)) : endpoints[name])}
              </span>
            </div>
            <ol>
              {views
                .filter(({ step }) => steps.includes(step))
                .map((view) => (
                  <StepRow key={view.step} view={view} note={view.step === 5 ? proofNote : undefined} />
                ))}
            </ol>
          </section>
        ))}
      </div>
    </Card>
  );
}
