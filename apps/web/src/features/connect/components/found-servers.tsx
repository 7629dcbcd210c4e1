import { Server } from 'lucide-react';
import { useFormContext, useWatch } from 'react-hook-form';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { type EnteredSettings, formatEndpoint } from '../entered-settings.ts';
import type { ServerDiscovery } from '../use-discovery.ts';

/** The servers that were found for the address, with their source beside them; that they are being looked for, or that there are none. */
export function FoundServers({ discovery: { isSearching, used, guessed }, onChange }: { readonly discovery: ServerDiscovery; readonly onChange: () => void }) {
  const { t } = useCatalogue();
  const { control } = useFormContext<EnteredSettings>();
  const [imap, smtp] = useWatch({ control, name: ['imap', 'smtp'] });
  return (
    <div role="status" className="text-md empty:hidden">
      {isSearching && <p className="text-mute">{t('discovery.searching')}</p>}
      {!isSearching && guessed.length > 0 && <p className="text-mute">{t('discovery.not-found')}</p>}
      {!isSearching && used !== undefined && (
        <div className="flex items-start gap-3 rounded-xl border border-line px-4 py-3.5">
          <Server aria-hidden className="mt-px size-5 shrink-0 text-mute" />
          <div className="min-w-0 grow">
            <p className="font-semibold break-words">{[formatEndpoint(imap), formatEndpoint(smtp)].filter((endpoint) => endpoint !== '').join(', ')}</p>
            <p className="text-sm text-mute">{t('discovery.found-by', { source: t(`discovery.sources.${used.source}`) })}</p>
          </div>
          <button type="button" onClick={onChange} className="shrink-0 rounded font-semibold text-brand-strong hover:underline">
            {t('discovery.change')}
          </button>
        </div>
      )}
    </div>
  );
}
