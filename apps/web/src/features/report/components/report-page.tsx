import type { ReportOrigin } from '../../../lib/route.ts';
import type { ConnectFlow } from '../../connect/use-connect-flow.ts';
import { useOpenedReport } from '../api/use-opened-report.ts';
import { useCheckReport, useSharedReport } from '../api/use-report.ts';
import { useKeptLinks } from '../api/use-share.ts';
import { DropArea } from './drop-area.tsx';
import { NoReport } from './no-report.tsx';
import { OpenReport } from './open-report.tsx';
import { ReportView } from './report-view.tsx';
import { SharedLinkCard } from './shared-link-card.tsx';

interface ReportPageProps {
  readonly origin: ReportOrigin;
  /** The line of a conversation that the address names. */
  readonly line: string | undefined;
  readonly flow: ConnectFlow;
}

/** A report at its own address: shared by somebody, of a check of one's own, or from a file that is dropped anywhere on the page. */
export function ReportPage({ origin, line, flow }: ReportPageProps) {
  return (
    <DropArea>
      {origin.type === 'shared' && <Shared key={origin.token} origin={origin} line={line} flow={flow} />}
      {origin.type === 'check' && <OfCheck key={origin.id} origin={origin} line={line} flow={flow} />}
      {origin.type === 'file' && <Opened origin={origin} line={line} flow={flow} />}
    </DropArea>
  );
}

type Of<T extends ReportOrigin['type']> = Omit<ReportPageProps, 'origin'> & { readonly origin: Extract<ReportOrigin, { type: T }> };

function Shared(props: Of<'shared'>) {
  const { data, error, isFetching, refetch } = useSharedReport(props.origin.token);
  if (data === undefined) return <NoReport origin={props.origin} error={error} isLoading={isFetching} onRetry={() => void refetch()} />;
  return (
    <>
      <OwnLink token={props.origin.token} />
      <ReportView {...props} stored={data.report} expiresAt={data.expiresAt} />
    </>
  );
}

/** Whoever shared the report sees here how often it was opened, and can take it back. */
function OwnLink({ token }: { readonly token: string }) {
  const link = useKeptLinks().find((kept) => kept.token === token);
  return link && <SharedLinkCard link={link} className="bg-card print:hidden" />;
}

function OfCheck(props: Of<'check'>) {
  const { data, error, isFetching, refetch } = useCheckReport(props.origin.id);
  if (data === undefined || data.outcome === null) {
    return <NoReport origin={props.origin} error={error} isLoading={isFetching} isRunning={data !== undefined} onRetry={() => void refetch()} />;
  }
  return <ReportView {...props} stored={data} />;
}

function Opened(props: Of<'file'>) {
  const report = useOpenedReport();
  return report === undefined ? <OpenReport /> : <ReportView key={`${report.id} ${report.startedAt}`} {...props} stored={report} />;
}
