/** What spoke, told by its first bytes. */
export type SpokenProtocol = 'http' | 'tls' | 'ssh' | 'pop3' | 'imap' | 'smtp' | 'unknown';

/** The first words of each protocol that people confuse with IMAP and SMTP. */
const openings: readonly (readonly [SpokenProtocol, RegExp])[] = [
  // RFC 9112 s.4, and a bare page from a server that took our words for HTTP/0.9.
  ['http', /^(?:HTTP\/\d|\s*<(?:!doctype html|html)\b)/i],
  // RFC 4253 s.4.2.
  ['ssh', /^SSH-\d/],
  // RFC 1939 s.3.
  ['pop3', /^(?:\+OK|-ERR)(?:[ \r\n]|$)/],
  // RFC 9051 s.7.1.
  ['imap', /^\* (?:OK|PREAUTH|BYE)(?:[ \r\n]|$)/i],
  // RFC 5321 s.4.2; FTP (RFC 959) greets with the same codes, but names itself.
  ['smtp', /^[245]\d\d(?:[- ](?!.*ftp)|[\r\n]|$)/i],
];

/** Tells which protocol a server speaks whose first bytes are not those that were asked for. The bytes themselves are not kept. */
export function identifyProtocol(firstBytes: Buffer): SpokenProtocol {
  if (isTlsRecord(firstBytes)) return 'tls';
  const text = firstBytes.subarray(0, 512).toString('latin1');
  return openings.find(([, opening]) => opening.test(text))?.[0] ?? 'unknown';
}

/** RFC 8446 s.5.1: an alert or a handshake, of version 3.0 to 3.4. */
function isTlsRecord([type, major, minor]: Iterable<number>): boolean {
  return (type === 0x15 || type === 0x16) && major === 3 && minor !== undefined && minor <= 4;
}
