import { useEffect } from 'react';
import { ActionBar } from '../../../components/action-bar.tsx';
import { Button } from '../../../components/button.tsx';
import { Heading } from '../../../components/heading.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import type { ConnectFlow } from '../use-connect-flow.ts';
import { AdvancedOptions } from './advanced-options.tsx';
import { DiscoveryReport, DiscoverySource } from './discovery-report.tsx';
import { EndpointFields } from './endpoint-fields.tsx';

export function ServersStep({ flow }: { readonly flow: ConnectFlow }) {
  const { t } = useCatalogue();
  const { form, wanted } = flow;
  useEffect(() => {
    if (wanted !== null) form.setFocus(wanted, { shouldSelect: true });
  }, [form, wanted]);
  return (
    <>
      <Heading>{t('form.servers-heading')}</Heading>
      <DiscoverySource discovery={flow.discovery} />
      <EndpointFields service="imap" isGuess={flow.discovery.guessed.includes('imap')} />
      <EndpointFields service="smtp" isGuess={flow.discovery.guessed.includes('smtp')} />
      <DiscoveryReport discovery={flow.discovery} />
      <AdvancedOptions wanted={wanted} />
      <ActionBar>
        <Button type="submit" look="primary" busy={flow.isStarting}>
          {t(flow.isStarting ? 'form.connecting' : 'form.connect')}
        </Button>
        <Button onClick={() => flow.goTo('account')}>{t('form.back')}</Button>
      </ActionBar>
    </>
  );
}
