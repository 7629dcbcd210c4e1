import { describeRemedy } from '@inbox-connect/catalogue';
import type { Problem, Remedy, RemedyId, Report } from '@inbox-connect/core';
import { type ReactNode, useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { OurAddresses } from '../../../components/our-addresses.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { classes } from '../../../lib/classes.ts';
import type { ResultActions } from '../result-actions.ts';
import { CertificateConsent } from './certificate-consent.tsx';
import { RemedyButton } from './remedy-button.tsx';

interface RemedyListProps {
  readonly problem: Problem;
  readonly report: Report;
  readonly actions: ResultActions;
}

/** What to do, in order. Where a button can do it, there is one. */
export function RemedyList({ problem, report, actions }: RemedyListProps) {
  return (
    <ol className="divide-y divide-line border-t border-line">
      {problem.remedies.map((remedy, index) => (
        <RemedyRow
          key={`${remedy.id} ${JSON.stringify(remedy.patch)}`}
          remedy={remedy}
          position={index + 1}
          problem={problem}
          report={report}
          actions={actions}
        />
      ))}
    </ol>
  );
}

interface RemedyRowProps extends RemedyListProps {
  readonly remedy: Remedy;
  readonly position: number;
}

function RemedyRow({ remedy, position, problem, report, actions }: RemedyRowProps) {
  const catalogue = useCatalogue();
  const { id, patch } = remedy;
  const { action, hint, button } = describeRemedy(catalogue, remedy, problem.service, report.settings);
  const [isAsking, setAsking] = useState(false);
  const verified = remedy.verified === true && <Verified />;
  const answer = (goOn: boolean) => {
    setAsking(false);
    if (goOn) actions.retry(patch);
  };
  const retry = button !== undefined && (
    <Button
      size="small"
      look={position === 1 && !consents.includes(id) ? 'primary' : 'quiet'}
      onClick={() => (id === 'trust-both-certificates' ? setAsking(true) : actions.retry(patch))}
    >
      {button}
    </Button>
  );
  if (retry && !consents.includes(id)) {
    return (
      <Row position={position}>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          {retry}
          {verified}
        </div>
        <p className="mt-1 text-sm text-mute">{hint}</p>
      </Row>
    );
  }
  return (
    <Row position={position} aside={!retry && <RemedyButton remedy={remedy} service={problem.service} onChange={actions.change} />}>
      <p className="font-medium">
        {action} {verified}
      </p>
      <p className="text-sm text-mute">{hint}</p>
      {id === 'allow-our-addresses' && <OurAddresses />}
      {retry && <div className="mt-2.5">{retry}</div>}
      {isAsking && <CertificateConsent report={report} onAnswer={answer} />}
    </Row>
  );
}

/** What a person has to decide with open eyes: the button comes after the words, and never stands out. */
const consents: readonly RemedyId[] = ['trust-this-certificate', 'trust-both-certificates', 'allow-non-secure-certificate'];

function Row({ position, aside, children }: { readonly position: number; readonly aside?: ReactNode; readonly children: ReactNode }) {
  return (
    <li
      className={classes(
        'grid grid-cols-[1.625rem_minmax(0,1fr)] gap-x-3 gap-y-2.5 py-3 sm:items-center',
        aside !== undefined && 'sm:grid-cols-[1.625rem_minmax(0,1fr)_auto]',
      )}
    >
      <span aria-hidden className="mt-1 grid size-6.5 place-items-center self-start rounded-full border border-transparent bg-soft text-sm font-semibold">
        {position}
      </span>
      <div className="min-w-0">{children}</div>
      {aside !== undefined && <div className="empty:hidden max-sm:col-start-2">{aside}</div>}
    </li>
  );
}

function Verified() {
  const { t } = useCatalogue();
  return <span className="inline-block rounded-full border border-transparent bg-ok-soft px-2.5 text-xs/5 font-semibold text-ok">{t('result.verified')}</span>;
}
