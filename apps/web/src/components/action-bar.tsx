import type { ReactNode } from 'react';

/** The buttons that end a card. */
export function ActionBar({ children }: { readonly children: ReactNode }) {
  return <div className="mt-6 flex flex-wrap gap-3 max-sm:*:w-full">{children}</div>;
}
