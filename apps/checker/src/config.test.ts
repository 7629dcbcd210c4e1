import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, parseConfig } from './config.ts';

describe('reading the settings', () => {
  it('has a default for each', () => {
    expect(parseConfig({})).toEqual({
      host: '127.0.0.1',
      port: 3_000,
      publicUrl: undefined,
      allowedNetworks: [],
      allowedPorts: [143, 993, 25, 465, 587, 2525],
      dnsServers: [],
      extraCertificates: undefined,
      bccAddress: undefined,
      receiverDomain: undefined,
      receiverPort: 2_525,
      egressAddresses: [],
      lab: true,
      ispdbUrl: 'https://autoconfig.thunderbird.net/v1.1',
      presetsFile: undefined,
      checkConcurrency: 16,
      rateLimits: true,
      trustProxy: [],
      logLevel: 'info',
    });
  });

  it('takes every value that makes sense', () => {
    const config = parseConfig({
      HOST: '::',
      PORT: '0',
      PUBLIC_URL: 'https://Check.Example.com/',
      ALLOWED_NETWORKS: '127.0.0.0/8, ::1/128 10.0.0.7',
      ALLOWED_PORTS: '993,10587',
      DNS_SERVERS: '127.0.0.1:5353,192.0.2.53,[2001:db8::53]:5353,2001:db8::54',
      BCC_ADDRESS: 'bcc@in.example.com',
      RECEIVER_DOMAIN: 'In.Example.com',
      RECEIVER_PORT: '25',
      EGRESS_ADDRESSES: '192.0.2.1,2001:db8::/64',
      LAB: 'on',
      AUTOCONFIG_ISPDB_URL: 'http://10.0.0.7:8080/ispdb/',
      CHECK_CONCURRENCY: '1',
      RATE_LIMITS: 'off',
      TRUST_PROXY: '10.0.0.0/8',
      LOG_LEVEL: 'warn',
      DATABASE_URL: '',
      REDIS_URL: 'rediss://checker@redis.example.com:6380/1',
    });
    expect(config).toMatchObject({
      host: '::',
      port: 0,
      publicUrl: 'https://check.example.com',
      allowedNetworks: ['127.0.0.0/8', '::1/128', '10.0.0.7/32'],
      allowedPorts: [993, 10_587],
      dnsServers: ['127.0.0.1:5353', '192.0.2.53:53', '[2001:db8::53]:5353', '[2001:db8::54]:53'],
      bccAddress: 'bcc@in.example.com',
      receiverDomain: 'in.example.com',
      receiverPort: 25,
      egressAddresses: ['192.0.2.1', '2001:db8::/64'],
      lab: true,
      ispdbUrl: 'http://10.0.0.7:8080/ispdb',
      checkConcurrency: 1,
      rateLimits: false,
      trustProxy: ['10.0.0.0/8'],
      logLevel: 'warn',
    });
    expect(parseConfig({ ALLOWED_PORTS: '*' }).allowedPorts).toBe('*');
  });

  it.each([
    [{}, true],
    [{ HOST: '127.0.0.2' }, true],
    [{ HOST: '::1' }, true],
    [{ HOST: '0.0.0.0' }, false],
    [{ PUBLIC_URL: 'https://check.example.com' }, false],
    [{ LAB: 'off' }, false],
  ])('switches the lab by itself only where nobody else comes: %o', (environment, lab) => {
    expect(parseConfig(environment).lab).toBe(lab);
  });

  it.each([
    ['HOST', 'not a host'],
    ['PORT', '70000'],
    ['PORT', '3000x'],
    ['PUBLIC_URL', 'check.example.com'],
    ['PUBLIC_URL', 'https://check.example.com/path'],
    ['PUBLIC_URL', 'ftp://check.example.com'],
    ['ALLOWED_NETWORKS', '10.0.0.0/33'],
    ['ALLOWED_NETWORKS', 'internal'],
    ['ALLOWED_PORTS', '993;587'],
    ['ALLOWED_PORTS', '0'],
    ['DNS_SERVERS', 'dns.example.com'],
    ['DNS_SERVERS', '127.0.0.1:0'],
    ['EXTRA_CA_FILE', '/nonexistent/ca.pem'],
    ['BCC_ADDRESS', 'nobody'],
    ['RECEIVER_DOMAIN', '192.0.2.1'],
    ['RECEIVER_PORT', '-1'],
    ['EGRESS_ADDRESSES', 'here'],
    ['LAB', 'yes'],
    ['REDIS_URL', 'http://redis.example.com'],
    ['WORKER_KEYS', '/nonexistent/keys.pem'],
    ['CHECK_CONCURRENCY', '0'],
    ['CHECK_CONCURRENCY', 'many\nlines\u001b[31m'],
    ['RATE_LIMITS', '10'],
    ['TRUST_PROXY', 'all'],
    ['LOG_LEVEL', 'loud'],
    ['NODE_TLS_REJECT_UNAUTHORIZED', '0'],
  ])('refuses %s=%j with one line that names it', (name, value) => {
    const read = () => parseConfig({ [name]: value });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(new RegExp(`^${name}: \\P{C}+$`, 'u'));
  });

  it('refuses a file of authorities without a certificate in it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'config-'));
    try {
      const path = join(folder, 'ca.pem');
      writeFileSync(path, 'nothing');
      expect(() => parseConfig({ EXTRA_CA_FILE: path })).toThrow('EXTRA_CA_FILE: the file has no certificate in it');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
