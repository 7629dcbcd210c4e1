import { X509Certificate } from 'node:crypto';
import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';

/** Node tells nobody which roots a context has, and `certificate.ts` must know when dates hide the rest of a verdict. */
const rootsByContext = new WeakMap<SecureContext, () => readonly X509Certificate[]>();

/**
 * What every connection trusts: the public roots and those of `extraCertificates` (PEM, any number). Costs some 60 ms, so
 * it is made once a process and shared. Throws a sentence for people when the PEM cannot be read.
 */
export function createTrust(extraCertificates: string | undefined): SecureContext {
  const extra = extraCertificates === undefined ? [] : splitPem(extraCertificates);
  const authorities = [...rootCertificates, ...extra];
  const context = createSecureContext({ ca: authorities, minVersion: 'TLSv1.2' });
  let roots: readonly X509Certificate[] | undefined;
  rootsByContext.set(context, () => {
    roots ??= authorities.map((pem) => new X509Certificate(pem));
    return roots;
  });
  return context;
}

/** The roots of a context that `createTrust` made; none for any other. */
export function rootsOf(context: SecureContext): readonly X509Certificate[] {
  return rootsByContext.get(context)?.() ?? [];
}

function splitPem(text: string): readonly string[] {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) throw new Error('there is no certificate in PEM form in the extra certificates');
  for (const [index, block] of blocks.entries()) {
    try {
      new X509Certificate(block);
    } catch {
      throw new Error(`certificate ${index + 1} of the extra certificates cannot be read`);
    }
  }
  return blocks;
}
