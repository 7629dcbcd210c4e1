import { useSyncExternalStore } from 'react';

/** Where a person is. It stands in the fragment of the address, so that a reload or a link comes back to it. */
export type Route =
  | { readonly page: 'form' }
  | { readonly page: 'guide'; readonly entry: string | undefined }
  | { readonly page: 'demo' }
  | { readonly page: 'check'; readonly id: string };

export const demoHref = '#demo';
export const formHref = '#';

const guideRoot = '#/guide';

/** The troubleshooting guide, or one of its entries; their names are the same in every language. */
export function guideHref(entry?: string): string {
  return entry === undefined ? guideRoot : `${guideRoot}/${entry}`;
}

export function useRoute(): Route {
  return parseRoute(useSyncExternalStore(subscribe, () => location.hash));
}

export function goToCheck(id: string): void {
  location.hash = `check=${encodeURIComponent(id)}`;
}

export function goToForm(): void {
  // Going where one is would still take the focus away.
  if (location.hash !== '') location.hash = '';
}

function parseRoute(hash: string): Route {
  if (hash === demoHref) return { page: 'demo' };
  if (hash === guideRoot || hash.startsWith(`${guideRoot}/`)) return { page: 'guide', entry: hash.slice(guideRoot.length + 1) || undefined };
  const id = new URLSearchParams(hash.slice(1)).get('check');
  return id === null || id === '' ? { page: 'form' } : { page: 'check', id };
}

function subscribe(notify: () => void): () => void {
  addEventListener('hashchange', notify);
  return () => removeEventListener('hashchange', notify);
}
