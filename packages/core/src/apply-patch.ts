import type { SettingsPatch } from './problem.ts';
import type { ConnectionSettings, Endpoint } from './settings.ts';

/** The settings as a remedy changes them; what its patch does not name stays. */
export function applyPatch<T extends ConnectionSettings>(settings: T, { imap, smtp, username, ...rest }: SettingsPatch): T {
  const { allowNonSecureCertificate = settings.allowNonSecureCertificate, trustedCertificates = settings.trustedCertificates } = rest;
  return {
    ...settings,
    ...(username === undefined ? {} : { username }),
    allowNonSecureCertificate,
    trustedCertificates,
    imap: patchEndpoint(settings.imap, imap),
    smtp: patchEndpoint(settings.smtp, smtp),
  };
}

function patchEndpoint({ host, port, security }: Endpoint, patch: SettingsPatch['imap'] = {}): Endpoint {
  return { host: patch.host ?? host, port: patch.port ?? port, security: patch.security ?? security };
}
