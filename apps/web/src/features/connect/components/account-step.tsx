import { useEffect } from 'react';
import { ActionBar } from '../../../components/action-bar.tsx';
import { Button } from '../../../components/button.tsx';
import { Heading } from '../../../components/heading.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { useConfig } from '../../../lib/config.ts';
import { useIsLabAccount } from '../../lab/api/use-lab.ts';
import type { ConnectFlow } from '../use-connect-flow.ts';
import { AdvancedOptions } from './advanced-options.tsx';
import { FoundServers } from './found-servers.tsx';
import { PasswordField } from './password-field.tsx';
import { ProviderNotice, wantsAppPassword } from './provider-notice.tsx';
import { TextField } from './text-field.tsx';

interface AccountStepProps {
  readonly flow: ConnectFlow;
  readonly hasServers: boolean;
  /** What the button does, a moment after it has said so. */
  readonly connects: boolean;
  readonly onPress: (isPressed: boolean) => void;
}

/** Who you are; with servers that were found, already enough to connect. */
export function AccountStep({ flow, hasServers, connects, onPress }: AccountStepProps) {
  const { t } = useCatalogue();
  const { form, wanted } = flow;
  const config = useConfig();
  const isLabAccount = useIsLabAccount();
  const withoutMessage = config !== undefined && config.bccAddress === null && !isLabAccount;
  useEffect(() => {
    if (wanted !== null) form.setFocus(wanted, { shouldSelect: true });
  }, [form, wanted]);
  const provider = flow.discovery.known?.provider;
  const isAskedAgain = wanted === 'password' && form.getValues('email') !== '' && form.getValues('password') === '';
  return (
    <>
      <Heading>{t('form.account-heading')}</Heading>
      <p className="mt-1.5 mb-5.5 text-mute">{t(withoutMessage ? 'form.account-lede-without-message' : 'form.account-lede')}</p>
      <div className="grid gap-4.5">
        <TextField name="email" label={t('form.email')} type="email" autoComplete="email" inputMode="email" onLeft={(_, to) => flow.discovery.leave(to)} />
        {provider !== undefined && <ProviderNotice provider={provider} />}
        <FoundServers discovery={flow.discovery} onChange={() => flow.goTo('servers')} />
        <PasswordField again={isAskedAgain} isForApps={provider !== undefined && wantsAppPassword(provider)} />
        <AdvancedOptions wanted={wanted} />
      </div>
      <ActionBar>
        <Button type="submit" look="primary" name="step" value={connects ? 'connect' : 'continue'} busy={flow.isStarting} {...pressing(onPress)}>
          {flow.isStarting ? t('form.connecting') : t(hasServers ? 'form.connect' : 'form.continue')}
        </Button>
        {hasServers && <Button onClick={flow.goOn}>{t('form.review')}</Button>}
      </ActionBar>
    </>
  );
}

/** Tells when a button is held down, by pointer or key, and when no more. */
function pressing(tell: (isPressed: boolean) => void) {
  const press = () => tell(true);
  const release = () => tell(false);
  return { onPointerDown: press, onPointerUp: release, onPointerLeave: release, onPointerCancel: release, onKeyDown: press, onKeyUp: release, onBlur: release };
}
