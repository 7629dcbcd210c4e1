import { credentialRefusals, diagnose, type StageRecord } from '@inbox-connect/core';
import type { SignInVerdict } from './check-smtp.ts';

/** Whether the IMAP server refused the credentials, or may have: a NO that nothing explains counts as a refusal. */
export function signInVerdict(imapStages: readonly StageRecord[]): SignInVerdict {
  const problems = diagnose(imapStages).filter(({ stage, severity }) => stage === 'authenticate' && severity === 'blocking');
  const wasRefused = imapStages
    .filter(({ stage }) => stage === 'authenticate')
    .flatMap(({ observations }) => observations)
    .some((observation) => observation.type === 'server-replied' && observation.status === 'NO');
  const isRefusal = problems.some(({ cause }) => credentialRefusals.includes(cause) || (cause === 'unexplained' && wasRefused));
  return isRefusal ? 'credentials-refused' : 'go-on';
}
