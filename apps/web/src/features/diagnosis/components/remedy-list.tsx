import { describeRemedy } from '@inbox-connect/catalogue';
import type { Problem, Remedy, RemedyId, Report, Service } from '@inbox-connect/core';
import { ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, ButtonLink } from '../../../components/button.tsx';
import { OurAddresses } from '../../../components/our-addresses.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { classes } from '../../../lib/classes.ts';
import type { FieldName } from '../../connect/field-errors.ts';
import type { ResultActions } from '../result-actions.ts';

/** What to do, in order. Where a button can do it, there is one. */
export function RemedyList({ problem, report, actions }: { readonly problem: Problem; readonly report: Report; readonly actions: ResultActions }) {
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

interface RemedyRowProps {
  readonly remedy: Remedy;
  readonly position: number;
  readonly problem: Problem;
  readonly report: Report;
  readonly actions: ResultActions;
}

function RemedyRow({ remedy, position, problem, report, actions }: RemedyRowProps) {
  const catalogue = useCatalogue();
  const { action, hint } = describeRemedy(catalogue, remedy, problem.service, report.settings);
  const button = <RemedyButton remedy={remedy} problem={problem} actions={actions} isFirst={position === 1} />;
  const isLong = remedy.id === 'allow-non-secure-certificate';
  return (
    <li
      className={classes(
        'grid gap-x-3 gap-y-2.5 py-3 sm:items-center',
        isLong ? 'grid-cols-[1.625rem_1fr]' : 'grid-cols-[1.625rem_1fr] sm:grid-cols-[1.625rem_1fr_auto]',
      )}
    >
      <span aria-hidden className="grid size-6.5 place-items-center self-start rounded-full bg-soft text-sm font-semibold">
        {position}
      </span>
      <div className="min-w-0">
        <p className="font-medium">
          {action}
          {remedy.verified === true && <Verified />}
        </p>
        <p className="text-sm text-mute">{hint}</p>
        {remedy.id === 'allow-our-addresses' && <OurAddresses />}
      </div>
      <div className={classes('empty:hidden max-sm:col-start-2', isLong && 'col-start-2')}>{button}</div>
    </li>
  );
}

function RemedyButton({ remedy, problem, actions, isFirst }: Omit<RemedyRowProps, 'position' | 'report'> & { readonly isFirst: boolean }): ReactNode {
  const { t } = useCatalogue();
  const { id, kind, patch, url } = remedy;
  if (kind === 'change-settings' && patch !== undefined) {
    return (
      <Button size="small" look={isFirst ? 'primary' : 'quiet'} onClick={() => actions.retry(patch)}>
        {t(id === 'allow-non-secure-certificate' ? 'result.allow-certificate' : 'result.apply')}
      </Button>
    );
  }
  if (kind === 'visit' && url?.startsWith('https://') === true) {
    return (
      <ButtonLink size="small" href={url} target="_blank" rel="noreferrer">
        {t('result.visit')}
        <ExternalLink aria-hidden className="size-4" />
      </ButtonLink>
    );
  }
  const field = fieldOf(id, problem.service);
  if (field === undefined) return null;
  return (
    <Button size="small" onClick={() => actions.change(field)}>
      {t(`result.edit.${field === 'password' || field === 'username' ? field : 'server'}`)}
    </Button>
  );
}

function Verified() {
  const { t } = useCatalogue();
  return <span className="ml-2 inline-block rounded-full bg-ok-soft px-2.5 text-xs/5 font-semibold text-ok">{t('result.verified')}</span>;
}

/** The field of the form that an advice is about. */
function fieldOf(id: RemedyId, service: Service): FieldName | undefined {
  switch (id) {
    case 'check-server-and-port':
    case 'check-server-name':
      return `${service}.host`;
    case 'check-address-and-password':
    case 'use-app-password':
      return 'password';
    case 'use-custom-username':
      return 'username';
    default:
      return undefined;
  }
}
