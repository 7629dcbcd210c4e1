import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** The programs that the tests drive, by Debian's package names. */
const packages = [
  { name: 'dovecot-imapd', file: '/usr/lib/dovecot/imap' },
  { name: 'postfix', file: '/usr/lib/postfix/sbin/master' },
  { name: 'chromium', file: '/usr/bin/chromium' },
  { name: 'openssl', file: '/usr/bin/openssl' },
  { name: 'curl', file: '/usr/bin/curl' },
  { name: 'swaks', file: '/usr/bin/swaks' },
  // What swaks speaks TLS with.
  { name: 'libnet-ssleay-perl', file: '/usr/share/doc/libnet-ssleay-perl' },
  { name: 'postgresql', file: '/usr/lib/postgresql' },
  { name: 'strace', file: '/usr/bin/strace' },
  { name: 'redis-server', file: '/usr/bin/redis-server' },
] as const;

/** Installs what is missing where that is allowed (root, apt-get); otherwise answers one line that says what to do. */
export function ensureSystemPackages(): string | undefined {
  const missing = packages.filter(({ file }) => !existsSync(file)).map(({ name }) => name);
  if (missing.length === 0) return undefined;
  const install = `apt-get install --yes --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.error(`Installing ${missing.join(', ')}`);
    // Postfix would configure itself and start at once; the tests bring their own configuration.
    run('sh', ['-c', 'echo "postfix postfix/main_mailer_type select No configuration" | debconf-set-selections']);
    run('apt-get', ['update', '--quiet=2']);
    run('apt-get', ['--quiet=2', ...install.split(' ').slice(1)]);
    if (packages.every(({ file }) => existsSync(file))) return undefined;
  }
  return `The tests need ${missing.join(', ')}: on Debian, run "sudo ${install}" and then "npm test" again.`;
}

function run(command: string, commandArguments: readonly string[]): void {
  spawnSync(command, commandArguments, { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
}
