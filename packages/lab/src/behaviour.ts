import type { IssuedDefect } from './certificate-authority.ts';

/**
 * What is behind one port of a lab server.
 *
 * Four of them speak the service's protocol: `tls` (implicit TLS, RFC 8314), `starttls`, `starttls-injected` (like it,
 * but a line of clear text follows the go-ahead in the same segment, as somebody in the middle would slip it in) and
 * `clear-text` (no STARTTLS on offer, sign-in without encryption). Which of them stands on which port is free: `starttls`
 * on 993 is clear text on a TLS port, `tls` on 143 the contrary.
 *
 * The others do not: nothing listens (`refuse`), a firewall lets nobody through (`unanswered`), there is no way to the
 * host (`unreachable`), a connection is taken and never answered (`silent`), reset or closed at once, or another service
 * introduces itself.
 */
export type PortBehaviour = ProtocolPort | TransportFault | ForeignService;
export type ProtocolPort = 'tls' | 'starttls' | 'starttls-injected' | 'clear-text';
export type TransportFault = 'refuse' | 'unanswered' | 'unreachable' | 'silent' | 'reset' | 'close';
export type ForeignService = 'http' | 'ssh' | 'pop3';

/** How a connection ends, or hangs, after a command. */
export type Ending = 'close' | 'reset' | 'silence';

/**
 * What a server does in place of its usual answer: says this, ends or hangs like that, or first the one and then the other.
 *
 * Text is what stands on the wire, several lines parted by `\n`, line ends left out. IMAP puts the client's tag before a
 * line unless it begins with `* ` or `+ `: `NO [ALERT] Not today`. SMTP lines are complete: `550 5.7.1 Not you`. When the
 * answer is positive the command takes effect, otherwise not.
 */
export type Override = string | { readonly say: string; readonly ending: Ending } | { readonly ending: Ending };

/** Servers list other capabilities (IMAP) or keywords (EHLO) as a session goes on. */
export type CapabilityPhase = 'before-tls' | 'before-sign-in' | 'after-sign-in';

/** What can be overridden. `authenticate` stands for both AUTHENTICATE and LOGIN, `wrongCredentials` for its answer when name or password are wrong. */
export type ImapReply =
  | 'greeting'
  | 'authenticate'
  | 'wrongCredentials'
  | 'capability'
  | 'enable'
  | 'fetch'
  | 'id'
  | 'list'
  | 'logout'
  | 'namespace'
  | 'noop'
  | 'search'
  | 'select'
  | 'starttls'
  | 'status';

/** What can be overridden. `data` is the answer to the command, `message` the one after the final dot. */
export type SmtpReply =
  | 'greeting'
  | 'authenticate'
  | 'wrongCredentials'
  | 'data'
  | 'ehlo'
  | 'helo'
  | 'mail'
  | 'message'
  | 'noop'
  | 'quit'
  | 'rcpt'
  | 'rset'
  | 'starttls';

/** One server of a scenario: a sound state machine, and what departs from it. */
export interface ServerBehaviour<Reply extends string> {
  /** By the port's number as a client names it; a port that is not listed refuses. */
  readonly ports: Readonly<Record<number, PortBehaviour>>;
  /** Whether its host names are found; `servfail` is what a resolver says that cannot reach the domain's name servers (RFC 1035 s.4.1.1). */
  readonly lookup: 'found' | 'servfail';
  /** Other host names of this server, complete. */
  readonly aliases: readonly string[];
  /** For other names than the server's own, or with a defect. */
  readonly certificate: { readonly names?: readonly string[]; readonly defect?: IssuedDefect };
  /** TLS 1.2 and 1.3, or only what RFC 8996 has done away with, 1.0 and 1.1. */
  readonly tls: 'current' | 'outdated';
  /** SASL mechanisms on offer; PLAIN and LOGIN can really be used. */
  readonly mechanisms: readonly string[];
  /** In place of the usual list of a phase. */
  readonly capabilities: Readonly<Partial<Record<CapabilityPhase, readonly string[]>>>;
  readonly replies: Readonly<Partial<Record<Reply, Override>>>;
  /** How long the server thinks before each answer. */
  readonly replyDelayMs: number;
}

export type ImapBehaviour = ServerBehaviour<ImapReply>;
export type SmtpBehaviour = ServerBehaviour<SmtpReply>;

/** What happens to a message that the SMTP server took: it is delivered to its recipients, or never seen again. */
export type Delivery = 'delivered' | 'lost';

/** The one account of a scenario. */
export interface Account {
  readonly email: string;
  /** What signs in: the address, or a name of its own. */
  readonly signInName: string;
  readonly password: string;
}

export function speaksProtocol(port: PortBehaviour): port is ProtocolPort {
  return port === 'tls' || port === 'starttls' || port === 'starttls-injected' || port === 'clear-text';
}
