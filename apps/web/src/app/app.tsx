import { lazy, type ReactNode, Suspense } from 'react';
import { FormProvider } from 'react-hook-form';
import { ConnectForm } from '../features/connect/components/connect-form.tsx';
import { useConnectFlow } from '../features/connect/use-connect-flow.ts';
import { useAllWords, useCatalogue } from '../lib/catalogue.ts';
import { useRoute } from '../lib/route.ts';
import { CheckPage } from './check-page.tsx';
import { Header } from './header.tsx';
import { PlannedTimeline } from './planned-timeline.tsx';

/** Few people look into the lab or the guide: they come when they are asked for. */
const GuidePage = lazy(async () => ({ default: (await import('../features/guide/components/guide-page.tsx')).GuidePage }));
const LabPage = lazy(async () => ({ default: (await import('../features/lab/components/lab-page.tsx')).LabPage }));

export function App() {
  const route = useRoute();
  const flow = useConnectFlow();
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
          <WithAllWords>
            <LabPage onTell={flow.tell} />
          </WithAllWords>
        )}
        {route.page === 'guide' && (
          <WithAllWords>
            <GuidePage entry={route.entry} />
          </WithAllWords>
        )}
        {route.page === 'check' && <CheckPage key={route.id} id={route.id} flow={flow} />}
      </main>
    </FormProvider>
  );
}

/** What comes when it is asked for, with its words. */
function WithAllWords({ children }: { readonly children: ReactNode }) {
  return useAllWords() && <Suspense>{children}</Suspense>;
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
