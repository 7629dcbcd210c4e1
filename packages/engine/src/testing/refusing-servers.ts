import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CheckRequestInput, Endpoint } from '@inbox-connect/core';
import { createCertificateAuthority } from '@inbox-connect/lab';
import { findFreePort, type RealImapServer, type RealSmtpServer, startDovecot, startPostfix } from '@inbox-connect/lab/real-servers';
import type { Network } from '../network.ts';
import { createTestNetwork, mailHost } from './real-inbox.ts';

export const password = 'correct horse battery staple';
const domain = 'example.test';

/** What Dovecot's dictionary of passwords holds for users who may not sign in: `reason` is the operator's to write. */
const turnedAway: Readonly<Record<string, object | string>> = {
  locked: { nologin: 'y', reason: 'Account is locked after too many failed sign-ins' },
  suspended: { nologin: 'y', reason: 'This account has been suspended, contact your provider' },
  'without-imap': { nologin: 'y', reason: 'IMAP access is disabled for this account' },
  expired: { nologin: 'y', reason: 'Your password has expired' },
  'without-reason': { nologin: 'y' },
  unreadable: 'no JSON',
};

/** Ports of Postfix with implicit TLS, each of which refuses in its own way. */
const refusingPorts: Readonly<Record<string, readonly string[]>> = {
  'not-my-address': ['smtpd_sender_login_maps=static:somebody-else', 'smtpd_sender_restrictions=reject_sender_login_mismatch'],
  'no-relay': ['smtpd_relay_restrictions=reject_unauth_destination'],
  'soft-bounce': ['soft_bounce=yes', 'smtpd_relay_restrictions=reject_unauth_destination'],
  'small-messages': ['message_size_limit=100'],
  'no-sign-in': ['smtpd_sasl_auth_enable=no'],
  greylisting: ['smtpd_recipient_restrictions=check_recipient_access static:{450 4.2.0 Greylisted, try again in 300 seconds}'],
  'unknown-client': ['smtpd_delay_reject=no', 'smtpd_client_restrictions=reject'],
  'no-spam': ['smtpd_end_of_data_restrictions=check_client_access static:{REJECT Message content rejected as spam}'],
  'full-disk': ['queue_minfree=1000000000000000'],
  'one-connection': ['smtpd_client_connection_count_limit=1'],
  'one-sign-in': ['smtpd_client_auth_rate_limit=1'],
  'one-message': ['smtpd_client_message_rate_limit=1'],
};

/** Dovecot and Postfix that refuse in as many ways as they can, and a Dovecot that wants no password in clear text. */
export interface RefusingServers extends AsyncDisposable {
  readonly dovecot: RealImapServer;
  readonly withCramMd5: RealImapServer;
  readonly postfix: RealSmtpServer;
  /** Leads to Dovecot's port for clear text from an address that is not its own: from that one, it takes passwords. */
  readonly network: Network;
  /** A check of a user's inbox, over implicit TLS unless changed. */
  settings(user: string, changes: { readonly imap?: Partial<Endpoint>; readonly smtp?: Partial<Endpoint> }): CheckRequestInput;
}

export async function startRefusingServers(): Promise<RefusingServers> {
  await using started = new AsyncDisposableStack();
  const directory = await mkdtemp(join(tmpdir(), 'refusals-'));
  await chmod(directory, 0o755);
  started.defer(() => rm(directory, { recursive: true, force: true }));
  const authority = await createCertificateAuthority();
  const certificate = await authority.issue({ names: [mailHost] });
  const quotaPort = await findFreePort();
  const users = ['alice', 'once', 'unpermitted', 'full'].map((name) => ({ username: `${name}@${domain}`, password }));
  const dovecot = started.use(await startDovecot({ ...certificate, users, settings: await refusals(directory, quotaPort) }));
  const withCramMd5 = started.use(await startDovecot({ ...certificate, users, settings: 'auth_mechanisms = cram-md5\n' }));
  const withOtherPasswords = started.use(await startDovecot({ ...certificate, users: [] }));
  const wrapped = (settings: readonly string[]) => ['smtpd_tls_wrappermode=yes', ...settings];
  const postfix = started.use(
    await startPostfix({
      ...certificate,
      sasl: dovecot,
      settings: `
smtpd_client_event_limit_exceptions =
virtual_mailbox_domains = ${domain}
virtual_mailbox_maps = inline:{full@${domain}=x}
virtual_transport = discard
`,
      services: {
        ...Object.fromEntries(Object.entries(refusingPorts).map(([name, settings]) => [name, wrapped(settings)])),
        'no-room': wrapped([`smtpd_recipient_restrictions=check_policy_service inet:127.0.0.1:${quotaPort}`]),
        'cram-md5': wrapped([`smtpd_sasl_path=${withCramMd5.saslSocket}`]),
        'other-passwords': wrapped([`smtpd_sasl_path=${withOtherPasswords.saslSocket}`]),
        'no-starttls': ['smtpd_tls_security_level=none'],
      },
    }),
  );
  const resources = started.move();
  return {
    dovecot,
    withCramMd5,
    postfix,
    network: createTestNetwork(authority.rootPem, (port) => (port === dovecot.ports.imap ? '127.0.0.2' : '127.0.0.1')),
    settings: (user, { imap, smtp }) => ({
      email: `${user}@${domain}`,
      password,
      imap: { host: mailHost, port: dovecot.ports.imaps, security: 'tls', ...imap },
      smtp: { host: mailHost, port: postfix.ports.submissions, security: 'tls', ...smtp },
    }),
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

/** The second address to listen on is one from which nobody connects. A mailbox holds one message. */
async function refusals(directory: string, quotaPort: number): Promise<string> {
  const path = (name: string) => join(directory, name);
  const entries = Object.entries(turnedAway).map(([name, value]) => {
    const json = typeof value === 'string' ? value : JSON.stringify({ password, ...value });
    return `shared/passdb/${name}@${domain}\n${json}\n`;
  });
  await writeFile(path('users'), entries.join(''));
  await writeFile(
    path('dictionary'),
    `uri = file:${path('users')}\ndefault_pass_scheme = PLAIN\nkey passdb {\n  key = passdb/%u\n  format = json\n}\npassdb_objects = passdb\n`,
  );
  await writeFile(path('permissions'), `INBOX user=unpermitted@${domain} l\n`);
  return `
listen = 127.0.0.1, 127.0.0.2
mail_max_userip_connections = 1
passdb {
  driver = dict
  args = ${path('dictionary')}
}
mail_plugins = acl quota
plugin {
  acl = vfile:${path('permissions')}
  quota = count:User quota
  quota_vsizes = yes
  quota_rule = *:messages=1
  quota_status_success = DUNNO
  quota_status_overquota = 552 5.2.2 Mailbox is full
}
service quota-status {
  executable = quota-status -p postfix
  inet_listener {
    address = 127.0.0.1
    port = ${quotaPort}
  }
}
`;
}
