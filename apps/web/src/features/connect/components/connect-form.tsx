import type { Catalogue } from '@inbox-connect/catalogue';
import { ApiError } from '@inbox-connect/client';
import { type FormEvent, useState } from 'react';
import { flushSync } from 'react-dom';
import { useWatch } from 'react-hook-form';
import { Card } from '../../../components/card.tsx';
import { PageTitle } from '../../../components/page-title.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { useChunk } from '../../../lib/chunk.ts';
import { trimUnseen } from '../entered-settings.ts';
import { accountFields, type FieldName, fieldNames, summarize } from '../field-errors.ts';
import type { ConnectFlow } from '../use-connect-flow.ts';
import { useSettled } from '../use-settled.ts';
import { AccountStep } from './account-step.tsx';
import { ConnectQuestion } from './connect-question.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { ServersStep } from './servers-step.tsx';
import { StoryNotice } from './story-notice.tsx';
import { WaitForRoom } from './wait-for-room.tsx';
import { WizardSteps } from './wizard-steps.tsx';

/** The first two steps: who you are, and where your mail is. */
export function ConnectForm({ flow }: { readonly flow: ConnectFlow }) {
  const catalogue = useCatalogue();
  const { form, step } = flow;
  const [imapHost, smtpHost] = useWatch({ control: form.control, name: ['imap.host', 'smtp.host'] });
  const hasServers = trimUnseen(imapHost) !== '' && trimUnseen(smtpHost) !== '' && flow.discovery.guessed.length === 0;
  const [isPressed, setPressed] = useState(false);
  const connects = useSettled(hasServers, isPressed);
  // Only from a report does one come here, and so few do.
  const again = useChunk('again-notice', () => import('./again-notice.tsx'), flow.since !== null);
  const others = describeRefusal(flow, catalogue);
  const lines = summarize(catalogue, form.formState.errors);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    return step === 'account' && !connects ? flow.goOn() : flow.start();
  };
  const goToField = (field: FieldName) => {
    const isAccountField = accountFields.some((name) => name === field);
    flushSync(() => flow.goTo(isAccountField ? 'account' : 'servers'));
    form.setFocus(field);
  };

  return (
    <Card>
      <PageTitle page={catalogue.t('page.name')} hasErrors={lines.length + others.length > 0} />
      <form noValidate onSubmit={submit}>
        <WizardSteps current={step} />
        <ErrorSummary lines={lines} others={others} onChoose={goToField} failedTries={flow.failedTries}>
          {flow.retryAt !== null && <WaitForRoom key={flow.retryAt} until={flow.retryAt} onRetry={flow.start} />}
        </ErrorSummary>
        {flow.since !== null && again.state === 'loaded' && <again.module.AgainNotice report={flow.since} onLeave={flow.clear} />}
        {flow.story !== null && <StoryNotice story={flow.story} onLeave={flow.clear} />}
        {step === 'account' ? <AccountStep flow={flow} hasServers={hasServers} connects={connects} onPress={setPressed} /> : <ServersStep flow={flow} />}
      </form>
      <ConnectQuestion flow={flow} />
    </Card>
  );
}

/** What the service has against the request as a whole, and against fields that this form does not have. */
function describeRefusal({ refusal, retryAt }: ConnectFlow, { t, formatTime }: Catalogue): readonly string[] {
  if (refusal === null) return [];
  if (!(refusal instanceof ApiError)) return [t('form.refused.unreachable')];
  const { status, errors, detail, title } = refusal;
  const unknown = errors.filter(({ field }) => !fieldNames.some((name) => name === field));
  if (errors.length > 0) return unknown.map(({ code }) => t('form.refused.other', { detail: t(`fields.${code}`) }));
  if (retryAt !== null) return [t(status === 503 ? 'form.refused.busy' : 'form.refused.limited', { time: formatTime(new Date(retryAt)) })];
  return [t('form.refused.other', { detail: detail ?? title })];
}
