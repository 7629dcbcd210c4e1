import { execFileSync } from 'node:child_process';
import { chmod, chown, mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { IssuedCertificate } from '../certificate-authority.ts';
import type { RealImapServer } from './dovecot.ts';
import { findFreePort } from './free-port.ts';
import { requireRealServer } from './missing.ts';
import { type ServerProcess, startServer } from './server-process.ts';

export interface PostfixOptions extends Pick<IssuedCertificate, 'certificate' | 'key'> {
  /** The Dovecot that knows the passwords. */
  readonly sasl: Pick<RealImapServer, 'saslSocket'>;
  /** The SMTP server that gets every accepted message; without one, messages are thrown away. */
  readonly relayTo?: { readonly host: string; readonly port: number };
  /** More of its `main.cf`, which counts where it says otherwise. */
  readonly settings?: string;
  /** Further ports by name, each with settings of its own. */
  readonly services?: Readonly<Record<string, readonly string[]>>;
}

/** A running Postfix that takes messages only from those who have signed in. */
export interface RealSmtpServer extends ServerProcess {
  readonly host: string;
  /** `smtp` and `submission` offer STARTTLS (the latter demands it), `submissions` is implicit TLS; nobody signs in in clear text. */
  readonly ports: { readonly smtp: number; readonly submission: number; readonly submissions: number };
  readonly servicePorts: Readonly<Record<string, number>>;
}

/** Starts Postfix on loopback; root only. */
export async function startPostfix(options: PostfixOptions): Promise<RealSmtpServer> {
  requireRealServer('postfix');
  const { process: server, ports, servicePorts } = await startServer('postfix', (directory) => prepare(directory, options));
  return { ...server, host: '127.0.0.1', ports, servicePorts };
}

async function prepare(directory: string, options: PostfixOptions) {
  const ports = { smtp: await findFreePort(), submission: await findFreePort(), submissions: await findFreePort() };
  const services = Object.entries(options.services ?? {});
  const servicePorts = Object.fromEntries(await Promise.all(services.map(async ([name]) => [name, await findFreePort()] as const)));
  const etc = join(directory, 'etc');
  const logFile = join(directory, 'postfix.log');
  await mkdir(etc);
  await writeFile(join(directory, 'certificate.pem'), options.certificate);
  await writeFile(join(directory, 'key.pem'), options.key, { mode: 0o600 });
  await createQueue(directory);
  await writeFile(join(etc, 'main.cf'), mainConfiguration(directory, logFile, options));
  await writeFile(
    join(etc, 'master.cf'),
    masterConfiguration(ports) + services.map(([name, settings]) => serviceLine(servicePorts[name] ?? 0, settings)).join(''),
  );
  // Every process of Postfix waits until its configuration is some seconds old.
  const aWhileAgo = new Date(Date.now() - 120_000);
  for (const file of ['main.cf', 'master.cf']) await utimes(join(etc, file), aWhileAgo, aWhileAgo);
  return {
    command: '/usr/lib/postfix/sbin/master',
    arguments: ['-c', etc, '-d'],
    environment: { MAIL_CONFIG: etc },
    greetingPort: ports.smtp,
    logFile,
    ports,
    servicePorts,
  };
}

const queues = ['active', 'bounce', 'corrupt', 'defer', 'deferred', 'flush', 'hold', 'incoming', 'saved', 'trace'];

/** The directories that an installation would bring, with the owners that Postfix insists on. */
async function createQueue(directory: string): Promise<void> {
  const postfix = Number(execFileSync('id', ['-u', 'postfix'], { encoding: 'utf8' }));
  const postdrop = Number(execFileSync('getent', ['group', 'postdrop'], { encoding: 'utf8' }).split(':')[2]);
  const create = async (path: string, mode: number, owner: number, group: number) => {
    await mkdir(path);
    await chmod(path, mode);
    await chown(path, owner, group);
  };
  const queue = join(directory, 'queue');
  await create(queue, 0o755, 0, 0);
  await create(join(directory, 'data'), 0o700, postfix, 0);
  await create(join(queue, 'pid'), 0o755, 0, 0);
  await create(join(queue, 'private'), 0o700, postfix, 0);
  await create(join(queue, 'public'), 0o710, postfix, postdrop);
  await create(join(queue, 'maildrop'), 0o730, postfix, postdrop);
  for (const name of queues) await create(join(queue, name), 0o700, postfix, 0);
}

function mainConfiguration(directory: string, logFile: string, { sasl, relayTo, settings = '' }: PostfixOptions): string {
  const delivery = relayTo === undefined ? 'default_transport = discard' : `default_transport = smtp\nrelayhost = [${relayTo.host}]:${relayTo.port}`;
  return `
compatibility_level = 3.6
queue_directory = ${directory}/queue
data_directory = ${directory}/data
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = ${logFile}
maillog_file_prefixes = ${directory}
myhostname = postfix.example.test
mydestination =
mynetworks =
alias_maps =
alias_database =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
disable_dns_lookups = yes
smtp_host_lookup = native
default_process_limit = 500
${delivery}
smtp_tls_security_level = may
smtpd_peername_lookup = no
smtpd_tls_chain_files = ${directory}/key.pem, ${directory}/certificate.pem
smtpd_tls_security_level = may
smtpd_tls_auth_only = yes
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = ${sasl.saslSocket}
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
smtpd_error_sleep_time = 0
smtpd_client_connection_count_limit = 0
smtpd_client_connection_rate_limit = 0
${settings}
`;
}

/** Settings of `master.cf` must not have spaces around them; within, braces hold them together. */
function serviceLine(port: number, settings: readonly string[]): string {
  return `127.0.0.1:${port} inet n - n - - smtpd${settings.map((setting) => `\n  -o { ${setting} }`).join('')}\n`;
}

/** Columns: service, type, private, unprivileged, chroot, wakeup, process limit, command. */
function masterConfiguration({ smtp, submission, submissions }: RealSmtpServer['ports']): string {
  return `
127.0.0.1:${smtp} inet n - n - - smtpd
127.0.0.1:${submission} inet n - n - - smtpd -o smtpd_tls_security_level=encrypt
127.0.0.1:${submissions} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`;
}
