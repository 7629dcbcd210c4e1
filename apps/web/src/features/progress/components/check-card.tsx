import type { CheckProgress, ConnectionSettings, StageRecord } from '@inbox-connect/core';
import { use } from 'react';
import { ActionBar } from '../../../components/action-bar.tsx';
import { Button } from '../../../components/button.tsx';
import { Card } from '../../../components/card.tsx';
import { Facts } from '../../../components/facts.tsx';
import { Heading } from '../../../components/heading.tsx';
import { PageTitle } from '../../../components/page-title.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { useMedia, wide } from '../../../lib/media.ts';
import { WizardSteps } from '../../connect/components/wizard-steps.tsx';
import { formatEndpoint } from '../../connect/entered-settings.ts';
import { useCancelCheck, useEndSlowMotion } from '../api/use-check.ts';
import { CheckClock } from '../clock.ts';
import { isProbing } from '../step-view.ts';
import { LiveTime } from './live-time.tsx';

/** The third step while the check runs: what goes on, with what settings, and the way out. */
export function CheckCard({ id, progress }: { readonly id: string; readonly progress: CheckProgress }) {
  const { t } = useCatalogue();
  const cancel = useCancelCheck(id);
  const endSlowMotion = useEndSlowMotion(id);
  const { isSlow } = use(CheckClock);
  const { settings } = progress.report;
  const isCancelling = cancel.isPending || cancel.isSuccess;
  const beforeStart = progress.position === null ? t('progress.starting') : t('progress.in-line');
  const heading = settings === null ? beforeStart : t('progress.checking', { email: settings.email });
  return (
    <Card>
      <PageTitle page={heading} />
      <WizardSteps current="check" />
      <Heading>{heading}</Heading>
      <p className="mt-1.5 mb-5.5 min-h-6 text-mute">
        <CurrentStage progress={progress} />
      </p>
      {settings !== null && <SettingsInUse settings={settings} />}
      {isSlow && <p className="mt-4 text-md text-mute">{t('progress.slow-motion')}</p>}
      <ActionBar>
        {isSlow && <Button onClick={endSlowMotion}>{t('progress.end-slow-motion')}</Button>}
        <Button busy={isCancelling} onClick={() => cancel.mutate()}>
          {t(isCancelling ? 'progress.cancelling' : 'progress.cancel')}
        </Button>
      </ActionBar>
    </Card>
  );
}

function CurrentStage({ progress }: { readonly progress: CheckProgress }) {
  const { t } = useCatalogue();
  const { running, position, report } = progress;
  // Of two lanes the one that decides first: IMAP comes before SMTP in the plan.
  const current = running.find(({ service }) => service === 'imap') ?? running[0];
  if (position !== null) return <span role="status">{t('progress.position', { position })}</span>;
  if (current === undefined) return isOver(report.stages) && t(isProbing(report) ? 'progress.probing' : 'progress.finishing');
  const { service, stage, since } = current;
  return (
    <>
      {t(`stages.${stage}.now`, { service: t(`services.${service}`), host: report.settings?.[service].host ?? '' })}
      <span className="ml-2 font-mono text-sm tabular-nums">
        <LiveTime since={since} />
      </span>
    </>
  );
}

function isOver(stages: readonly StageRecord[]): boolean {
  return stages.length > 0 && stages.every(({ verdict }) => verdict !== null);
}

function SettingsInUse({ settings }: { readonly settings: ConnectionSettings }) {
  const { t } = useCatalogue();
  const { email, username, imap, smtp, allowNonSecureCertificate, sendTestMessage } = settings;
  // On a narrow page the timeline follows, which names address and servers: what runs should stay in sight.
  const isWide = useMedia(wide);
  const describe = (endpoint: ConnectionSettings['imap']) => `${formatEndpoint(endpoint)} · ${t(`securities.${endpoint.security}`)}`;
  return (
    <Facts
      facts={[
        ...(isWide ? [[t('progress.account'), email] as const] : []),
        ...(username === undefined ? [] : [[t('progress.username'), username] as const]),
        ...(isWide ? [[t('progress.incoming'), describe(imap)] as const, [t('progress.outgoing'), describe(smtp)] as const] : []),
        ...(allowNonSecureCertificate ? [[t('progress.certificate'), t('progress.certificate-allowed')] as const] : []),
        ...(sendTestMessage ? [] : [[t('progress.test-message'), t('progress.test-message-off')] as const]),
      ]}
    />
  );
}
