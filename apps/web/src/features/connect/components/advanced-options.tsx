import { useState } from 'react';
import { useFormContext, useFormState } from 'react-hook-form';
import { Disclosure } from '../../../components/disclosure.tsx';
import { Notice } from '../../../components/notice.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { useConfig } from '../../../lib/config.ts';
import { useIsLabAccount } from '../../lab/api/use-lab.ts';
import type { EnteredSettings } from '../entered-settings.ts';
import type { FieldName } from '../field-errors.ts';
import { CheckboxField } from './checkbox-field.tsx';
import { TextField } from './text-field.tsx';
import { TrustedCertificates } from './trusted-certificates.tsx';

const names: readonly FieldName[] = ['username', 'allowNonSecureCertificate', 'sendTestMessage'];

/** What few people need. It stays closed until it is asked for, holds an error or anything unusual, or a remedy leads to it. */
export function AdvancedOptions({ wanted }: { readonly wanted: FieldName | null }) {
  const { t } = useCatalogue();
  const { getFieldState, getValues } = useFormContext<EnteredSettings>();
  const formState = useFormState<EnteredSettings>({ name: ['username', 'allowNonSecureCertificate', 'sendTestMessage'] });
  const [opened, setOpened] = useState(() => isUnusual(getValues()));
  const hasError = names.some((name) => getFieldState(name, formState).invalid);
  const isWanted = wanted !== null && names.includes(wanted);
  return (
    <Disclosure
      summary={t('form.advanced')}
      hint={t('form.advanced-hint')}
      open={opened || hasError || isWanted}
      onToggle={setOpened}
      className="mt-2 border-t border-line pt-4"
    >
      <div className="grid gap-4.5">
        <TextField name="username" label={t('form.username')} hint={t('form.username-hint')} autoComplete="username" className="sm:max-w-xs" />
        <CheckboxField name="allowNonSecureCertificate" label={t('form.allow-certificate')} hint={t('form.allow-certificate-hint')} />
        <TrustedCertificates />
        <TestMessageOption />
      </div>
    </Disclosure>
  );
}

/** Nothing that changes a check may stand where nobody sees it. */
function isUnusual({ username, allowNonSecureCertificate, trustedCertificates, sendTestMessage }: EnteredSettings): boolean {
  return username !== '' || allowNonSecureCertificate || trustedCertificates.length > 0 || !sendTestMessage;
}

function TestMessageOption() {
  const { t } = useCatalogue();
  const config = useConfig();
  const isLabAccount = useIsLabAccount();
  if (config === undefined) return null;
  if (config.bccAddress !== null) {
    return <CheckboxField name="sendTestMessage" label={t('form.send-message')} hint={t('form.send-message-hint', { address: config.bccAddress })} />;
  }
  if (isLabAccount) return <CheckboxField name="sendTestMessage" label={t('form.send-message')} hint={t('form.send-message-hint-lab')} />;
  return <Notice>{t('form.no-recipient')}</Notice>;
}
