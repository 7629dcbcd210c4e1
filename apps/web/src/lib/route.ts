import { useSyncExternalStore } from 'react';

/** Where a person is. It stands in the fragment of the address, so that a reload, a link or the way back comes to it. */
export type Route =
  | FormRoute
  | { readonly page: 'guide'; readonly entry: string | undefined }
  | { readonly page: 'demo'; readonly story: string | undefined }
  | { readonly page: 'check'; readonly id: string };

interface FormRoute {
  readonly page: 'form';
  readonly step: FormStep;
}

/** The two steps of the form. */
export type FormStep = 'account' | 'servers';

export const demoHref = '#demo';
export const formHref = '#';

const serversHref = '#servers';
const guideRoot = '#/guide';

/** The troubleshooting guide, or one of its entries; their names are the same in every language. */
export function guideHref(entry?: string): string {
  return entry === undefined ? guideRoot : `${guideRoot}/${entry}`;
}

/** A link that opens a story of the demo lab in a language; the service answers it with the page. */
export function storyLink(story: string, locale: string): string {
  return `${location.origin}/lab/${story}?lang=${locale}`;
}

export function useRoute(): Route {
  return parseRoute(useSyncExternalStore(subscribe, () => location.hash));
}

/** To a check. A check that is started from a result takes the place of that result, so that the way back leads to the form. */
export function goToCheck(id: string): void {
  const href = `#check=${encodeURIComponent(id)}`;
  go(href, parseRoute(location.hash).page === 'check');
}

export function goToForm(step: FormStep, { replaces = false }: { readonly replaces?: boolean } = {}): void {
  go(step === 'servers' ? serversHref : '', replaces);
}

function go(href: string, replaces: boolean): void {
  // Going where one is would still take the focus away.
  if (location.hash === href) return;
  const address = href === '' ? location.pathname + location.search : href;
  if (replaces) history.replaceState(null, '', address);
  else history.pushState(null, '', address);
  for (const notify of listeners) notify();
}

function parseRoute(hash: string): Route {
  if (hash === demoHref || hash.startsWith(`${demoHref}/`)) return { page: 'demo', story: hash.slice(demoHref.length + 1) || undefined };
  if (hash === guideRoot || hash.startsWith(`${guideRoot}/`)) return { page: 'guide', entry: hash.slice(guideRoot.length + 1) || undefined };
  if (hash === serversHref) return { page: 'form', step: 'servers' };
  const id = new URLSearchParams(hash.slice(1)).get('check');
  return id === null || id === '' ? { page: 'form', step: 'account' } : { page: 'check', id };
}

/** A link to the lab has a path, so that it reads well; from here on the fragment says where one is. */
const [, linked] = /^\/lab\/?([\w-]*)\/?$/.exec(location.pathname) ?? [];
if (linked !== undefined) history.replaceState(null, '', `/${location.search}${demoHref}${linked === '' ? '' : `/${linked}`}`);

/** The browser tells of links, typed addresses and the history; what this module does itself it tells at once. */
const listeners = new Set<() => void>();

function subscribe(notify: () => void): () => void {
  listeners.add(notify);
  addEventListener('hashchange', notify);
  addEventListener('popstate', notify);
  return () => {
    listeners.delete(notify);
    removeEventListener('hashchange', notify);
    removeEventListener('popstate', notify);
  };
}
