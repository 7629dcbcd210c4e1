import { adviceIn } from './advice.ts';
import type { Remedy, RemedyId } from './problem.ts';
import type { Situation } from './situation.ts';

/** The advice on a situation as things to do: a change of settings where one helps, the provider's own page where it has one. */
export function remediesFor(situation: Situation): readonly Remedy[] {
  return adviceIn(situation).flatMap((id) => remedyOf(id, situation));
}

function remedyOf(id: RemedyId, situation: Situation): Remedy | readonly [] {
  const { provider, otherUsername } = situation;
  switch (id) {
    case 'trust-this-certificate':
      return trustCertificate(situation);
    case 'allow-non-secure-certificate':
      return { id, kind: 'change-settings', patch: { allowNonSecureCertificate: true } };
    case 'use-encryption':
      return { id, kind: 'change-settings', patch: { [situation.service]: encryptedForm(situation) } };
    case 'use-other-username':
      return otherUsername === undefined ? [] : { id, kind: 'change-settings', patch: { username: otherUsername } };
    case 'use-app-password':
      return visit(id, provider?.appPasswordHelp);
    case 'enable-imap':
      return visit(id, provider?.enableImapHelp);
    default:
      return { id, kind: 'advise' };
  }
}

function visit(id: RemedyId, url: string | undefined): Remedy {
  return url === undefined ? { id, kind: 'advise' } : { id, kind: 'visit', url };
}

/** Consent to the very certificate that was seen, besides those that are trusted already. */
function trustCertificate({ settings, evidence }: Situation): Remedy | readonly [] {
  const presented = evidence.find((observation) => observation.type === 'certificate-presented');
  const fingerprint = presented?.chain[0]?.fingerprint256;
  if (fingerprint === undefined) return [];
  const trustedCertificates = [...new Set([...(settings?.trustedCertificates ?? []), fingerprint])];
  return { id: 'trust-this-certificate', kind: 'change-settings', patch: { trustedCertificates } };
}

/** The usual port of the service with implicit TLS, which RFC 8314 prefers; the submission port keeps STARTTLS. */
function encryptedForm({ service, settings }: Situation) {
  if (service === 'imap') return { port: 993, security: 'tls' } as const;
  return settings?.port === 587 ? ({ port: 587, security: 'starttls' } as const) : ({ port: 465, security: 'tls' } as const);
}
