import type { Evidence } from './evidence/evidence.ts';
import type { Cause, Service, Stage } from './vocabulary.ts';

/** Words that a server, or the program that speaks to it, really uses, and where in a check they come up. */
export interface Quote {
  readonly words: string;
  readonly evidence: Evidence;
}

/** Short quotes of what is said in practice, hosts and addresses replaced; none where nobody but us says it. */
export function quotesOf(cause: Cause): readonly Quote[] {
  return quotes[cause];
}

const says = (service: Service, stage: Stage, words: string): Quote => ({ words, evidence: { service, stage, reply: words } });
const sends = (command: 'MAIL FROM' | 'RCPT TO' | 'DATA', words: string): Quote => ({
  words,
  evidence: { service: 'smtp', stage: 'send', command, reply: words },
});
const program = (service: Service, stage: Stage, words: string): Quote => ({ words, evidence: { service, stage, error: { message: words } } });

const quotes: Readonly<Record<Cause, readonly Quote[]>> = {
  'host-not-found': [
    program('imap', 'resolve', 'getaddrinfo ENOTFOUND imap.example.com'),
    program('smtp', 'resolve', 'nodename nor servname provided, or not known'),
  ],
  'dns-temporary-failure': [
    program('smtp', 'resolve', 'getaddrinfo EAI_AGAIN smtp.example.com'),
    program('smtp', 'resolve', 'Temporary failure in name resolution'),
  ],
  'connection-refused': [
    program('smtp', 'connect', 'connect ECONNREFUSED 192.0.2.25:587'),
    program('imap', 'connect', 'No connection could be made because the target machine actively refused it'),
  ],
  'connection-timeout': [
    program('imap', 'connect', 'connect ETIMEDOUT 192.0.2.25:993'),
    program('smtp', 'connect', 'connect to mail.example.com[192.0.2.25]:25: Connection timed out'),
  ],
  'network-unreachable': [
    program('smtp', 'connect', 'connect ENETUNREACH 2001:db8::25:587'),
    program('smtp', 'connect', 'connect to mail.example.com[2001:db8::25]:25: Network is unreachable'),
    program('imap', 'connect', 'No route to host'),
  ],
  'connection-reset': [
    program('imap', 'greet', 'read ECONNRESET'),
    program('smtp', 'secure', 'Client network socket disconnected before secure TLS connection was established'),
  ],
  'wrong-port-or-security': [
    program('smtp', 'secure', 'error:0A00010B:SSL routines:ssl3_get_record:wrong version number'),
    program('smtp', 'greet', 'Greeting never received'),
  ],
  'certificate-self-signed': [program('imap', 'secure', 'self-signed certificate'), program('smtp', 'secure', 'DEPTH_ZERO_SELF_SIGNED_CERT')],
  'certificate-unknown-issuer': [
    program('imap', 'secure', 'unable to verify the first certificate'),
    program('smtp', 'secure', 'unable to get local issuer certificate'),
    program('smtp', 'secure', 'self-signed certificate in certificate chain'),
  ],
  'certificate-expired': [program('smtp', 'secure', 'certificate has expired')],
  'certificate-name-mismatch': [
    program(
      'smtp',
      'secure',
      "Hostname/IP does not match certificate's altnames: Host: mail.example.com. is not in the cert's altnames: DNS:server7.hoster.example",
    ),
  ],
  'tls-version-unsupported': [
    program('imap', 'secure', 'error:0A000102:SSL routines:ssl_choose_client_version:unsupported protocol'),
    program('imap', 'secure', 'sslv3 alert handshake failure'),
  ],
  'starttls-unavailable': [
    says('smtp', 'secure', '454 4.7.0 TLS not available due to local problem'),
    program('imap', 'secure', 'Required IMAP STARTTLS not supported.'),
  ],
  'encryption-required': [
    says('imap', 'authenticate', 'NO [PRIVACYREQUIRED] Plaintext authentication disallowed on non-secure (SSL/TLS) connections.'),
    says('smtp', 'authenticate', '530 5.7.0 Must issue a STARTTLS command first'),
    says('smtp', 'authenticate', '538 5.7.11 Encryption required for requested authentication mechanism'),
  ],
  'auth-method-unsupported': [
    says('smtp', 'authenticate', '504 5.7.4 Unrecognized authentication type'),
    says('smtp', 'authenticate', '503 5.5.1 Error: authentication not enabled'),
    says('imap', 'authenticate', 'NO Unsupported authentication mechanism.'),
  ],
  'wrong-credentials': [
    says('imap', 'authenticate', 'NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)'),
    says('smtp', 'authenticate', '535 5.7.8 Error: authentication failed: authentication failure'),
    says('smtp', 'authenticate', '535 5.7.139 Authentication unsuccessful, the user credentials were incorrect.'),
  ],
  'username-format': [
    says('imap', 'authenticate', 'NO Invalid user name or password. Please use full email address as user name.'),
    says('smtp', 'authenticate', '501 5.5.2 Authentication failed: Server error (Invalid user name)'),
  ],
  'app-password-required': [
    says('imap', 'authenticate', 'NO [ALERT] Application-specific password required: https://support.google.com/accounts/answer/185833 (Failure)'),
    says('smtp', 'authenticate', '535 Login Fail. Please enter your authorization code to login.'),
  ],
  'oauth-required': [says('smtp', 'authenticate', '535 5.7.139 Authentication unsuccessful, basic authentication is disabled.')],
  'browser-sign-in-required': [
    says('imap', 'authenticate', 'NO [ALERT] Please log in via your web browser: https://support.google.com/mail/accounts/answer/78754 (Failure)'),
    says('smtp', 'authenticate', '534 5.7.9 Please log in with your web browser and then try again.'),
  ],
  'imap-disabled': [
    says('imap', 'authenticate', 'NO [ALERT] Your account is not enabled for IMAP use.'),
    says('imap', 'authenticate', 'NO [CONTACTADMIN] Login disabled for this user'),
  ],
  'smtp-auth-disabled': [
    says('smtp', 'authenticate', '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.'),
    says('smtp', 'authenticate', '550 User has no permission'),
  ],
  'account-locked': [says('imap', 'authenticate', 'NO Account is blocked. Login to your account via a web browser to verify your identity.')],
  'account-suspended': [
    says('smtp', 'authenticate', '525 5.7.13 Account disabled'),
    sends('MAIL FROM', '552 Your account has been suspended. Please contact us to reactivate'),
  ],
  'password-expired': [says('imap', 'authenticate', 'NO [EXPIRED] Authentication failed.')],
  'too-many-connections': [
    says('imap', 'authenticate', 'NO [ALERT] Too many simultaneous connections. (Failure)'),
    says('smtp', 'greet', '421 4.3.2 The maximum number of concurrent connections has exceeded a limit, closing transmission channel.'),
  ],
  'rate-limited': [
    says('smtp', 'authenticate', '454 4.7.0 Too many login attempts, please try again later.'),
    sends('RCPT TO', '450 4.2.0 Recipient address rejected: Greylisted for 300 seconds'),
  ],
  'ip-not-allowed': [
    sends('MAIL FROM', '550 5.7.1 Service unavailable, Client host [192.0.2.25] blocked using Spamhaus.'),
    says('imap', 'authenticate', 'NO [ALERT] LOGIN DENIED -- COUNTRY IS BLACKLISTED'),
  ],
  'server-unavailable': [
    says('imap', 'authenticate', 'NO [UNAVAILABLE] Temporary authentication failure.'),
    says('smtp', 'greet', '421 4.3.2 Service not available'),
  ],
  'mailbox-unavailable': [says('imap', 'select', 'BAD User is authenticated but not connected.'), says('imap', 'select', 'NO [NONEXISTENT] No such mailbox')],
  'sender-rejected': [
    sends('DATA', '550 5.7.60 SMTP; Client does not have permissions to send as this sender'),
    sends('MAIL FROM', '553 5.7.1 Sender address rejected: not owned by auth user.'),
  ],
  'recipient-rejected': [
    sends('RCPT TO', '550 5.1.1 Recipient address rejected: User unknown in local recipient table'),
    sends('RCPT TO', '550 5.1.1 The email account that you tried to reach does not exist.'),
  ],
  'relay-denied': [sends('RCPT TO', '554 5.7.1 Relay access denied'), sends('RCPT TO', '550 5.7.1 Unable to relay')],
  'message-rejected': [
    sends('DATA', '554 5.7.1 Spam message rejected'),
    sends('DATA', "550 5.7.1 Unauthenticated email from example.com is not accepted due to domain's DMARC policy."),
  ],
  'sending-limit-reached': [sends('DATA', '554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException')],
  'message-too-large': [sends('DATA', "552 5.2.3 Your message exceeded Google's message size limits."), sends('DATA', '552 5.3.4 Error: message file too big')],
  'mailbox-full': [sends('RCPT TO', '552 5.2.2 Recipient address rejected: User over quota'), says('imap', 'select', 'NO [OVERQUOTA] Sorry')],
  'protocol-error': [says('smtp', 'greet', '554 SMTP synchronization error')],
  'address-not-permitted': [],
  'connection-tampered': [],
  'message-not-arrived': [],
  cancelled: [],
  interrupted: [],
  unexplained: [],
};
