import { execFileSync } from 'node:child_process';
import { chown, mkdir, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { IssuedCertificate } from '../certificate-authority.ts';
import { findFreePort } from './free-port.ts';
import { requireRealServer } from './missing.ts';
import { type ServerProcess, startServer } from './server-process.ts';

/** Who may sign in. */
export interface RealUser {
  /** What the server wants as user name: an address, or anything without a colon. */
  readonly username: string;
  readonly password: string;
  /** The mailbox behind a user name that is not its address. */
  readonly mailbox?: string;
}

export interface DovecotOptions extends Pick<IssuedCertificate, 'certificate' | 'key'> {
  readonly users: readonly RealUser[];
  /** More of its configuration, which counts where it says otherwise. */
  readonly settings?: string;
}

/** A SASL exchange that the server was asked to begin, whether or not it came to a password. */
export interface SignInAttempt {
  readonly service: 'imap' | 'smtp';
  readonly mechanism: string;
  readonly encrypted: boolean;
}

/** A running Dovecot; Postfix asks it for passwords too. */
export interface RealImapServer extends ServerProcess {
  readonly host: string;
  /** `imap` offers STARTTLS, `imaps` is implicit TLS. From its own address Dovecot takes clear text too: only the client prevents it. */
  readonly ports: { readonly imap: number; readonly imaps: number };
  /** Where Postfix finds the password check. */
  readonly saslSocket: string;
  /** Every attempt to sign in that reached the password check, from either service, in order. */
  signInAttempts(): Promise<readonly SignInAttempt[]>;
}

/** Starts Dovecot on loopback with one mailbox a user. Needs no root; the mailboxes then belong to the caller. */
export async function startDovecot(options: DovecotOptions): Promise<RealImapServer> {
  requireRealServer('dovecot-imapd');
  const { process: server, ports, saslSocket } = await startServer('dovecot', (directory) => prepare(directory, options));
  const signInAttempts = async () => (await server.log()).split('\n').flatMap(attemptIn);
  return { ...server, host: '127.0.0.1', ports, saslSocket, signInAttempts };
}

/** The password check is told `secured=tls` by Dovecot's own login and `secured` by Postfix; Dovecot says the latter of a local client. */
function attemptIn(line: string): readonly SignInAttempt[] {
  const [, mechanism, service] = /client in: AUTH\t\d+\t(\S+)\tservice=(imap|smtp)\t/.exec(line) ?? [];
  if (mechanism === undefined) return [];
  return service === 'imap'
    ? [{ service, mechanism, encrypted: line.includes('\tsecured=tls\t') }]
    : [{ service: 'smtp', mechanism, encrypted: line.includes('\tsecured\t') }];
}

async function prepare(directory: string, { certificate, key, users, settings = '' }: DovecotOptions) {
  const ports = { imap: await findFreePort(), imaps: await findFreePort() };
  const owner = ownerOfMailboxes();
  const files = { config: 'dovecot.conf', log: 'dovecot.log', certificate: 'certificate.pem', key: 'key.pem', passwords: 'passwords', mail: 'mail' };
  const path = (file: keyof typeof files) => join(directory, files[file]);
  await mkdir(path('mail'));
  if (owner.ids !== undefined) await chown(path('mail'), owner.ids.uid, owner.ids.gid);
  await writeFile(path('certificate'), certificate);
  await writeFile(path('key'), key, { mode: 0o600 });
  await writeFile(path('passwords'), users.map(passwordLine).join(''));
  await writeFile(path('config'), configuration({ directory, ports, owner, path }) + settings);
  return {
    command: '/usr/sbin/dovecot',
    arguments: ['-F', '-c', path('config')],
    greetingPort: ports.imap,
    logFile: path('log'),
    ports,
    saslSocket: join(directory, 'run', 'auth-sasl'),
  };
}

/** A line of Dovecot's passwd-file; in hexadecimal a password may contain anything, colons too. */
function passwordLine({ username, password, mailbox }: RealUser): string {
  return `${username}:{PLAIN.HEX}${Buffer.from(password).toString('hex')}::::::${mailbox === undefined ? '' : `user=${mailbox}`}\n`;
}

/** As root, the users that Debian made for Dovecot; else everything belongs to the caller. */
function ownerOfMailboxes() {
  if (process.getuid?.() !== 0) {
    const { username } = userInfo();
    return { user: username, group: execFileSync('id', ['-gn'], { encoding: 'utf8' }).trim(), login: username, ids: undefined };
  }
  const id = (flag: '-u' | '-g') => Number(execFileSync('id', [flag, 'dovecot'], { encoding: 'utf8' }));
  return { user: 'dovecot', group: 'dovecot', login: 'dovenull', ids: { uid: id('-u'), gid: id('-g') } };
}

interface Configuration {
  readonly directory: string;
  readonly ports: RealImapServer['ports'];
  readonly owner: { readonly user: string; readonly group: string; readonly login: string };
  readonly path: (file: 'log' | 'certificate' | 'key' | 'passwords' | 'mail') => string;
}

/**
 * `auth_debug` logs every exchange that begins, without its password. The anvil socket without permissions takes the
 * delay away that Dovecot adds after a refused sign-in to every later one from the same address. No process may chroot,
 * which only root could.
 */
function configuration({ directory, ports, owner, path }: Configuration): string {
  return `
base_dir = ${directory}/run
state_dir = ${directory}/state
log_path = ${path('log')}
protocols = imap
listen = 127.0.0.1
default_internal_user = ${owner.user}
default_internal_group = ${owner.group}
default_login_user = ${owner.login}
ssl = yes
ssl_cert = <${path('certificate')}
ssl_key = <${path('key')}
disable_plaintext_auth = yes
auth_mechanisms = plain login
auth_failure_delay = 0
auth_debug = yes
mail_location = maildir:${path('mail')}/%u
mail_max_userip_connections = 2000
first_valid_uid = 1
passdb {
  driver = passwd-file
  args = ${path('passwords')}
}
userdb {
  driver = static
  args = uid=${owner.user} gid=${owner.group} home=${path('mail')}/%u
}
namespace inbox {
  inbox = yes
  mailbox Sent {
    auto = create
    special_use = \\Sent
  }
}
service imap-login {
  chroot =
  service_count = 0
  process_min_avail = 1
  client_limit = 2000
  inet_listener imap {
    port = ${ports.imap}
  }
  inet_listener imaps {
    port = ${ports.imaps}
    ssl = yes
  }
}
service imap {
  service_count = 100
  process_limit = 2000
}
service anvil {
  chroot =
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service stats {
  chroot =
}
service auth {
  client_limit = 5000
  unix_listener auth-sasl {
    mode = 0666
  }
}
`;
}
