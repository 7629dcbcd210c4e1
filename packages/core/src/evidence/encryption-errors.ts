import { listed } from '../rules/phrases/spoken.ts';
import type { ClientError } from './client-errors.ts';

/** Of OpenSSL, GnuTLS, NSS, Schannel, Secure Transport and the languages above them. */
export const encryptionErrors: readonly ClientError[] = [
  {
    fact: { type: 'certificate-refused', defect: 'certificate-unknown-issuer' },
    says: ['self signed certificate in', 'self-signed certificate in'],
    marks: ['self_signed_cert_in_chain'],
  },
  {
    fact: { type: 'certificate-refused', defect: 'certificate-self-signed' },
    says: listed(
      `self signed certificate | self-signed certificate | self-signed | self signed | selbstsigniert | auto-signé | autofirmad | autofirmat | självsigner | zelfondertekend`,
    ),
    marks: ['depth_zero_self_signed_cert', 'error_self_signed_cert'],
  },
  {
    fact: { type: 'certificate-refused', defect: 'certificate-expired' },
    says: listed(`
      certificate has expired | certificate is expired | certificate expired | expired certificate | certificate … expired | ·-9814 | (-9814
      ·-9815 | (-9815 | certificate is not yet valid | certificate not yet valid | certificate is not valid yet | not yet activated
      zertifikat … abgelaufen | certificat … expiré | certificado … caducado | certificado … expirad | certificato … scadut
      certifikat … gått ut | certificaat … verlopen
    `),
    marks: listed(`
      cert_has_expired | cert_not_yet_valid | expired_certificate | certificateexpired | certificatenotyetvalid | certexpired | nottimevalid
      invalid peer certificate: expired
    `),
  },
  {
    fact: { type: 'certificate-refused', defect: 'certificate-name-mismatch' },
    says: listed(`
      certificate's altnames | hostname mismatch | ·-9843 | (-9843 | host name mismatch | ip address mismatch | name mismatch
      no alternative certificate subject name | no subject alternative | no name matching | does not match the server certificate
      does not match certificate | does not match … certificate | does not match the target host | does not match target host
      certificate … does not match | certificate name | did not match expected | doesn't match … certificate | certificate is valid for
      doesn't contain any ip sans | does not contain any ip sans | legacy common name | hostname verification failed
      host name verification failed | certificate is not valid for | certificate is not owned by | certificate owner does not match
      name in the certificate | wrong site | wrong host | target principal name | stimmt nicht mit … zertifikat
      zertifikat … nicht gültig für | certifikat … inte giltigt för | certificaat … niet geldig voor
    `),
    marks: listed(`err_tls_cert_altname_invalid | remotecertificatenamemismatch | bad_cert_domain | notvalidforname | err_cert_common_name_invalid`),
  },
  {
    fact: { type: 'certificate-refused', defect: 'certificate-unknown-issuer' },
    says: listed(`
      unable to verify the first certificate | ·-9807 | (-9807 | ·-9812 | (-9812 | ·-9813 | (-9813 | unable to get local issuer
      unable to get issuer | local issuer certificate | certificate verify failed | certificate verification failed
      certificate verification error | certificate verify error | certificate signed by unknown authority | unknown authority | unknown ca
      unknown issuer | issuer is unknown | issuer is not recognized | hasn't got a known issuer | known issuer | not trusted | untrusted
      trust anchor | path building failed | valid certification path | certificate chain | remote certificate is invalid
      remote certificate was rejected | certificate is invalid | certificate failure | certificate problem | root certificate
      verify server identity | verify the identity of the server | identity … cannot be verified | certificate that cannot be verified
      certificate that could not be verified | zertifikat … nicht vertrau | identität des servers | l'identité du serveur
      identidad del servidor | identità del server | certifikat … inte betro | serverns identitet | certificaat … niet vertrouwd
      identiteit van de server
    `),
    marks: listed(`
      unable_to_get_issuer_cert | unable_to_verify_leaf_signature | cert_untrusted | sec_error_unknown_issuer | certificate_verify_failed
      unknownissuer | untrustedroot | partialchain | remotecertificatechainerrors | err_cert_authority_invalid | tlsv1_alert_unknown_ca
    `),
  },
  {
    fact: { type: 'handshake-failed', code: 'ERR_SSL_UNSUPPORTED_PROTOCOL' },
    says: listed(`
      unsupported protocol | alert protocol version | ·-9836 | (-9836 | protocol version not supported | no protocols available
      no shared cipher | no cipher | dh key too small | ee key too small | ca md too weak | no appropriate protocol
      cipher suites are inappropriate | protocol is disabled | insufficient security | unsafe legacy renegotiation | common algorithm
      call to sspi failed | inappropriate fallback | no common tls | prime … not acceptable | insecure algorithm
      fatal alert: protocol_version | tls version | ssl version … not | unsupported tls | requires tls 1
    `),
    marks: listed(`
      unsupported_protocol | protocol_version | no_protocols_available | dh_key_too_small | ssl_error_unsupported_version
      no_cypher_overlap | ssl_error_weak_server | err_ssl_version_or_cipher_mismatch | 0a000102 | 1425f102 | 14209102
    `),
  },
  {
    fact: { type: 'handshake-failed', code: 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE' },
    says: listed(`alert handshake failure | fatal alert: handshake_failure | tls: handshake failure | handshake failure alert | peer is incompatible`),
    marks: ['alert_handshake_failure', 'handshake_failure_alert'],
  },
  {
    fact: { type: 'handshake-failed', code: 'ERR_SSL_WRONG_VERSION_NUMBER' },
    says: listed(`
      wrong version number | unknown protocol | packet length too long | plaintext connection | unrecognized ssl message
      unsupported or unrecognized ssl | first record does not look like | unexpected packet format | unexpected tls packet
      packet with unexpected length | packet with illegal | illegal or unsupported version | corrupt message of type | record overflow
      http request | https proxy request | record layer failure | corrupted frame | response: -1
    `),
    marks: listed(`wrong_version_number | rx_record_too_long | packet_length_too_long | 1408f10b | 0a00010b | 140770fc | 0x800ccc1a | invalidcontenttype`),
  },
  {
    fact: { type: 'starttls-not-offered' },
    says: listed(`
      starttls … not supported | starttls … not support | starttls … doesn't | does not support … starttls | does not support starttls
      doesn't support starttls | not support tls via | not support the starttls | does not support secure connections | does not support tls
      does not advertise starttls | not advertise … starttls | starttls … not available | starttls … not offered | starttls … unavailable
      no starttls | advertise that feature | starttls extension not | starttls is required but | starttls is not | starttls not
      starttls unterstützt
    `),
    marks: ['0x800ccc7d'],
  },
  {
    fact: { type: 'no-common-mechanism' },
    says: listed(`
      unsupported authentication mechanism | no supported authentication | no authentication mechanism | auth extension not supported
      doesn't support auth | does not support auth | does not support the selected authentication | does not support authentication
      does not support any … authentication | no compatible authentication | does not seem to support encrypted passwords | no known auth
      authentication mechanisms … not supported
    `),
    marks: ['0x800ccc80'],
  },
];
