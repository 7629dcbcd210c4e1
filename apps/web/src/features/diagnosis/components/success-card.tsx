import { type Catalogue, daysLeft, describeAuthentication, describeObservation, nameTlsVersion } from '@inbox-connect/catalogue';
import { type ConnectionSettings, type ObservationOf, type Report, type Service, signInName } from '@inbox-connect/core';
import { Check } from 'lucide-react';
import { ActionBar } from '../../../components/action-bar.tsx';
import { Button } from '../../../components/button.tsx';
import { Card } from '../../../components/card.tsx';
import { Facts } from '../../../components/facts.tsx';
import { Heading } from '../../../components/heading.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { formatEndpoint } from '../../connect/entered-settings.ts';
import { ShareButton } from '../../report/components/share-button.tsx';
import { findObservation } from '../find-observation.ts';
import type { ResultActions } from '../result-actions.ts';
import { MessageFate } from './message-fate.tsx';
import { TechnicalDetails } from './technical-details.tsx';

/** What was connected, how it is secured, and what became of the test message. */
export function SuccessCard({
  report,
  settings,
  actions,
}: {
  readonly report: Report;
  readonly settings: ConnectionSettings;
  readonly actions: ResultActions;
}) {
  const catalogue = useCatalogue();
  const { t } = catalogue;
  const arrived = findObservation(report, 'smtp', 'message-arrived');
  const certificate = findObservation(report, 'imap', 'certificate-presented') ?? findObservation(report, 'smtp', 'certificate-presented');
  return (
    <Card>
      <div className="mb-5 flex items-start gap-3.5 rounded-xl bg-ok-soft px-5 py-4.5">
        <span className="grid size-8.5 shrink-0 place-items-center rounded-full bg-ok text-on-ok">
          <Check aria-hidden className="size-5" strokeWidth={3} />
        </span>
        <div className="min-w-0">
          <Heading className="text-lg! leading-6!">{t('outcomes.connected')}</Heading>
          <p className="text-ink">
            <MessageFate report={report} />
          </p>
        </div>
      </div>
      <Facts
        facts={[
          [t('result.incoming'), describeEndpoint(catalogue, report, settings, 'imap')],
          [t('result.outgoing'), describeEndpoint(catalogue, report, settings, 'smtp')],
          [t('result.username'), signInName(settings)],
          ...(arrived === undefined ? [] : [[t('result.test-message'), <OriginProofs key="proofs" arrived={arrived} />] as const]),
          ...(certificate === undefined ? [] : [[t('result.certificate'), describeCertificate(catalogue, certificate)] as const]),
        ]}
      />
      <ActionBar>
        <Button look="primary" onClick={actions.startOver}>
          {t('result.done')}
        </Button>
        <Button onClick={() => actions.change()}>{t('result.change')}</Button>
        <ShareButton report={report} />
      </ActionBar>
      <TechnicalDetails report={report} />
    </Card>
  );
}

/** What a receiver can tell from the message about its origin, and what those words mean. */
function OriginProofs({ arrived }: { readonly arrived: ObservationOf<'message-arrived'> }) {
  const catalogue = useCatalogue();
  return (
    <>
      <span>{describeAuthentication(catalogue, arrived)}</span>
      <span className="block font-sans text-mute">{catalogue.t('result.origin-proofs')}</span>
    </>
  );
}

function describeEndpoint({ t }: Catalogue, report: Report, settings: ConnectionSettings, service: Service): string {
  const { security } = settings[service];
  const established = findObservation(report, service, 'tls-established');
  const parts = [
    formatEndpoint(settings[service]),
    ...(security === 'tls' && established !== undefined ? [] : [t(`securities.${security}`)]),
    ...(established === undefined ? [] : [nameTlsVersion(established.version)]),
  ];
  return parts.join(' · ');
}

function describeCertificate(catalogue: Catalogue, certificate: ObservationOf<'certificate-presented'>): string {
  const { subject = '', validTo = '' } = certificate.chain[0] ?? {};
  if (certificate.defects.length === 0) return catalogue.t('result.certificate-valid', { count: daysLeft(validTo, new Date()), subject });
  return catalogue.t('result.certificate-line', { fact: describeObservation(catalogue, certificate), subject });
}
