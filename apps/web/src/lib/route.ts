import { useSyncExternalStore } from 'react';

/** Where a person is. It stands in the address, so that a reload, a link or the way back comes to it; mostly in its fragment, which no server is told. */
export type Route =
  | FormRoute
  | { readonly page: 'guide'; readonly entry: string | undefined }
  | { readonly page: 'demo'; readonly story: string | undefined }
  | { readonly page: 'check'; readonly id: string }
  /** Where the two reports come from; empty for one that is still to be chosen. */
  | { readonly page: 'compare'; readonly left: string; readonly right: string }
  | { readonly page: 'report'; readonly origin: ReportOrigin; readonly line: string | undefined };

/** Which report: one that somebody has shared, that of a check of one's own, or the one in a file that was opened here. */
export type ReportOrigin = { readonly type: 'shared'; readonly token: string } | { readonly type: 'check'; readonly id: string } | { readonly type: 'file' };

interface FormRoute {
  readonly page: 'form';
  readonly step: FormStep;
}

/** The two steps of the form. */
export type FormStep = 'account' | 'servers';

const demoRoot = '#demo';
const serversHref = '#servers';
const guideRoot = '#/guide';

export function formHref(): string {
  return fromAnywhere('#');
}

export function demoHref(): string {
  return fromAnywhere(demoRoot);
}

/** The troubleshooting guide, or one of its entries; their names are the same in every language. */
export function guideHref(entry?: string): string {
  return fromAnywhere(entry === undefined ? guideRoot : `${guideRoot}/${entry}`);
}

/** A report, or one line of its conversations. */
export function reportHref(origin: ReportOrigin, line?: string): string {
  const place = line === undefined ? {} : { line };
  if (origin.type === 'shared') return `/report/${origin.token}${location.search}#${new URLSearchParams(place)}`;
  return fromAnywhere(`#${new URLSearchParams({ report: origin.type === 'check' ? origin.id : '', ...place })}`);
}

/** A report that was shared, as a link to pass on. */
export function sharedReportLink(token: string): string {
  return `${location.origin}/report/${token}`;
}

/** Two reports side by side. */
export function compareHref(left = '', right = ''): string {
  return fromAnywhere(compareHash(left, right));
}

function compareHash(left: string, right: string): string {
  return `#${new URLSearchParams({ compare: left, with: right })}`;
}

/** A link that opens a story of the demo lab in a language; the service answers it with the page. */
export function storyLink(story: string, locale: string): string {
  return `${location.origin}/lab/${story}?lang=${locale}`;
}

export function useRoute(): Route {
  return parseRoute(useSyncExternalStore(subscribe, () => location.pathname + location.hash));
}

/** To a check. A check that is started from a result takes the place of that result, so that the way back leads to the form. */
export function goToCheck(id: string): void {
  const href = `#check=${encodeURIComponent(id)}`;
  go(href, parseRoute(location.pathname + location.hash).page === 'check');
}

export function goToForm(step: FormStep, { replaces = false }: { readonly replaces?: boolean } = {}): void {
  go(step === 'servers' ? serversHref : '', replaces);
}

/** To the report in the file that was opened last. */
export function goToOpenedReport(): void {
  go('#report=', false);
}

/** To two reports; choosing one of them is no step to come back to. */
export function goToCompare(left: string, right: string): void {
  go(compareHash(left, right), parseRoute(location.pathname + location.hash).page === 'compare');
}

function go(hash: string, replaces: boolean): void {
  // Going where one is would still take the focus away.
  if (location.pathname === '/' && location.hash === hash) return;
  const address = `/${location.search}${hash}`;
  if (replaces) history.replaceState(null, '', address);
  else history.pushState(null, '', address);
  for (const notify of listeners) notify();
}

/** Where the address has a path, a fragment alone would stay there. */
function fromAnywhere(hash: string): string {
  return location.pathname === '/' ? hash : `/${location.search}${hash}`;
}

function parseRoute(address: string): Route {
  const { pathname, hash } = new URL(address, location.origin);
  const fragment = new URLSearchParams(hash.slice(1));
  const line = fragment.get('line') ?? undefined;
  const shared = /^\/report\/([^/]+)/.exec(pathname)?.[1];
  if (shared !== undefined) return { page: 'report', origin: { type: 'shared', token: shared }, line };
  const report = fragment.get('report') ?? (pathname.startsWith('/report') && hash === '' ? '' : null);
  if (report !== null) return { page: 'report', origin: report === '' ? { type: 'file' } : { type: 'check', id: report }, line };
  const left = fragment.get('compare');
  if (left !== null) return { page: 'compare', left, right: fragment.get('with') ?? '' };
  if (hash === demoRoot || hash.startsWith(`${demoRoot}/`)) return { page: 'demo', story: hash.slice(demoRoot.length + 1) || undefined };
  if (hash === guideRoot || hash.startsWith(`${guideRoot}/`)) return { page: 'guide', entry: hash.slice(guideRoot.length + 1) || undefined };
  if (hash === serversHref) return { page: 'form', step: 'servers' };
  const id = fragment.get('check');
  return id === null || id === '' ? { page: 'form', step: 'account' } : { page: 'check', id };
}

/** A link to the lab has a path, so that it reads well; from here on the fragment says where one is. */
const [, linked] = /^\/lab\/?([\w-]*)\/?$/.exec(location.pathname) ?? [];
if (linked !== undefined) history.replaceState(null, '', `/${location.search}${demoRoot}${linked === '' ? '' : `/${linked}`}`);

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
