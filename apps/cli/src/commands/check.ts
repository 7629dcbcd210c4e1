import type { Catalogue } from '@inbox-connect/catalogue';
import { type CheckRequest, type Endpoint, parseCheckRequest, type Service, serviceSchema } from '@inbox-connect/core';
import { checkHere } from '../check-here.ts';
import { checkThere } from '../check-there.ts';
import { readConfig, readInboxPassword } from '../config.ts';
import { describeFieldErrors } from '../describe-field-errors.ts';
import { formatEndpoint, parseEndpoint } from '../endpoint.ts';
import { UsageError } from '../exit-codes.ts';
import { readPassword } from '../password.ts';
import { showCheck } from '../show-check.ts';
import type { Stop } from '../stop.ts';

/** The flags of `inbox-connect check`, as commander hands them on. */
export interface CheckFlags {
  readonly email: string;
  readonly imap: string;
  readonly smtp: string;
  readonly username?: string;
  readonly allowNonSecureCertificate?: true;
  readonly testMessage: boolean;
  readonly passwordStdin?: true;
  readonly server?: string;
  readonly json?: true;
}

/** Checks an inbox, in this process or at a running service. Throws a `UsageError` for flags that make no check. */
export async function runCheck(flags: CheckFlags, catalogue: Catalogue, stop: Stop): Promise<number> {
  const server = readServer(flags, catalogue);
  const endpoints = {
    imap: readEndpoint(flags, 'imap', 'imap.example.com:993/tls', catalogue),
    smtp: readEndpoint(flags, 'smtp', 'smtp.example.com:587/starttls', catalogue),
  };
  for (const warning of clearTextWarnings(endpoints, server, catalogue)) process.stderr.write(`${warning}\n`);
  const password = await readPassword({
    fromStdin: flags.passwordStdin ?? false,
    fromEnvironment: readInboxPassword(),
    stdin: process.stdin,
    terminal: process.stderr,
    question: catalogue.t('cli.password'),
    signal: stop.signal,
  });
  const stopped = stop.exitCode();
  if (stopped !== undefined) return stopped;
  if (password === undefined) throw new UsageError(catalogue.t('cli.passwordMissing'));

  const request = readRequest(flags, endpoints, password, catalogue);
  const events = server === undefined ? checkHere(request, readConfig(), stop.signal) : checkThere(request, server, stop.signal, catalogue);
  return showCheck(events, flags, catalogue, stop);
}

type Endpoints = Readonly<Record<Service, Endpoint>>;

function readEndpoint(flags: CheckFlags, option: Service, example: string, { t }: Catalogue): Endpoint {
  const endpoint = parseEndpoint(flags[option]);
  if (endpoint === undefined) throw new UsageError(t('cli.notAnEndpoint', { option, text: flags[option], example }));
  return endpoint;
}

/** The address of a service without a slash at its end. */
function readServer({ server }: CheckFlags, { t }: Catalogue): string | undefined {
  if (server === undefined) return undefined;
  const url = URL.parse(server);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) throw new UsageError(t('cli.notAServer', { text: server }));
  return url.href.replace(/\/+$/, '');
}

/** Where the password would travel for everybody to read; told before anything is sent. */
function clearTextWarnings(endpoints: Endpoints, server: string | undefined, { t }: Catalogue): readonly string[] {
  const open = serviceSchema.options
    .filter((service) => endpoints[service].security === 'none')
    .map((service) => ({ flag: `--${service}`, server: formatEndpoint(endpoints[service]) }));
  if (server?.startsWith('http:') && !isLoopback(new URL(server).hostname)) open.push({ flag: '--server', server });
  return open.map((values) => t('cli.clearText', values));
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.[\d.]+$/.test(hostname);
}

function readRequest(flags: CheckFlags, endpoints: Endpoints, password: string, catalogue: Catalogue): CheckRequest {
  const parsed = parseCheckRequest({
    email: flags.email,
    password,
    ...(flags.username !== undefined && { username: flags.username }),
    ...endpoints,
    allowNonSecureCertificate: flags.allowNonSecureCertificate ?? false,
    sendTestMessage: flags.testMessage,
    locale: catalogue.locale,
  });
  if ('errors' in parsed) throw new UsageError(describeFieldErrors(parsed.errors, catalogue));
  return parsed.request;
}
