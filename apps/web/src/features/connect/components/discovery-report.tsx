import type { Discovery, DiscoveryOutcome } from '@inbox-connect/core';
import { Disclosure } from '../../../components/disclosure.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import type { ServerDiscovery } from '../use-discovery.ts';

/** Above the fields of the servers: where their values come from, or that nothing was found. */
export function DiscoverySource({ discovery: { isSearching, known, used } }: { readonly discovery: ServerDiscovery }) {
  const { t } = useCatalogue();
  const nothing = known?.candidates.length === 0 ? reasonFor(known.tried) : undefined;
  return (
    <p role="status" className="mt-1.5 mb-5.5 text-mute">
      {isSearching && t('discovery.searching')}
      {!isSearching && used !== undefined && t('discovery.found-by', { source: t(`discovery.sources.${used.source}`) })}
      {!isSearching && used === undefined && t(nothing ?? 'form.servers-lede')}
    </p>
  );
}

/** Nobody knows the servers; or at least nobody who gave an answer. */
function reasonFor(tried: Discovery['tried']): 'discovery.nothing' | 'discovery.nothing-so-far' {
  return tried.some(({ outcome }) => silent.includes(outcome)) ? 'discovery.nothing-so-far' : 'discovery.nothing';
}

const silent: readonly DiscoveryOutcome[] = ['unreachable', 'timeout', 'not-secure', 'not-permitted'];

/** Everybody who was asked for the servers, for whoever wants to know. */
export function DiscoveryReport({ discovery: { known, used } }: { readonly discovery: ServerDiscovery }) {
  const { t, formatDuration } = useCatalogue();
  if (known === undefined || known.tried.length === 0) return null;
  return (
    <Disclosure summary={t(used === undefined ? 'discovery.asked' : 'discovery.how-found')} className="mb-5">
      <ul className="grid gap-1 text-sm">
        {known.tried.map(({ source, outcome, durationMs }) => (
          <li key={source} className="flex flex-wrap justify-between gap-x-4">
            <span>{t(`discovery.sources.${source}`)}</span>
            <span className="text-mute">
              {outcome === 'not-needed'
                ? t('discovery.outcomes.not-needed')
                : t('discovery.tried', { outcome: t(`discovery.outcomes.${outcome}`), duration: formatDuration(durationMs) })}
            </span>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
