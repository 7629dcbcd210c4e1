import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorBoundary } from './error-boundary.tsx';
import { LanguageProvider } from './language-provider.tsx';

// A check answers once and for all, and what the service tells about itself does not change: nothing is asked twice by itself.
// The service may run on this very machine, so being without a network is no reason to wait.
const queries = new QueryClient({
  defaultOptions: {
    queries: { staleTime: Number.POSITIVE_INFINITY, retry: false, refetchOnWindowFocus: false, refetchOnReconnect: false, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
});

export function Providers({ children }: { readonly children: ReactNode }) {
  return (
    <QueryClientProvider client={queries}>
      <LanguageProvider>
        <ErrorBoundary>{children}</ErrorBoundary>
      </LanguageProvider>
    </QueryClientProvider>
  );
}
