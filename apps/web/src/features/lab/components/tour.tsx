import { describeScenario } from '@inbox-connect/catalogue';
import type { LabEntry } from '@inbox-connect/core';
import { Pause, Play, X } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { useMedia } from '../../../lib/media.ts';
import { demoHref, type Route } from '../../../lib/route.ts';
import type { ConnectFlow } from '../../connect/use-connect-flow.ts';
import { useFollowed } from '../../progress/api/use-check.ts';
import { present } from '../presentation.ts';
import { entryOf, phaseMs, phaseOf, tourStories } from '../tour-steps.ts';

interface TourProps {
  readonly flow: ConnectFlow;
  readonly route: Route;
  readonly stories: readonly LabEntry[];
}

/** Five stories, told one after the other: fills the form, runs the check, says one thing about it. By itself, or at a press of Next. */
export function Tour({ flow, route, stories }: TourProps) {
  const catalogue = useCatalogue();
  const { t } = catalogue;
  const [index, setIndex] = useState(0);
  // Who wants no motion goes on by hand.
  const [isPaused, setPaused] = useState(useMedia('(prefers-reduced-motion: reduce)'));
  const progress = useFollowed(route.page === 'check' ? route.id : '');
  const phase = phaseOf(route, progress);
  const story = tourStories[index] ?? tourStories[0];
  const isLast = index === tourStories.length - 1;

  const leave = () => {
    present({ isTouring: false });
    location.assign(demoHref());
  };
  const begin = (next: number) => {
    const entry = entryOf(stories, next);
    if (entry === undefined) return leave();
    setIndex(next);
    flow.tell(entry);
  };
  const goOn = () => {
    if (phase === 'before') return flow.story?.name === story ? void flow.start() : begin(index);
    if (phase === 'after') return isLast ? leave() : begin(index + 1);
  };

  const start = useEffectEvent(() => begin(0));
  useEffect(() => start(), []);
  const goOnByItself = useEffectEvent(goOn);
  const waitMs = isPaused ? undefined : phaseMs[phase];
  useEffect(() => {
    if (waitMs === undefined) return;
    const timer = setTimeout(goOnByItself, waitMs);
    return () => clearTimeout(timer);
  }, [waitMs, phase, index]);
  useLeaveOnEscape(leave);
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => next.current?.focus({ preventScroll: true }), []);

  return (
    <>
      {/* As high as what stands over the end of the page. */}
      <div aria-hidden className="h-64 sm:h-48" />
      <section
        data-tour
        aria-label={t('demo.tour.name')}
        className="fixed inset-x-0 bottom-0 z-10 max-h-[50dvh] overflow-y-auto border-t border-line bg-card px-4 py-3.5 shadow-2xl sm:px-8"
      >
        {waitMs !== undefined && (
          <div key={`${index} ${phase}`} aria-hidden className="tour-time absolute inset-x-0 top-0 h-1 bg-brand" style={{ animationDuration: `${waitMs}ms` }} />
        )}
        <div className="mx-auto flex max-w-[80rem] flex-wrap items-center gap-x-6 gap-y-3">
          <div aria-live="polite" className="min-w-0 grow basis-96">
            <p className="text-sm text-mute">
              {t('demo.tour.step', { step: index + 1, count: tourStories.length, title: describeScenario(catalogue, story)?.title ?? story })}
            </p>
            <p className="font-semibold">{t(phase === 'running' ? 'demo.tour.running' : `demo.tour.${story}.${phase}`)}</p>
          </div>
          <div className="flex flex-wrap gap-2.5">
            <Button size="small" onClick={() => setPaused(!isPaused)}>
              {isPaused ? <Play aria-hidden className="size-4" /> : <Pause aria-hidden className="size-4" />}
              <span className="max-sm:sr-only">{t(isPaused ? 'demo.tour.play' : 'demo.tour.pause')}</span>
            </Button>
            <Button ref={next} size="small" look="primary" busy={phase === 'running'} onClick={goOn}>
              {t(phase === 'after' && isLast ? 'demo.tour.finish' : phase === 'before' ? 'demo.tour.run' : 'demo.tour.next')}
            </Button>
            <Button size="small" onClick={leave}>
              <X aria-hidden className="size-4" />
              <span className="max-sm:sr-only">{t('demo.tour.leave')}</span>
            </Button>
          </div>
        </div>
      </section>
    </>
  );
}

function useLeaveOnEscape(leave: () => void): void {
  const press = useEffectEvent(({ key, defaultPrevented }: KeyboardEvent) => {
    if (key === 'Escape' && !defaultPrevented && document.querySelector('dialog[open]') === null) leave();
  });
  useEffect(() => {
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
}
