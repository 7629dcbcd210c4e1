import type { SmtpReply } from './behaviour.ts';
import { LineTooLong } from './line-connection.ts';
import { exchange } from './sasl.ts';
import { type Answer, type Course, give, phaseOf, type Session } from './session.ts';
import { type Path, readMessage, readPath } from './smtp-syntax.ts';

/** A message as a client handed it over, dots unstuffed. */
export interface SubmittedMessage {
  readonly from: string;
  readonly to: readonly string[];
  readonly data: Buffer;
}

/** What the SMTP server is started with for one connection. */
export interface SmtpSession extends Session<SmtpReply> {
  /** Told about each message that the server took. */
  readonly onMessage: (message: SubmittedMessage) => void;
}

type SmtpAnswer = Answer<SmtpReply>;

/** Serves one connection as a submission server (RFC 5321, RFC 6409) until either side ends it. */
export async function serveSmtp(session: SmtpSession): Promise<void> {
  const { connection, log } = session;
  const conversation = new Conversation(session);
  try {
    let course = await conversation.greet();
    while (course === 'goes-on') {
      const line = await connection.readLine();
      if (line === undefined) break;
      const text = line.toString().replace(/\r?\n$/, '');
      log.command(text, connection.encrypted);
      course = await conversation.receive(text);
    }
  } catch (error) {
    if (!(error instanceof LineTooLong)) throw error;
    connection.write('500 5.5.6 Line too long\r\n');
  }
  await connection.end('close');
}

type Handler = (conversation: Conversation, argument: string) => SmtpAnswer | Promise<SmtpAnswer>;

const commands: Readonly<Record<string, Handler>> = {
  EHLO: (it, name) => it.hello(name, 'ehlo'),
  HELO: (it, name) => it.hello(name, 'helo'),
  STARTTLS: (it, argument) => it.startTls(argument),
  AUTH: (it, argument) => it.authenticate(argument),
  MAIL: (it, argument) => it.mail(argument),
  RCPT: (it, argument) => it.recipient(argument),
  DATA: (it, argument) => it.data(argument),
  RSET: (it) => it.reset(),
  NOOP: () => ({ text: '250 2.0.0 Nothing done', overriddenBy: 'noop' }),
  VRFY: () => ({ text: '252 2.5.0 Send some mail, I will try' }),
  HELP: () => ({ text: '214 2.0.0 RFC 5321' }),
  QUIT: () => ({ text: '221 2.0.0 Bye', overriddenBy: 'quit', ending: 'close' }),
};

const largestMessage = 10_485_760;
const mostRecipients = 100;
const failuresAllowed = 3;

class Conversation {
  readonly #session: SmtpSession;
  /** Refused by its greeting: nothing but QUIT is left (RFC 5321 s.3.1). */
  #shut = false;
  #introduced = false;
  #signedIn = false;
  #failures = 0;
  #sender: string | undefined;
  #recipients: string[] = [];

  constructor(session: SmtpSession) {
    this.#session = session;
  }

  async greet(): Promise<Course> {
    const { behaviour, host } = this.#session;
    const declared = behaviour.replies.greeting;
    const said = typeof declared === 'object' && 'say' in declared ? declared.say : declared;
    this.#shut = typeof said === 'string' && !said.startsWith('2');
    const answer: SmtpAnswer = { text: `220 ${host} ESMTP ready`, overriddenBy: 'greeting' };
    // 421 says that the server closes the connection (RFC 5321 s.3.8).
    return this.#give(typeof said === 'string' && said.startsWith('421') ? { ...answer, ending: 'close' } : answer);
  }

