import type { CertificateDefect } from '../observation.ts';
import { connectionErrors } from './connection-errors.ts';
import { encryptionErrors } from './encryption-errors.ts';

/** What a program's own words about a connection mean, in the terms of our observations. */
export type ClientFact =
  | { readonly type: 'resolve-failed'; readonly code: 'ENOTFOUND' | 'EAI_AGAIN' }
  | { readonly type: 'dial-failed'; readonly code: 'ECONNREFUSED' | 'ENETUNREACH' }
  /** While connecting it is a failure to connect, later the other side's silence or end. */
  | { readonly type: 'silent' | 'closed' }
  | { readonly type: 'certificate-refused'; readonly defect: CertificateDefect }
  | { readonly type: 'handshake-failed'; readonly code: string }
  | { readonly type: 'starttls-not-offered' | 'no-common-mechanism' | 'not-a-greeting' | 'no-recipient' };

/** One meaning and how programs put it. */
export interface ClientError {
  readonly fact: ClientFact;
  /** Phrases, in lower case; `a … b` asks for a and, later, b. */
  readonly says?: readonly string[];
  /** Codes and identifiers, in lower case, anywhere in the text. */
  readonly marks?: readonly string[];
}

/** How Node, Python, Java, Go, .NET, Rust, PHP, Ruby, curl, macOS, Outlook and the mail programs built with them put it, the more special first. */
export const clientErrors: readonly ClientError[] = [...encryptionErrors, ...connectionErrors];
