import { useCatalogue } from '../lib/catalogue.ts';
import { useConfig } from '../lib/config.ts';
import { CopyButton } from './copy-button.tsx';

/** The addresses that we connect from, to be put on an allowlist. */
export function OurAddresses() {
  const { t } = useCatalogue();
  const addresses = useConfig()?.egressAddresses ?? [];
  if (addresses.length === 0) return <p className="text-sm text-mute">{t('result.no-addresses')}</p>;
  return (
    <div className="mt-1.5 flex flex-wrap items-center gap-3">
      <ul className="flex flex-wrap gap-x-3 font-mono text-sm">
        {addresses.map((address) => (
          <li key={address}>{address}</li>
        ))}
      </ul>
      <CopyButton text={addresses.join('\n')} label={t('result.copy-addresses')} />
    </div>
  );
}
