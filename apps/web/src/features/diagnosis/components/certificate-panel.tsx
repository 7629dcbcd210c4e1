import { daysLeft } from '@inbox-connect/catalogue';
import type { CertificateFlaw, CertificateSummary } from '@inbox-connect/core';
import { ShieldAlert, ShieldCheck } from 'lucide-react';
import { Facts } from '../../../components/facts.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { classes } from '../../../lib/classes.ts';

interface CertificatePanelProps {
  readonly certificate: CertificateSummary;
  readonly flaws: readonly CertificateFlaw[];
  readonly className?: string;
}

/** A certificate as a person can judge it: for whom, from whom, until when, and what is wrong with it. */
export function CertificatePanel({ certificate, flaws, className }: CertificatePanelProps) {
  const { t, formatDate } = useCatalogue();
  const { subject, names, issuer, validFrom, validTo, fingerprint256, defects, accepted, chain } = certificate;
  const isSound = defects.length === 0;
  const Icon = isSound ? ShieldCheck : ShieldAlert;
  const verdict = isSound ? 'trusted' : accepted ? 'accepted' : 'refused';
  const range = t('result.valid-range', { from: formatDate(validFrom), to: formatDate(validTo) });
  const left = daysLeft(validTo, new Date());
  return (
    <div className={classes('rounded-xl border border-line p-4', className)}>
      <div className="mb-3.5 flex flex-wrap items-center gap-x-3 gap-y-2">
        <Icon aria-hidden className={classes('size-5', isSound ? 'text-ok' : accepted ? 'text-warn' : 'text-bad')} />
        <p className="font-semibold">{t('result.certificate')}</p>
        <ul className="flex flex-wrap gap-2">
          {flaws.map((flaw) => (
            <li key={flaw} className="rounded-full border border-transparent bg-bad-soft px-2.5 text-xs/5.5 font-semibold text-bad">
              {t(`result.flaws.${flaw}`)}
            </li>
          ))}
        </ul>
        <span className="ml-auto text-sm text-mute">{t(`result.${verdict}`)}</span>
      </div>
      <Facts
        facts={[
          [t('result.subject'), subject],
          [t('result.names'), names.length === 0 ? t('result.no-names') : names.join(', ')],
          [t('result.issuer'), issuer],
          [t('result.valid'), left > 0 && isSound ? t('result.valid-days', { range, count: left }) : range],
          [t('result.fingerprint'), fingerprint256.match(/../g)?.join(':') ?? fingerprint256],
          ...(chain.length > 1 ? [[t('result.chain'), chain.map((one) => one.subject).join(' ← ')] as const] : []),
        ]}
      />
    </div>
  );
}
