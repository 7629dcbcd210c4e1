import { Disclosure } from '../../../components/disclosure.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import type { ServerDiscovery } from '../use-discovery.ts';

/** Beside the fields of the servers: where their values come from, or why nothing was found, and everybody who was asked. */
export function DiscoveryReport({ discovery: { isSearching, known, used } }: { readonly discovery: ServerDiscovery }) {
  const { t, formatDuration } = useCatalogue();
  const isNothing = known !== undefined && known.candidates.length === 0;
  return (
    <>
      <p role="status" className="mb-5.5 text-mute">
        {isSearching && t('discovery.searching')}
        {!isSearching && used !== undefined && t('discovery.found-by', { source: t(`discovery.sources.${used.source}`) })}
        {!isSearching && used === undefined && t(isNothing ? 'discovery.nothing' : 'form.servers-lede')}
      </p>
      {known !== undefined && known.tried.length > 0 && (
        <Disclosure summary={t('discovery.how')} className="mb-5.5">
          <ul className="grid gap-1 text-sm">
            {known.tried.map(({ source, outcome, durationMs }) => (
              <li key={source} className="flex flex-wrap justify-between gap-x-4">
                <span>{t(`discovery.sources.${source}`)}</span>
                <span className="text-mute">{t('discovery.tried', { outcome: t(`discovery.outcomes.${outcome}`), duration: formatDuration(durationMs) })}</span>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </>
  );
}
