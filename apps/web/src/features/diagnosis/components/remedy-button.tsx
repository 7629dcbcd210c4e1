import type { Remedy, RemedyId, Service } from '@inbox-connect/core';
import { ExternalLink } from 'lucide-react';
import { Button, ButtonLink } from '../../../components/button.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import type { FieldName } from '../../connect/field-errors.ts';

interface RemedyButtonProps {
  readonly remedy: Remedy;
  readonly service: Service;
  readonly onChange: (field: FieldName) => void;
}

/** What helps with a remedy that a person has to do: the provider's page, or the field of the form that it is about. */
export function RemedyButton({ remedy: { id, url }, service, onChange }: RemedyButtonProps) {
  const { t } = useCatalogue();
  const page = url === undefined ? null : URL.parse(url);
  if (page?.protocol === 'https:') {
    return (
      <ButtonLink size="small" href={page.href} target="_blank" rel="noopener noreferrer">
        {t('result.visit', { host: page.host })}
        <ExternalLink aria-hidden className="size-4 shrink-0" />
      </ButtonLink>
    );
  }
  const field = fieldOf(id, service);
  if (field === undefined) return null;
  return (
    <Button size="small" onClick={() => onChange(field)}>
      {t(`result.edit.${editOf(field)}`)}
    </Button>
  );
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
    // It counts for both servers and whatever they show: the person ticks the box, and sees it ticked.
    case 'allow-non-secure-certificate':
      return 'allowNonSecureCertificate';
    default:
      return undefined;
  }
}

function editOf(field: FieldName): 'password' | 'username' | 'certificate' | 'server' {
  switch (field) {
    case 'password':
    case 'username':
      return field;
    case 'allowNonSecureCertificate':
      return 'certificate';
    default:
      return 'server';
  }
}
