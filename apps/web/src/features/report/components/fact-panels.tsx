import { describeObservation } from '@inbox-connect/catalogue';
import { certificateFlaws, type Observation, type Report, type Service, signInName } from '@inbox-connect/core';
import { Check, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import { Facts } from '../../../components/facts.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { formatEndpoint } from '../../connect/entered-settings.ts';
import { CertificatePanel } from '../../diagnosis/components/certificate-panel.tsx';

const services: readonly Service[] = ['imap', 'smtp'];

export function Certificates({ report }: { readonly report: Report }) {
  const { t } = useCatalogue();
  return (
    <PerService>
      {(service) => {
        const certificate = report.certificate[service];
        if (certificate === undefined) return <Nothing>{t('report.no-certificate')}</Nothing>;
        return <CertificatePanel certificate={certificate} flaws={certificateFlaws(report, service)} />;
      }}
    </PerService>
  );
}

const addressTypes: readonly Observation['type'][] = ['addresses-resolved', 'resolve-failed', 'dial-refused', 'connection-attempted'];

/** What the name servers answered, and which of the addresses were tried. */
export function Addresses({ report }: { readonly report: Report }) {
  const { t } = useCatalogue();
  return (
    <PerService>
      {(service) => {
        const facts = factsOf(report, service).filter(({ type }) => addressTypes.includes(type));
        return facts.length === 0 ? <Nothing>{t('report.no-addresses')}</Nothing> : <FactList facts={facts} />;
      }}
    </PerService>
  );
}

/** What was tried after a failure, what answered first. */
export function Probes({ report }: { readonly report: Report }) {
  const { t } = useCatalogue();
  return (
    <PerService>
      {(service) => {
        const probes = report.problems.filter((problem) => problem.service === service).flatMap(({ evidence }) => evidence.filter(isProbe));
        return probes.length === 0 ? (
          <Nothing>{t('report.no-probes')}</Nothing>
        ) : (
          <FactList facts={[...probes.filter(hasAnswered), ...probes.filter((probe) => !hasAnswered(probe))]} />
        );
      }}
    </PerService>
  );
}

/** Everything that the check was made with; a password is no part of a report. */
export function SettingsUsed({ report: { settings, environment } }: { readonly report: Report }) {
  const { t } = useCatalogue();
  if (settings === null) return <Nothing>{t('report.no-settings')}</Nothing>;
  const { email, imap, smtp, allowNonSecureCertificate, trustedCertificates, sendTestMessage, locale } = settings;
  return (
    <Facts
      facts={[
        [t('progress.account'), email],
        [t('progress.username'), signInName(settings)],
        [t('progress.incoming'), `${formatEndpoint(imap)} · ${t(`securities.${imap.security}`)}`],
        [t('progress.outgoing'), `${formatEndpoint(smtp)} · ${t(`securities.${smtp.security}`)}`],
        [t('report.non-secure'), t(allowNonSecureCertificate ? 'report.yes' : 'report.no')],
        ...(trustedCertificates.length > 0 ? [[t('report.trusted'), trustedCertificates.join(', ')] as const] : []),
        [t('progress.test-message'), t(sendTestMessage ? 'report.yes' : 'report.no')],
        [t('page.language'), t(`languages.${locale}`)],
        ...(environment === undefined
          ? []
          : [
              [t('report.made-by'), t('report.version', { version: environment.version })] as const,
              [t('report.dialled-from'), environment.addresses.length === 0 ? t('report.not-told') : environment.addresses.join(', ')] as const,
            ]),
      ]}
    />
  );
}

function PerService({ children }: { readonly children: (service: Service) => ReactNode }) {
  const { t } = useCatalogue();
  return (
    <div className="grid min-w-0 items-start gap-6 lg:grid-cols-2">
      {services.map((service) => (
        <section key={service} className="min-w-0">
          <h3 className="mb-3 text-xs font-semibold tracking-wider text-mute uppercase">{t(`lanes.${service}`)}</h3>
          {children(service)}
        </section>
      ))}
    </div>
  );
}

function FactList({ facts }: { readonly facts: readonly Observation[] }) {
  const catalogue = useCatalogue();
  return (
    <ul className="grid gap-1 font-mono text-sm">
      {facts.map((fact, index) => (
        <li key={index} className="flex items-start gap-2">
          {isProbe(fact) && <ProbeIcon hasAnswered={hasAnswered(fact)} />}
          <span className="min-w-0">
            {fact.type === 'addresses-resolved'
              ? catalogue.t('report.resolved', { host: fact.host, addresses: fact.addresses.join(', ') })
              : describeObservation(catalogue, fact)}
          </span>
        </li>
      ))}
    </ul>
  );
}

function ProbeIcon({ hasAnswered }: { readonly hasAnswered: boolean }) {
  const Icon = hasAnswered ? Check : Minus;
  return <Icon aria-hidden className={hasAnswered ? 'mt-0.5 size-4 shrink-0 text-ok' : 'mt-0.5 size-4 shrink-0 text-mute'} />;
}

function Nothing({ children }: { readonly children: ReactNode }) {
  return <p className="text-md text-mute">{children}</p>;
}

function factsOf(report: Report, service: Service): readonly Observation[] {
  return report.stages.filter((stage) => stage.service === service).flatMap(({ observations }) => observations);
}

function isProbe({ type }: Observation): boolean {
  return type === 'endpoint-probed';
}

function hasAnswered(fact: Observation): boolean {
  return fact.type === 'endpoint-probed' && fact.outcome === 'answered';
}
