import { QuestionDialog } from '../../../components/question-dialog.tsx';
import { useCatalogue } from '../../../lib/catalogue.ts';
import { type ConnectFlow, unencryptedHosts } from '../use-connect-flow.ts';

/** What the form asks before it sends a password where it may not be safe. */
export function ConnectQuestion({ flow: { form, question, answer, discovery } }: { readonly flow: ConnectFlow }) {
  const { t } = useCatalogue();
  if (question === 'clear-text') {
    const hosts = unencryptedHosts(form.getValues());
    return (
      <QuestionDialog
        key={question}
        heading={t('form.clear-text.heading')}
        explanation={t('form.clear-text.explanation', { count: hosts.length, hosts: hosts.join(', ') })}
        back={t('form.clear-text.back')}
        goOn={t('form.clear-text.go-on')}
        onAnswer={answer}
      />
    );
  }
  if (question === 'other-domain') {
    const domains = discovery.used?.unconfirmedDomains?.join(', ') ?? '';
    return (
      <QuestionDialog
        key={question}
        heading={t('discovery.confirm.heading', { domains })}
        explanation={t('discovery.confirm.explanation', { domains })}
        back={t('discovery.confirm.back')}
        goOn={t('discovery.confirm.go-on')}
        onAnswer={answer}
      />
    );
  }
  return null;
}
