import { describeObservation } from '@inbox-connect/catalogue';
import { certificateFlaws, type Observation, type ObservationOf, type Report, type Service } from '@inbox-connect/core';
import { Check, Minus } from 'lucide-react';
import { Disclosure } from '../../../components/disclosure.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { reportHref } from '../../../lib/route.ts';
import { CertificatePanel } from './certificate-panel.tsx';
import { Transcript } from './transcript.tsx';

const services: readonly Service[] = ['imap', 'smtp'];

/** Everything that support may ask for: addresses, certificates, the conversation with both servers. */
export function TechnicalDetails({ report }: { readonly report: Report }) {
  const { t, formatDateTime } = useCatalogue();
  return (
    <Disclosure summary={t('result.details')} className="mt-6 border-t border-line pt-4.5">
      <p className="mb-5 text-sm text-mute">
        {t('result.check-number', { id: report.id, date: formatDateTime(report.startedAt) })}{' '}
        <a href={reportHref({ type: 'check', id: report.id })} className="font-semibold text-brand-strong underline-offset-3 hover:underline">
          {t('result.whole-report')}
        </a>
      </p>
      <div className="grid gap-7">
        {services.map((service) => (
          <ServiceDetails key={service} service={service} report={report} />
        ))}
      </div>
    </Disclosure>
  );
}

function ServiceDetails({ service, report }: { readonly service: Service; readonly report: Report }) {
  const { t } = useCatalogue();
  const certificate = report.certificate[service];
  const facts = report.stages.filter((stage) => stage.service === service).flatMap(({ observations }) => observations);
  const attempts = facts.filter(({ type }) => type === 'connection-attempted' || type === 'resolve-failed' || type === 'dial-refused');
  const addresses = attempts.length > 0 ? attempts : facts.filter(({ type }) => type === 'addresses-resolved');
  const probes = report.problems.filter((problem) => problem.service === service).flatMap(({ evidence }) => evidence.filter(isProbe));
  return (
    <div>
      <h2 className="mb-3 text-xs font-semibold tracking-wider text-mute uppercase">{t(`lanes.${service}`)}</h2>
      <div className="grid gap-4">
        {addresses.length > 0 && <FactList name={t('result.addresses')} facts={addresses} />}
        {certificate !== undefined && <CertificatePanel certificate={certificate} flaws={certificateFlaws(report, service)} />}
        {probes.length > 0 && <FactList name={t('result.probes')} facts={probes.toSorted((left, right) => rank(left) - rank(right))} />}
        <div>
          <h3 className="mb-1.5 text-md font-semibold">{t('result.conversation')}</h3>
          <Transcript lines={report.transcript[service]} label={t(`result.${service}-conversation`)} />
        </div>
      </div>
    </div>
  );
}

function FactList({ name, facts }: { readonly name: string; readonly facts: readonly Observation[] }) {
  const catalogue = useCatalogue();
  return (
    <div>
      <h3 className="mb-1 text-md font-semibold">{name}</h3>
      <ul className="grid gap-0.5 font-mono text-sm">
        {facts.map((observation) => (
          <li key={JSON.stringify(observation)} className="flex items-start gap-2">
            {isProbe(observation) && <ProbeIcon probe={observation} />}
            <span className="min-w-0">{describeObservation(catalogue, observation)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function ProbeIcon({ probe }: { readonly probe: ObservationOf<'endpoint-probed'> }) {
  return probe.outcome === 'answered' ? (
    <Check aria-hidden className="mt-0.5 size-4 shrink-0 text-ok" />
  ) : (
    <Minus aria-hidden className="mt-0.5 size-4 shrink-0 text-mute" />
  );
}

function isProbe(observation: Observation): observation is ObservationOf<'endpoint-probed'> {
  return observation.type === 'endpoint-probed';
}

/** What answered comes first. */
function rank({ outcome }: ObservationOf<'endpoint-probed'>): number {
  return outcome === 'answered' ? 0 : 1;
}
