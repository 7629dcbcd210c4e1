import { describeObservation } from '@inbox-connect/catalogue';
import type { Report, Service } from '@inbox-connect/core';
import { Disclosure } from '../../../components/disclosure.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { CertificatePanel } from './certificate-panel.tsx';
import { Transcript } from './transcript.tsx';

const services: readonly Service[] = ['imap', 'smtp'];

/** Everything that support may ask for: addresses, certificates, the conversation with both servers. */
export function TechnicalDetails({ report }: { readonly report: Report }) {
  const { t, formatDateTime } = useCatalogue();
  return (
    <Disclosure summary={t('result.details')} className="mt-6 border-t border-line pt-4.5">
      <p className="mb-5 text-sm text-mute">{t('result.check-number', { id: report.id, date: formatDateTime(report.startedAt) })}</p>
      <div className="grid gap-7">
        {services.map((service) => (
          <ServiceDetails key={service} service={service} report={report} />
        ))}
      </div>
    </Disclosure>
  );
}

function ServiceDetails({ service, report }: { readonly service: Service; readonly report: Report }) {
  const catalogue = useCatalogue();
  const { t } = catalogue;
  const certificate = report.certificate[service];
  const facts = report.stages.filter((stage) => stage.service === service).flatMap(({ observations }) => observations);
  const attempts = facts.filter(({ type }) => type === 'connection-attempted' || type === 'resolve-failed' || type === 'dial-refused');
  const addresses = attempts.length > 0 ? attempts : facts.filter(({ type }) => type === 'addresses-resolved');
  return (
    <div>
      <h2 className="mb-3 text-xs font-semibold tracking-wider text-mute uppercase">{t(`lanes.${service}`)}</h2>
      <div className="grid gap-4">
        {addresses.length > 0 && (
          <div>
            <h3 className="mb-1 text-md font-semibold">{t('result.addresses')}</h3>
            <ul className="font-mono text-sm">
              {addresses.map((observation) => (
                <li key={JSON.stringify(observation)}>{describeObservation(catalogue, observation)}</li>
              ))}
            </ul>
          </div>
        )}
        {certificate !== undefined && <CertificatePanel certificate={certificate} />}
        <div>
          <h3 className="mb-1.5 text-md font-semibold">{t('result.conversation')}</h3>
          <Transcript lines={report.transcript[service]} label={t(`result.${service}-conversation`)} />
        </div>
      </div>
    </div>
  );
}