  async receive(line: string): Promise<Course> {
    const [, verb = '', argument = ''] = /^([A-Za-z]+)(?: +(.*))?$/.exec(line.trimEnd()) ?? [];
    const name = verb.toUpperCase();
    const handle = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (this.#shut && name !== 'QUIT') return this.#give({ text: '503 5.5.1 Only QUIT is left' });
    return this.#give(handle === undefined ? { text: '500 5.5.2 Unknown command' } : await handle(this, argument));
  }

  hello(name: string, command: 'ehlo' | 'helo'): SmtpAnswer {
    if (name === '') return { text: '501 5.5.4 Say your name' };
    const { behaviour, connection, host, port } = this.#session;
    const phase = phaseOf(port, connection.encrypted, this.#signedIn);
    const usual = [
      'PIPELINING',
      `SIZE ${largestMessage}`,
      ...(phase === 'before-tls' ? ['STARTTLS'] : []),
      ...(phase === 'before-sign-in' ? [`AUTH ${behaviour.mechanisms.join(' ')}`] : []),
      'ENHANCEDSTATUSCODES',
      '8BITMIME',
    ];
    const lines = command === 'helo' ? [host] : [`${host} greets ${name}`, ...(behaviour.capabilities[phase] ?? usual)];
    return {
      text: lines.map((line, index) => `250${index === lines.length - 1 ? ' ' : '-'}${line}`).join('\n'),
      overriddenBy: command,
      effect: () => {
        this.#introduced = true;
        this.#clear();
      },
    };
  }

  async startTls(argument: string): Promise<SmtpAnswer> {
    const { connection, port, secureContext } = this.#session;
    if (argument !== '') return { text: '501 5.5.4 STARTTLS takes no argument' };
    if (connection.encrypted) return { text: '503 5.5.1 TLS is active already' };
    if (port === 'clear-text') return { text: '502 5.5.1 STARTTLS is not available' };
    const context = await secureContext();
    return {
      text: `220 2.0.0 Begin TLS negotiation now${port === 'starttls-injected' ? '\n250 2.0.0 Slipped in before TLS' : ''}`,
      overriddenBy: 'starttls',
      // All knowledge of before TLS is forgotten (RFC 3207 s.4.2).
      effect: () => {
        connection.secure(context);
        this.#introduced = false;
        this.#clear();
      },
    };
  }

  async authenticate(argument: string): Promise<SmtpAnswer> {
    const { account, behaviour, connection, log } = this.#session;
    const [mechanism = '', initial, ...rest] = argument.split(' ').filter((word) => word !== '');
    if (!this.#introduced || this.#signedIn || this.#sender !== undefined) return outOfOrder;
    if (mechanism === '' || rest.length > 0) return { text: '501 5.5.4 Not the arguments of AUTH' };
    if (this.#needsTls) return tlsFirst;
    if (!behaviour.mechanisms.includes(mechanism.toUpperCase())) return { text: '504 5.5.4 Unsupported authentication mechanism' };
    const result = await exchange(mechanism, initial, async (challenge) => {
      await connection.rest(behaviour.replyDelayMs);
      connection.write(`334 ${challenge}\r\n`);
      const line = (await connection.readLine())?.toString().replace(/\r?\n$/, '');
      if (line !== undefined) log.credentials(connection.encrypted);
      return line;
    });
    if (result === 'unknown-mechanism') return { text: '504 5.5.4 The lab cannot run this mechanism' };
    if (typeof result === 'string') return { text: result === 'cancelled' ? '501 5.7.0 Sign-in cancelled' : '501 5.5.2 Not a valid response' };
    if (result.name === account.signInName && result.password === account.password) {
      return {
        text: '235 2.7.0 Signed in',
        overriddenBy: 'authenticate',
        effect: () => {
          this.#signedIn = true;
        },
      };
    }
    this.#failures += 1;
    const refusal = behaviour.replies.authenticate === undefined ? 'wrongCredentials' : 'authenticate';
    const answer: SmtpAnswer = { text: '535 5.7.8 Invalid credentials', overriddenBy: refusal };
    return this.#failures < failuresAllowed ? answer : { ...answer, ending: 'close' };
  }

  mail(argument: string): SmtpAnswer {
    if (!this.#introduced || this.#sender !== undefined) return outOfOrder;
    if (this.#needsTls) return tlsFirst;
    if (!this.#signedIn) return { text: '530 5.7.0 Sign in first' };
    const path = readPath(argument, 'FROM');
    if (path === undefined) return { text: '501 5.1.7 Not a sender address' };
    const refusal = refusalOf(path);
    if (refusal !== undefined) return { text: refusal };
    // A submission server lets an account send in its own name alone (RFC 6409 s.6.1).
    const own = path.address.toLowerCase() === this.#session.account.email.toLowerCase();
    if (!own) return { text: '553 5.7.1 Sender address rejected: not owned by this account', overriddenBy: 'mail' };
    return {
      text: '250 2.1.0 Sender accepted',
      overriddenBy: 'mail',
      effect: () => {
        this.#sender = path.address;
      },
    };
  }

  recipient(argument: string): SmtpAnswer {
    if (this.#sender === undefined) return outOfOrder;
    const path = readPath(argument, 'TO');
    if (path === undefined || path.address === '') return { text: '501 5.1.3 Not a recipient address' };
    if (path.parameters.size > 0) return { text: '555 5.5.4 Unknown parameter' };
    if (this.#recipients.length >= mostRecipients) return { text: '452 4.5.3 Too many recipients' };
    return {
      text: '250 2.1.5 Recipient accepted',
      overriddenBy: 'rcpt',
      effect: () => {
        this.#recipients.push(path.address);
      },
    };
  }

  data(argument: string): SmtpAnswer {
    if (this.#sender === undefined) return outOfOrder;
    if (argument !== '') return { text: '501 5.5.4 DATA takes no argument' };
    if (this.#recipients.length === 0) return { text: '554 5.5.1 No valid recipients' };
    return { text: '354 End with a line that has only a dot', overriddenBy: 'data', effect: () => this.#receiveMessage(this.#sender ?? '') };
  }

  reset(): SmtpAnswer {
    return { text: '250 2.0.0 Forgotten', overriddenBy: 'rset', effect: () => this.#clear() };
  }

  async #receiveMessage(from: string): Promise<Course> {
    const { connection, onMessage } = this.#session;
    const message = await readMessage(connection, largestMessage);
    const to = this.#recipients;
    this.#clear();
    if (message === undefined) return 'ended';
    if (message === 'too-big') return this.#give({ text: '552 5.3.4 The message is too big' });
    return this.#give({ text: '250 2.0.0 Message accepted', overriddenBy: 'message', effect: () => onMessage({ from, to, data: message }) });
  }

  #clear(): void {
    this.#sender = undefined;
    this.#recipients = [];
  }

  get #needsTls(): boolean {
    const { connection, port } = this.#session;
    return !connection.encrypted && port !== 'clear-text';
  }

  #give(answer: SmtpAnswer): Promise<Course> {
    const send = (text: string) => this.#session.connection.write(`${text.replaceAll('\n', '\r\n')}\r\n`);
    return give(this.#session, answer, send, (text) => /^[23]/.test(text));
  }
}

const outOfOrder: SmtpAnswer = { text: '503 5.5.1 Not now' };
const tlsFirst: SmtpAnswer = { text: '530 5.7.0 Must issue a STARTTLS command first' };

function refusalOf({ parameters }: Path): string | undefined {
  for (const [name, value] of parameters) {
    if (name === 'SIZE' && Number(value) > largestMessage) return '552 5.3.4 The message is too big';
    if (!['SIZE', 'BODY', 'AUTH', 'SMTPUTF8'].includes(name)) return '555 5.5.4 Unknown parameter';
  }
  return undefined;
}
