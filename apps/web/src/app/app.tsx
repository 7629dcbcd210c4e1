import type { ReactNode } from 'react';
import { FormProvider } from 'react-hook-form';
import { ChunkFailure } from '../components/chunk-failure.tsx';
import { ConnectForm } from '../features/connect/components/connect-form.tsx';
import { ProofDialog } from '../features/connect/components/proof-dialog.tsx';
import { useConnectFlow } from '../features/connect/use-connect-flow.ts';
import { useCatalogue } from '../lib/catalogue.ts';
import { useChunk, useModule } from '../lib/chunk.ts';
import { useRoute } from '../lib/route.ts';
import { Header } from './header.tsx';
import { LabDoor } from './lab-door.tsx';
import { PlannedTimeline } from './planned-timeline.tsx';
import { Presenter } from './presenter.tsx';
import { useIsTouched } from './use-is-touched.ts';

export function App() {
  const route = useRoute();
  const flow = useConnectFlow();
  // It comes with the first touch of the page, long before a check can be started.
  const isTouched = useIsTouched();
  const check = useModule('check', () => import('./check-page.tsx'), isTouched || route.page === 'check');
  return (
    <FormProvider {...flow.form}>
      <SkipLink />
      <Header page={route.page} />
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto grid max-w-[84rem] grid-cols-[minmax(0,1fr)] items-start gap-4 p-4 outline-none sm:gap-7 sm:p-8 lg:grid-cols-[minmax(0,1fr)_minmax(20rem,27.5rem)]"
      >
        {route.page === 'form' && (
          <>
            <ConnectForm flow={flow} />
            <PlannedTimeline />
          </>
        )}
        {route.page === 'demo' && (
          <LabDoor>
            <Part name="lab" load={() => import('../features/lab/components/lab-page.tsx')}>
              {({ LabPage }) => <LabPage wanted={route.story} onTell={flow.tell} />}
            </Part>
          </LabDoor>
        )}
        {route.page === 'guide' && (
          <Part name="guide" load={() => import('../features/guide/components/guide-page.tsx')}>
            {({ GuidePage }) => <GuidePage entry={route.entry} />}
          </Part>
        )}
        {route.page === 'report' && (
          <Part name="report" load={() => import('../features/report/components/report-page.tsx')}>
            {({ ReportPage }) => <ReportPage origin={route.origin} line={route.line} flow={flow} />}
          </Part>
        )}
        {route.page === 'compare' && (
          <Part name="compare" load={() => import('../features/report/components/compare-page.tsx')}>
            {({ ComparePage }) => <ComparePage left={route.left} right={route.right} />}
          </Part>
        )}
        {route.page === 'check' && check.state === 'loaded' && <check.module.CheckPage key={route.id} id={route.id} flow={flow} />}
        {route.page === 'check' && check.state === 'failed' && <ChunkFailure onRetry={check.retry} />}
      </main>
      <Presenter flow={flow} route={route} />
      {flow.proving !== null && <ProofDialog proving={flow.proving} />}
    </FormProvider>
  );
}

interface PartProps<T> {
  readonly name: string;
  readonly load: () => Promise<T>;
  readonly children: (module: T) => ReactNode;
}

/** What few people look into comes when it is asked for, with its words. */
function Part<T>({ name, load, children }: PartProps<T>) {
  const part = useChunk(name, load);
  if (part.state === 'failed') return <ChunkFailure onRetry={part.retry} />;
  return part.state === 'loaded' && children(part.module);
}

/** The fragment of the address is the route, so a button moves the focus in place of a link. */
function SkipLink() {
  const { t } = useCatalogue();
  return (
    <button
      type="button"
      onClick={() => document.getElementById('content')?.focus()}
      className="sr-only focus:not-sr-only focus:absolute focus:m-2 focus:rounded-lg focus:bg-card focus:p-3"
    >
      {t('page.skip')}
    </button>
  );
}
