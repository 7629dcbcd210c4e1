/** What a client signed in with. */
export interface SignIn {
  readonly name: string;
  readonly password: string;
}

/** Why an exchange ended without credentials. */
export type SaslFailure = 'cancelled' | 'malformed' | 'unknown-mechanism' | 'gone';

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * Runs the server's side of PLAIN (RFC 4616) or LOGIN.
 *
 * @param initial the initial response in base64, when the client sent one with the command; `=` is an empty one (RFC 4959)
 * @param ask sends a challenge in base64 and answers the client's next line, `undefined` when the client is gone
 */
export async function exchange(
  mechanism: string,
  initial: string | undefined,
  ask: (challenge: string) => Promise<string | undefined>,
): Promise<SignIn | SaslFailure> {
  switch (mechanism.toUpperCase()) {
    case 'PLAIN': {
      const response = decode(initial ?? (await ask('')));
      if ('failure' in response) return response.failure;
      const [, name, password, ...rest] = response.text.split('\0');
      return name === undefined || password === undefined || rest.length > 0 ? 'malformed' : { name, password };
    }
    case 'LOGIN': {
      const name = decode(initial ?? (await ask(encode('Username:'))));
      if ('failure' in name) return name.failure;
      const password = decode(await ask(encode('Password:')));
      return 'failure' in password ? password.failure : { name: name.text, password: password.text };
    }
    default:
      return 'unknown-mechanism';
  }
}

function decode(response: string | undefined): { readonly text: string } | { readonly failure: SaslFailure } {
  if (response === undefined) return { failure: 'gone' };
  if (response === '*') return { failure: 'cancelled' };
  if (response === '=') return { text: '' };
  return base64.test(response) ? { text: Buffer.from(response, 'base64').toString() } : { failure: 'malformed' };
}

function encode(text: string): string {
  return Buffer.from(text).toString('base64');
}
