import { readFileSync } from 'node:fs';
import {
  isLoopback,
  readCertificates,
  readChoice,
  readDatabaseUrl,
  readEgressAddress,
  readEmail,
  readHost,
  readInteger,
  readList,
  readMailDomain,
  readNetwork,
  readPorts,
  readPresetsFile,
  readPublicUrl,
  readRedisUrl,
  readSocketAddress,
  readSwitch,
  readWebAddress,
  readWorkerKeys,
} from './config-values.ts';

const logLevels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

/** All that an operator can set, read once. */
export interface Config {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** The origin that people open, such as `https://check.example.com`. */
  readonly publicUrl: string | undefined;
  readonly allowedNetworks: readonly string[];
  readonly allowedPorts: readonly number[] | '*';
  /** `192.0.2.53:53`, `[2001:db8::53]:53`; empty: those of the system. */
  readonly dnsServers: readonly string[];
  /** PEM of the authorities that are trusted besides the public roots. */
  readonly extraCertificates: string | undefined;
  readonly bccAddress: string | undefined;
  readonly receiverDomain: string | undefined;
  readonly receiverPort: number;
  readonly egressAddresses: readonly string[];
  readonly lab: boolean;
  /** Where shared reports are kept: `postgres://` or a file of SQLite; undefined: in this process. */
  readonly databaseUrl: string | undefined;
  /** The queue of many machines: `redis://` or the path of a socket; undefined: checks run in this process. */
  readonly redisUrl: string | undefined;
  /** PEM of the keys that open sealed passwords, for workers alone; undefined: each worker makes its own. */
  readonly workerKeys: string | undefined;
  /** Where the ISPDB answers, without a slash at its end. */
  readonly ispdbUrl: string;
  /** What the operator has set for mail domains: a JSON file. */
  readonly presetsFile: string | undefined;
  readonly checkConcurrency: number;
  readonly rateLimits: boolean;
  /** Networks whose `X-Forwarded-For` counts. */
  readonly trustProxy: readonly string[];
  readonly logLevel: (typeof logLevels)[number];
}

/** The environment makes no sense; the message is one line that says which setting and what is wrong with it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads the settings of `environment`; what is not set or empty has its default. Throws a `ConfigError`. */
export function parseConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const read = <T>(name: string, parse: (text: string) => T, otherwise: T): T => {
    const text = environment[name]?.trim() ?? '';
    if (text === '') return otherwise;
    try {
      return parse(text);
    } catch (error) {
      throw new ConfigError(`${name}: ${oneLine(error instanceof Error ? error.message : String(error))}`);
    }
  };
  // Node would accept every certificate in the whole process, also where we never asked it to.
  if (environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') {
    throw new ConfigError('NODE_TLS_REJECT_UNAUTHORIZED: 0 switches the verification of certificates off everywhere; remove it');
  }

  const host = read('HOST', readHost, '127.0.0.1');
  const publicUrl = read('PUBLIC_URL', readPublicUrl, undefined);
  return {
    host,
    port: read('PORT', (text) => readInteger(text, 0, 65_535), 3_000),
    publicUrl,
    allowedNetworks: read('ALLOWED_NETWORKS', (text) => readList(text, readNetwork), []),
    allowedPorts: read('ALLOWED_PORTS', readPorts, [143, 993, 25, 465, 587, 2525]),
    dnsServers: read('DNS_SERVERS', (text) => readList(text, readSocketAddress), []),
    extraCertificates: read('EXTRA_CA_FILE', (path) => readCertificates(readFileSync(path, 'utf8')), undefined),
    bccAddress: read('BCC_ADDRESS', readEmail, undefined),
    receiverDomain: read('RECEIVER_DOMAIN', readMailDomain, undefined),
    receiverPort: read('RECEIVER_PORT', (text) => readInteger(text, 0, 65_535), 2_525),
    egressAddresses: read('EGRESS_ADDRESSES', (text) => readList(text, readEgressAddress), []),
    lab: read('LAB', readSwitch, isLoopback(host) && publicUrl === undefined),
    databaseUrl: read('DATABASE_URL', readDatabaseUrl, undefined),
    redisUrl: read('REDIS_URL', readRedisUrl, undefined),
    workerKeys: read('WORKER_KEYS', (path) => readWorkerKeys(readFileSync(path, 'utf8')), undefined),
    ispdbUrl: read('AUTOCONFIG_ISPDB_URL', readWebAddress, 'https://autoconfig.thunderbird.net/v1.1'),
    presetsFile: read('PRESETS_FILE', readPresetsFile, undefined),
    checkConcurrency: read('CHECK_CONCURRENCY', (text) => readInteger(text, 1, 1_000), 16),
    rateLimits: read('RATE_LIMITS', readSwitch, true),
    trustProxy: read('TRUST_PROXY', (text) => readList(text, readNetwork), []),
    logLevel: read('LOG_LEVEL', (text) => readChoice(text, logLevels), 'info'),
  };
}

/** What an operator typed may hold anything; the message stays one short line. */
function oneLine(text: string): string {
  return text.replaceAll(/\p{C}+/gu, ' ').slice(0, 300);
}

/** An address that cannot be listened on is a wrong setting too. */
export function cannotListen(setting: 'PORT' | 'RECEIVER_PORT', { host, port }: { host: string; port: number }, error: unknown): ConfigError {
  const code = error instanceof Error && 'code' in error ? ` (${error.code})` : '';
  return new ConfigError(`${setting}: cannot listen on ${host} port ${port}${code}`);
}
