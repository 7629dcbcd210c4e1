import { createCatalogue } from '@inbox-connect/catalogue';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { CatalogueContext } from '../lib/catalogue.ts';
import { ErrorBoundary } from './error-boundary.tsx';

const catalogue = createCatalogue('en');

// A check answers once and for all, and what the service tells about itself does not change: nothing is asked twice by itself.
const queries = new QueryClient({
  defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: false, refetchOnWindowFocus: false, refetchOnReconnect: false } },
});

export function Providers({ children }: { readonly children: ReactNode }) {
  return (
    <CatalogueContext value={catalogue}>
      <QueryClientProvider client={queries}>
        <ErrorBoundary>{children}</ErrorBoundary>
      </QueryClientProvider>
    </CatalogueContext>
  );
}
