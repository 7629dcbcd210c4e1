import { useIsLabAccount } from '../features/lab/api/use-lab.ts';
import { useCatalogue } from '../lib/catalogue.ts';
import { useConfig } from '../lib/config.ts';

/** What there is to say about the test message before a check: where it goes, or that there will be none. */
export function useProofNote(sendTestMessage: boolean): string | undefined {
  const { t } = useCatalogue();
  const config = useConfig();
  const isLabAccount = useIsLabAccount();
  if (!sendTestMessage) return t('progress.message-off');
  if (config === undefined) return undefined;
  if (config.bccAddress !== null) return t('progress.to-bcc', { address: config.bccAddress });
  return isLabAccount ? undefined : t('progress.without-recipient');
}
