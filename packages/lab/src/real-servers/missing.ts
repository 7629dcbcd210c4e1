import { existsSync } from 'node:fs';

/** The programs by Debian's package names. */
const programs = [
  { name: 'dovecot-imapd', file: '/usr/lib/dovecot/imap' },
  { name: 'postfix', file: '/usr/lib/postfix/sbin/master' },
] as const;

export type RealServerPackage = (typeof programs)[number]['name'];

/** What keeps the real servers from starting here, one readable line each; empty when all is there. */
export function realServersMissing(wanted: readonly RealServerPackage[] = programs.map(({ name }) => name)): readonly string[] {
  const missing = programs
    .filter(({ name, file }) => wanted.includes(name) && !existsSync(file))
    .map(({ name }) => `${name} is not installed: apt-get install --yes --no-install-recommends ${name}`);
  // The master of Postfix starts for the superuser alone; Dovecot can do without.
  const root = wanted.includes('postfix') && process.getuid?.() !== 0 ? ['postfix must be started by root: run the tests as root'] : [];
  return [...missing, ...root];
}

/** Throws with every reason at once. */
export function requireRealServer(name: RealServerPackage): void {
  const missing = realServersMissing([name]);
  if (missing.length > 0) throw new Error(missing.join('\n'));
}
