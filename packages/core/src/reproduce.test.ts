import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reproduce } from './reproduce.ts';
import { type Security, type Service, type Stage, securitySchema, serviceSchema, stageSchema } from './vocabulary.ts';

const programs = ['getent', 'dig', 'nc', 'bash', 'openssl', 'curl', 'swaks'];

/** What each program is called with when a real shell reads the commands: functions of the same names stand in for the programs. */
function readByShell(commands: readonly string[]): readonly (readonly string[])[] {
  const functions = programs.map((name) => `${name}() { printf '%s\\0' ${name} "$@"; printf '\\0\\n\\0'; }`);
  const { stdout, stderr, status } = spawnSync('sh', ['-s'], { input: [...functions, ...commands].join('\n'), encoding: 'utf8', env: {} });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  return stdout
    .split('\0\0\n\0')
    .filter((call) => call !== '')
    .map((call) => call.split('\0'));
}

const benign = { host: 'mail.example.com', username: 'anna', email: 'anna@example.com' };

interface Place {
  readonly service: Service;
  readonly stage: Stage;
}

function commandsFor({ host, username, email }: typeof benign, place: Place, security: Security, allowNonSecureCertificate = false): readonly string[] {
  const endpoint = { host, port: 993, security };
  const settings = { email, username, imap: endpoint, smtp: endpoint, allowNonSecureCertificate, trustedCertificates: [] };
  return reproduce({ ...place, cause: 'unexplained' }, settings).map(({ command }) => command);
}

/** Whatever a report can hold: a zero byte is no part of any word of a shell. */
const hostile = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1 }),
    fc.string({ unit: fc.constantFrom("'", '"', '$', '`', '\\', ';', '|', '&', '\n', ' ', '*', '!', '#', '~', '(', '<', 'a', '-', '=') }),
    fc.constantFrom("'; touch /tmp/x; '", '$(id)', '`id`', '-o/etc/passwd', '--', "a'b'c", '%s%n', '\\', '\\\\', '~root', '=ls', 'a\nrm -rf /'),
  )
  .map((text) => text.replaceAll('\0', '') || 'x');

describe('reproduce', () => {
  it('hands hosts, names and addresses to the programs as they are, whatever stands in them', () => {
    const places = serviceSchema.options.flatMap((service) => stageSchema.options.map((stage) => ({ service, stage })));
    const all = (who: typeof benign, security: Security) => readByShell(places.flatMap((place) => commandsFor(who, place, security)));
    const usual = new Map(securitySchema.options.map((security) => [security, all(benign, security)]));
    fc.assert(
      fc.property(hostile, hostile, hostile, fc.constantFrom(...securitySchema.options), (host, username, email, security) => {
        // What begins with a hyphen swaks asks for, and curl takes no name with a colon: see below.
        const values = { host: `h${host.replaceAll(':', '')}`, username: `u${username.replaceAll(':', '')}`, email: `e${email}` };
        const expected = usual
          .get(security)
          ?.map((call) =>
            call.map((word) =>
              word === benign.username ? values.username : word === benign.email ? values.email : word.replaceAll(benign.host, () => values.host),
            ),
          );
        expect(all(values, security)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('lets no value become an option, and no part of a name a password', () => {
    const hyphen = commandsFor({ ...benign, username: '--data', email: '-t@example.com' }, { service: 'smtp', stage: 'send' }, 'tls');
    const [[, ...words] = []] = readByShell(hyphen);
    expect(words.slice(words.indexOf('--auth-user'))).toEqual(['--auth-user', '--from', '--to']);
    expect(commandsFor({ ...benign, username: 'anna:lind' }, { service: 'imap', stage: 'authenticate' }, 'tls')).toEqual([]);
  });

  it.each<[string, readonly string[], readonly string[]]>([
    [
      'a handshake over STARTTLS',
      commandsFor(benign, { service: 'smtp', stage: 'secure' }, 'starttls'),
      [
        'openssl s_client -connect mail.example.com:993 -servername mail.example.com -starttls smtp -min_protocol TLSv1.2 -verify_return_error -verify_hostname mail.example.com < /dev/null',
        'curl --verbose --max-time 60 --url smtp://mail.example.com:993/ --tlsv1.2 --ssl-reqd --request NOOP',
      ],
    ],
    [
      'an address in place of a name',
      commandsFor({ ...benign, host: '2001:db8::1' }, { service: 'imap', stage: 'secure' }, 'tls'),
      [
        "openssl s_client -connect '[2001:db8::1]:993' -noservername -min_protocol TLSv1.2 -verify_return_error -verify_ip 2001:db8::1 < /dev/null",
        "curl --verbose --max-time 60 --url 'imaps://[2001:db8::1]:993/' --tlsv1.2 --request NOOP",
      ],
    ],
    [
      'a sign-in that the person wants without encryption',
      commandsFor(benign, { service: 'imap', stage: 'authenticate' }, 'none'),
      ['curl --verbose --max-time 60 --url imap://mail.example.com:993/ --user anna'],
    ],
  ])('writes %s for people to read', (_, commands, expected) => {
    expect(commands).toEqual(expected);
  });

  it('verifies no certificate that the person allowed, looks up no address, and shows nothing that only we decide', () => {
    const allowed = commandsFor(benign, { service: 'smtp', stage: 'authenticate' }, 'tls', true).join('\n');
    expect(allowed).toContain('--insecure');
    expect(allowed).not.toMatch(/verify/);
    expect(commandsFor({ ...benign, host: '192.0.2.1' }, { service: 'imap', stage: 'resolve' }, 'tls')).toEqual([]);
    const endpoint = { host: 'localhost.example', port: 993, security: 'tls' } as const;
    const settings = { email: benign.email, imap: endpoint, smtp: endpoint, allowNonSecureCertificate: false, trustedCertificates: [] };
    expect(reproduce({ service: 'imap', stage: 'resolve', cause: 'address-not-permitted' }, settings)).toEqual([]);
  });
});
