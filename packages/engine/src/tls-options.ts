import { isIP } from 'node:net';
import { type ConnectionOptions, checkServerIdentity, type DetailedPeerCertificate, type PeerCertificate, type SecureContext } from 'node:tls';
import { asciiHost } from './ascii-host.ts';

/** How one handshake is made; of no use for a second one, since it remembers the certificate of its own. */
export interface TlsOptions extends Pick<ConnectionOptions, 'servername'> {
  readonly rejectUnauthorized: false;
  readonly secureContext: SecureContext;
  readonly minVersion: 'TLSv1.2';
  readonly checkServerIdentity: typeof checkServerIdentity;
}

/**
 * The certificate as the check of its name saw it. Node has built the whole chain by then, and building it again with
 * `getPeerCertificate(true)` would be a quarter of a check's processor time.
 */
const certificates = new WeakMap<typeof checkServerIdentity, DetailedPeerCertificate>();

/**
 * Options for `tls.connect({ socket, ...options })` and for the `tls` option of imapflow and nodemailer. Node still checks
 * chain and name but goes on with any certificate: `judgeCertificate` decides, and must, before anything is written. There
 * is no `host` among them: the libraries would connect to it.
 */
export function tlsOptionsFor(host: string, secureContext: SecureContext): TlsOptions {
  const name = asciiHost(host) ?? host;
  const checkAndKeep: typeof checkServerIdentity = (_, certificate) => {
    if (isDetailed(certificate)) certificates.set(checkAndKeep, certificate);
    return checkServerIdentity(name, certificate);
  };
  return {
    // RFC 6066 s.3: literal addresses are not permitted as a server name.
    ...(isIP(name) === 0 && { servername: name }),
    rejectUnauthorized: false,
    secureContext,
    minVersion: 'TLSv1.2',
    checkServerIdentity: checkAndKeep,
  };
}

/** The certificate that the handshake with these options kept; none when the chain had failed before the name was checked. */
export function keptCertificate(options: TlsOptions): DetailedPeerCertificate | undefined {
  return certificates.get(options.checkServerIdentity);
}

function isDetailed(certificate: PeerCertificate): certificate is DetailedPeerCertificate {
  return 'issuerCertificate' in certificate;
}
