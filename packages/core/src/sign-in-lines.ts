/**
 * Takes out the lines with which a mail program signs in, as they stand in logs: SASL responses (RFC 4954, RFC 9051
 * s.6.2.2) and LOGIN commands. Base64 hides nothing.
 */
export function withoutSignInLines(text: string): { readonly text: string; readonly found: boolean } {
  const lines = text.split('\n');
  const kept = lines.filter((line, index) => !isSignIn(line.trim(), lines[index - 1]?.trim() ?? ''));
  return { text: kept.join('\n'), found: kept.length < lines.length };
}

const clientMark = /^(?:C:|>>?>?|=>|->|\[?client\]?:?)\s*/i;
const base64 = /^[A-Za-z0-9+/]{4,}={0,2}$/;

function isSignIn(line: string, before: string): boolean {
  const said = line.replace(clientMark, '');
  return (
    /\b(?:AUTH|auth|Auth)(?:ENTICATE|enticate)? (?:PLAIN|LOGIN|XOAUTH2|OAUTHBEARER|CRAM-MD5|NTLM) (?![A-Z-]+(?:\s|$))[A-Za-z0-9+/=]{4,}/.test(said) ||
    /^(?!(?:NO|BAD|OK|BYE|\*)\s|\d{3}-)\S{1,20} LOGIN ("[^"]*"|\S+) ("[^"]*"|\S+)$/i.test(said) ||
    startsWithNull.test(said) ||
    (base64.test(said) && /^(?:S:|<<?<?|<=|<-|\[?server\]?:?)?\s*(?:334\b|\+)/i.test(before))
  );
}

/** PLAIN begins with an empty name and a zero byte (RFC 4616 s.2), which base64 turns into `AC` to `AH`. */
const startsWithNull = /^A[C-H](?=.*[a-z])[A-Za-z0-9+/]{6,}={0,2}$/;
