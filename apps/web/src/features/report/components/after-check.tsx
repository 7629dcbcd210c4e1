import type { Report } from '@inbox-connect/core';
import { Card } from '../../../components/card.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { compareHref } from '../../../lib/route.ts';
import { checkSource, useEndedChecks } from '../api/use-compared-report.ts';
import { Differences } from './differences.tsx';

interface AfterCheckProps {
  readonly report: Report;
  /** The report that the form was filled from last. */
  readonly since: Report | null;
}

/** What a check says beside the one before it. */
export function AfterCheck({ report, since }: AfterCheckProps) {
  const { t, formatDateTime } = useCatalogue();
  const earlier = useEndedChecks().find(({ startedAt }) => startedAt < report.startedAt);
  if (since !== null && since.startedAt < report.startedAt) return <Since report={report} since={since} />;
  if (earlier === undefined) return null;
  return (
    <p>
      <a href={compareHref(checkSource(earlier.id), checkSource(report.id))} className="rounded font-semibold text-brand-strong hover:underline">
        {t('compare.with-earlier', { date: formatDateTime(earlier.startedAt) })}
      </a>
    </p>
  );
}

function Since({ report, since }: { readonly report: Report; readonly since: Report }) {
  const { t, formatDateTime } = useCatalogue();
  const date = formatDateTime(since.startedAt);
  return (
    <Card>
      <h2 className="mb-4 text-lg font-semibold">{t('compare.since.heading', { date })}</h2>
      <Differences
        left={since}
        right={report}
        leftName={t('compare.since.then')}
        rightName={t('compare.since.now')}
        showsSame={false}
        none={t('compare.since.none', { date })}
      />
    </Card>
  );
}
