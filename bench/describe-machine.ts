import { execFileSync } from 'node:child_process';
import { cpus, release, totalmem, type } from 'node:os';

/** What a reader needs to judge the figures, one fact a line. */
export function describeMachine(): readonly string[] {
  const [processor] = cpus();
  return [
    `${cpus().length} × ${processor?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${type()} ${release()}`,
    `Node ${process.versions.node} with OpenSSL ${process.versions.openssl}`,
    `Dovecot ${firstWord('/usr/sbin/dovecot', '--version')} and Postfix ${firstWord('/usr/sbin/postconf', '-d', '-h', 'mail_version')} over loopback, EC P-256 certificates`,
  ];
}

function firstWord(command: string, ...commandArguments: readonly string[]): string {
  return execFileSync(command, commandArguments, { encoding: 'utf8' }).split(/\s/)[0] ?? '';
}
