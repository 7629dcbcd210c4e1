import { describeProblem } from '@inbox-connect/catalogue';
import type { Report } from '@inbox-connect/core';
import type { ReactNode } from 'react';
import { Card } from '../../../components/card.tsx';
import { DemoMark } from '../../../components/demo-mark.tsx';
import { Heading } from '../../../components/heading.tsx';
import { PageTitle } from '../../../components/page-title.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { classes } from '../../../lib/classes.ts';
import { formatEndpoint } from '../../connect/entered-settings.ts';
import { MessageFate } from '../../diagnosis/components/message-fate.tsx';
import { describePlace } from '../../diagnosis/components/problem-card.tsx';
import { reassure } from '../../diagnosis/reassurance.ts';
import { StageBars } from './stage-bars.tsx';

interface ReportHeadProps {
  readonly report: Report;
  readonly expiresAt?: string | undefined;
  /** What can be done with the report. */
  readonly children?: ReactNode;
}

/** The verdict, whose account it is about, and where the time went. */
export function ReportHead({ report, expiresAt, children }: ReportHeadProps) {
  const { t, formatDateTime } = useCatalogue();
  const { settings, outcome, startedAt } = report;
  return (
    <Card>
      <PageTitle page={t('report.title', { outcome: t(`outcomes.${outcome ?? 'interrupted'}`) })} />
      <Origin settings={settings} expiresAt={expiresAt} />
      <div className="flex items-start gap-x-5 gap-y-4 max-lg:flex-wrap">
        <Verdict report={report} />
        <div className="flex flex-wrap gap-2.5 max-sm:grid max-sm:w-full max-sm:grid-cols-2 max-sm:*:first:col-span-2 lg:ml-auto lg:max-w-md lg:justify-end print:hidden">
          {children}
        </div>
      </div>
      <dl className="mt-5 grid gap-3.5 sm:grid-cols-2 lg:grid-cols-4">
        {settings !== null && <Tile name={t('progress.account')} value={settings.email} />}
        <Tile name={t('report.checked')} value={formatDateTime(startedAt)} />
        {settings !== null && <Tile name={t('progress.incoming')} value={formatEndpoint(settings.imap)} detail={t(`securities.${settings.imap.security}`)} />}
        {settings !== null && <Tile name={t('progress.outgoing')} value={formatEndpoint(settings.smtp)} detail={t(`securities.${settings.smtp.security}`)} />}
      </dl>
      <StageBars report={report} />
    </Card>
  );
}

/** What kind of report it is: of simulated servers, or shared for a while. */
function Origin({ settings, expiresAt }: { readonly settings: Report['settings']; readonly expiresAt: string | undefined }) {
  const { t, formatDateTime } = useCatalogue();
  return (
    <p className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-1.5 text-sm text-mute empty:hidden">
      <DemoMark settings={settings} />
      {expiresAt !== undefined && <span>{t('report.expires', { date: formatDateTime(expiresAt) })}</span>}
    </p>
  );
}

function Verdict({ report }: { readonly report: Report }) {
  const catalogue = useCatalogue();
  const { t } = catalogue;
  const { outcome } = report;
  const problem = report.problems.find(({ severity }) => severity === 'blocking');
  if (outcome === 'failed' && problem !== undefined) {
    const words = describeProblem(catalogue, problem, report.settings);
    const reassurance = reassure(report, problem);
    return (
      <Words kicker={describePlace(catalogue, { problem, report, title: words.title })} tone="text-bad" heading={words.headline}>
        {words.explanation} {reassurance !== undefined && t(`result.${reassurance}`)}
      </Words>
    );
  }
  const heading = t(`outcomes.${outcome ?? 'interrupted'}`);
  if (outcome === 'connected') {
    return (
      <Words kicker={t('report.passed')} tone="text-ok" heading={heading}>
        <MessageFate report={report} />
      </Words>
    );
  }
  return (
    <Words kicker={t('report.stopped')} tone="text-mute" heading={heading}>
      {outcome !== 'failed' && t(`result.${outcome ?? 'interrupted'}`)}
    </Words>
  );
}

function Words({
  kicker,
  tone,
  heading,
  children,
}: {
  readonly kicker: string;
  readonly tone: string;
  readonly heading: string;
  readonly children: ReactNode;
}) {
  return (
    <header className="min-w-0">
      <p className={classes('mb-1 text-sm font-semibold', tone)}>{kicker}</p>
      <Heading>{heading}</Heading>
      <p className="mt-1.5 max-w-[70ch] text-mute">{children}</p>
    </header>
  );
}

function Tile({ name, value, detail }: { readonly name: string; readonly value: string; readonly detail?: string }) {
  return (
    <div className="min-w-0 rounded-xl border border-transparent bg-soft px-3.5 py-3">
      <dt className="text-sm text-mute">{name}</dt>
      <dd>
        <span className="font-semibold">{value}</span>
        {detail !== undefined && <span className="block text-sm text-mute">{detail}</span>}
      </dd>
    </div>
  );
}
