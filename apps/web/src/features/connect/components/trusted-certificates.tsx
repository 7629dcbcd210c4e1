import { useFormContext, useWatch } from 'react-hook-form';
import { Button } from '../../../components/button.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import type { EnteredSettings } from '../entered-settings.ts';

/** The certificates that were trusted at a result, by their fingerprints: nothing is trusted unseen, and all of it can be taken back. */
export function TrustedCertificates() {
  const { t } = useCatalogue();
  const { setValue } = useFormContext<EnteredSettings>();
  const trusted = useWatch<EnteredSettings, 'trustedCertificates'>({ name: 'trustedCertificates' });
  if (trusted.length === 0) return null;
  return (
    <div className="rounded-xl border border-warn/40 bg-warn-soft px-4 py-3.5 text-md">
      <p className="font-semibold">{t('form.trusted-certificates', { count: trusted.length })}</p>
      <ul className="mt-1 mb-3 grid gap-1 font-mono text-sm">
        {trusted.map((fingerprint) => (
          <li key={fingerprint}>{fingerprint.match(/../g)?.join(':')}</li>
        ))}
      </ul>
      <Button size="small" onClick={() => setValue('trustedCertificates', [])}>
        {t('form.distrust', { count: trusted.length })}
      </Button>
    </div>
  );
}
