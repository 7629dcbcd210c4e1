import { BlockList } from 'node:net';
import { formatIpAddress, parseIpAddress, type Refusal } from '@inbox-connect/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEgressPolicy } from './egress-policy.ts';
import { ipv4SpecialPurpose, ipv6SpecialPurpose, otherSpecialPurpose } from './special-purpose-networks.ts';

const strict = createEgressPolicy({ allowedNetworks: [], allowedPorts: [143, 993, 25, 465, 587, 2525] });

/** One word a line or space, so that a table of hundreds can be read. */
const words = (text: string) => text.trim().split(/\s+/);

const refusedAddresses: Readonly<Record<string, readonly string[]>> = {
  'this network': words('0.0.0.0 0.0.0.1 0.1.2.3 0.255.255.255'),
  private: words('10.0.0.0 10.0.0.1 10.255.255.255 172.16.0.0 172.16.0.1 172.20.10.2 172.31.255.255 192.168.0.0 192.168.0.1 192.168.1.1 192.168.255.255'),
  'shared by carriers': words('100.64.0.0 100.64.0.1 100.100.100.200 100.127.255.255'),
  'loopback of IPv4': words('127.0.0.0 127.0.0.1 127.0.0.53 127.1.2.3 127.255.255.254 127.255.255.255'),
  'link local': words('169.254.0.0 169.254.0.1 169.254.169.254 169.254.170.2 169.254.169.253 169.254.42.42 169.254.255.255'),
  'protocol assignments': words('192.0.0.0 192.0.0.1 192.0.0.8 192.0.0.9 192.0.0.10 192.0.0.170 192.0.0.171 192.0.0.192 192.0.0.255'),
  documentation: words('192.0.2.0 192.0.2.1 192.0.2.255 198.51.100.0 198.51.100.7 198.51.100.255 203.0.113.0 203.0.113.9 203.0.113.255'),
  'anycast services': words(
    '192.31.196.1 192.31.196.255 192.52.193.1 192.52.193.255 192.88.99.0 192.88.99.1 192.88.99.2 192.88.99.255 192.175.48.1 192.175.48.255',
  ),
  benchmarking: words('198.18.0.0 198.18.0.1 198.19.0.1 198.19.255.255'),
  'multicast of IPv4': words('224.0.0.0 224.0.0.1 224.0.0.251 233.252.0.1 239.255.255.250 239.255.255.255'),
  reserved: words('240.0.0.0 240.0.0.1 247.1.2.3 250.0.0.1 255.0.0.1 255.255.255.254 255.255.255.255'),
  'clouds on public addresses': ['168.63.129.16'],
  'unspecified and loopback': words(':: ::1'),
  'IPv4-compatible': words('::2 ::7f00:1 ::a00:1 ::808:808 ::c0a8:101 ::ffff:ffff ::a9fe:a9fe'),
  'IPv4-mapped': words(`::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:172.16.0.1 ::ffff:192.168.1.1 ::ffff:169.254.169.254 ::ffff:0.0.0.0
    ::ffff:8.8.8.8 ::ffff:1.1.1.1 ::ffff:255.255.255.255 ::ffff:100.64.0.1 ::ffff:224.0.0.1`),
  'IPv4-translated': words('::ffff:0:7f00:1 ::ffff:0:808:808 ::ffff:0:a00:1'),
  NAT64: words(`64:ff9b:: 64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b::a9fe:a9fe 64:ff9b::808:808 64:ff9b::c0a8:101 64:ff9b::ffff:ffff
    64:ff9b:1:: 64:ff9b:1::7f00:1 64:ff9b:1:a00:0:100:: 64:ff9b:1:ffff:ffff:ffff:ffff:ffff 64:ff9b:2::1`),
  '6to4': words(
    '2002:: 2002:7f00:1:: 2002:7f00:1::1 2002:a00:1:: 2002:a9fe:a9fe:: 2002:c0a8:101::1 2002:808:808::808:808 2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
  ),
  Teredo: words('2001:: 2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001::80ff:fffe 2001:0:ffff:ffff:ffff:ffff:ffff:ffff'),
  'protocol assignments of IPv6':
    words(`2001:1:: 2001:1::1 2001:1::2 2001:1::3 2001:1::4 2001:2:: 2001:2::1 2001:2:0:ffff:ffff:ffff:ffff:ffff 2001:3::1 2001:4:112::1
    2001:5::1 2001:10::1 2001:1f:ffff:ffff:ffff:ffff:ffff:ffff 2001:20::1 2001:2f::1 2001:30::1 2001:3f::1 2001:100::1 2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff`),
  'documentation of IPv6': words('2001:db8:: 2001:db8::1 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff 3fff:: 3fff::1 3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff'),
  'AS112 of IPv6': words('2620:4f:8000:: 2620:4f:8000::1 2620:4f:8000:ffff:ffff:ffff:ffff:ffff'),
  'discard and dummy': words('100:: 100::1 100::ffff:ffff:ffff:ffff 100:0:0:1:: 100:0:0:1::1'),
  'segment routing': words('5f00:: 5f00::1 5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff'),
  'unique local': words('fc00:: fc00::1 fd00::1 fd00:ec2::254 fd20:ce::254 fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'),
  'link and site local': words('fe80:: fe80::1 fe80::a9fe:a9fe febf::1 fec0::1 feff::1'),
  'multicast of IPv6': words('ff00:: ff01::1 ff02::1 ff02::fb ff05::2 ff0e::1 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'),
  'outside of global unicast': words(
    '::1:0:0 1::1 200::1 400::1 800::1 1000::1 1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 4000:: 4000::1 6000::1 8000::1 a000::1 c000::1 e000::1 f000::1 f800::1 fe00::1',
  ),
  'no addresses': words(
    'localhost 127.1 0x7f.0.0.1 0177.0.0.1 2130706433 1.2.3.4.5 1.2.3 256.1.1.1 :::1 ::1%lo [::1] 1:2:3:4:5:6:7 12345::1 ::ffff:1.2.3 1.2.3.4:993 10.0.0.1/8',
  ),
};

const familyOf = (address: string) => (address.includes(':') ? 'ipv6' : 'ipv4');

const permittedAddresses =
  words(`1.0.0.1 1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 64.233.184.108 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0 151.101.1.69
  168.63.129.15 168.63.129.17 169.253.255.255 169.255.0.0 172.15.255.255 172.32.0.0 191.255.255.255 192.0.1.0 192.0.1.255 192.0.3.0 192.31.195.255 192.31.197.0
  192.52.192.255 192.52.194.0 192.88.98.255 192.88.100.0 192.167.255.255 192.169.0.0 192.175.47.255 192.175.49.0 198.17.255.255 198.20.0.0 198.51.99.255 198.51.101.0
  203.0.112.255 203.0.114.0 217.70.178.1 223.255.255.255
  2000:: 2000::1 2001:200:: 2001:200::1 2001:4860:4860::8888 2001:db7:ffff:ffff:ffff:ffff:ffff:ffff 2001:db9:: 2001:ffff::1 2003::1 2400:cb00::1 2606:4700:4700::1111
  2620:4f:7fff:ffff:ffff:ffff:ffff:ffff 2620:4f:8001:: 2620:fe::fe 2a00:1450:400c:c00::6d 2a01:111:f400::1 2c0f::1 3000::1 3ffe::1 3fff:1000:: 3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff`);

describe('addresses that nothing is dialled at', () => {
  it.each(Object.entries(refusedAddresses).flatMap(([kind, addresses]) => addresses.map((address) => [kind, address])))('%s: %s', (_, address) => {
    expect(strict.refuseAddress(address)).toBe('address-not-public');
  });
});

describe('addresses of the public internet', () => {
  it.each(permittedAddresses)('%s', (address) => {
    expect(strict.refuseAddress(address)).toBeUndefined();
    expect(strict.refuseEndpoint(address, 993)).toBeUndefined();
  });
});

describe('hosts and ports', () => {
  it.each<[string, number, Refusal]>([
    ['127.0.0.1', 993, 'address-not-public'],
    ['::1', 993, 'address-not-public'],
    ['::ffff:127.0.0.1', 993, 'address-not-public'],
    ['127.0.0.1', 22, 'port-not-permitted'],
    ['127.0.0.1', 80, 'port-not-permitted'],
    ['imap.example.com', 22, 'port-not-permitted'],
    ['imap.example.com', 0, 'port-not-permitted'],
    ['8.8.8.8', 53, 'port-not-permitted'],
    ...words(`localhost 127.1 127.0.1 0x7f.1 0x7f.0.0.1 0177.0.0.1 2130706433 0x7f000001 017700000001 127.0.0.01 １２７.0.0.1 127。0。0。1 ⑫７.0.0.1 1.2.3.4.5 256.0.0.1
      mail.example.0x7f mail.example.1 [::1] ::1%lo fe80::1%eth0 0:0:0:0:0:0:0:1 2001:DB8::1 ::ffff:7f00:1 ::FFFF:127.0.0.1 http://a.example a.example:993 u@a.example a.example/ a..example .a.example
      a.example. -a.example a-.example a_b.example a.example# a.example? \\\\a.example metadata`).map((host): [string, number, Refusal] => [
      host,
      993,
      'host-grammar',
    ]),
    ['', 993, 'host-grammar'],
    ['a b.example', 993, 'host-grammar'],
    ['a.example\r\nQUIT', 993, 'host-grammar'],
    ['a\u00adb.example', 993, 'host-grammar'],
    ['a\u0000.example', 993, 'host-grammar'],
    [`${'ü'.repeat(62)}.example`, 993, 'host-grammar'],
  ])('%j port %i: %s', (host, port, refusal) => {
    expect(strict.refuseEndpoint(host, port)).toBe(refusal);
  });

  it.each(['imap.example.com', 'IMAP.Example.COM', 'bücher.example', '例え.テスト', 'metadata.google.internal', '127.0.0.1.nip.io', 'a.b'])(
    '%s may be looked up',
    (host) => {
      expect(strict.refuseEndpoint(host, 993)).toBeUndefined();
    },
  );

  it('answers a host of 100 kB by its length alone', () => {
    expect(strict.refuseEndpoint('a.'.repeat(50_000), 993)).toBe('host-grammar');
  });

  it('permits any port only when told so', () => {
    const open = createEgressPolicy({ allowedNetworks: [], allowedPorts: 'any' });
    expect(open.refuseEndpoint('imap.example.com', 31_337)).toBeUndefined();
    expect(open.refuseEndpoint('10.0.0.1', 31_337)).toBe('address-not-public');
  });
});

describe('networks that the operator opened', () => {
  const open = createEgressPolicy({ allowedNetworks: ['127.0.0.1/32', '10.20.0.0/16', 'fd00:1::/32', '::1/128'], allowedPorts: 'any' });

  it.each(['127.0.0.1', '10.20.0.0', '10.20.255.255', 'fd00:1::1', '::1', '8.8.8.8'])('%s is dialled', (address) => {
    expect(open.refuseAddress(address)).toBeUndefined();
    expect(open.refuseEndpoint(address, 993)).toBeUndefined();
  });

  it.each([
    '127.0.0.2',
    '10.19.255.255',
    '10.21.0.0',
    'fd00:2::1',
    '::ffff:127.0.0.1',
    '::ffff:10.20.0.1',
    '64:ff9b::a14:1',
    '2002:a14:1::',
    '::',
    '169.254.169.254',
  ])('%s is not', (address) => {
    expect(open.refuseAddress(address)).toBe('address-not-public');
  });

  it('are refused when they are none', () => {
    expect(() => createEgressPolicy({ allowedNetworks: ['10.0.0.0'], allowedPorts: 'any' })).toThrow('"10.0.0.0" is not a network');
  });
});

describe('any address at all', () => {
  /** A second opinion by another implementation: Node's own lists of blocks. One a family, since they take IPv4 for the same as IPv4-mapped. */
  const denied = { ipv4: new BlockList(), ipv6: new BlockList() };
  for (const network of [...ipv4SpecialPurpose, ...ipv6SpecialPurpose, ...otherSpecialPurpose]) {
    const [address = '', length = ''] = network.split('/');
    const family = familyOf(address);
    denied[family].addSubnet(address, Number(length), family);
  }
  const globalUnicast = new BlockList();
  globalUnicast.addSubnet('2000::', 3, 'ipv6');
  const secondOpinion = (address: string): boolean => {
    const family = familyOf(address);
    return !denied[family].check(address, family) && (family === 'ipv4' || globalUnicast.check(address, family));
  };

  /** Addresses at and around the edges of every block, where mistakes live, beside random ones. */
  const edges = [...ipv4SpecialPurpose, ...ipv6SpecialPurpose, ...otherSpecialPurpose, '2000::/3'].map((network) => {
    const [text = '', length = ''] = network.split('/');
    const address = parseIpAddress(text);
    if (address === undefined) throw new Error(text);
    const bits = address.family === 4 ? 32 : 128;
    return { family: address.family, bits, first: address.value, size: 1n << BigInt(bits - Number(length)) };
  });
  const nearEdge = fc
    .tuple(fc.constantFrom(...edges), fc.constantFrom(0n, 1n), fc.bigInt(-3n, 3n))
    .map(([{ family, bits, first, size }, atEnd, offset]) => formatIpAddress({ family, value: BigInt.asUintN(bits, first + atEnd * size + offset) }));
  const anyAddress = fc.oneof(fc.ipV4(), fc.ipV6(), nearEdge);

  it('is judged alike by another implementation', () => {
    fc.assert(
      fc.property(anyAddress, (address) => {
        expect(strict.refuseAddress(address) === undefined).toBe(secondOpinion(address));
      }),
      { numRuns: 5_000 },
    );
  });

  it('of IPv4 cannot be reached by writing it as IPv6', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        const value = parseIpAddress(address)?.value ?? 0n;
        const embeddings = [
          value,
          (0xffffn << 32n) | value,
          (0x64ff9bn << 96n) | value,
          (0x64ff9b0001n << 80n) | value,
          (0x2002n << 112n) | (value << 80n),
          (0x20010000n << 96n) | (value ^ 0xffff_ffffn),
        ];
        for (const embedding of embeddings) expect(strict.refuseAddress(formatIpAddress({ family: 6, value: embedding }))).toBe('address-not-public');
      }),
    );
  });

  it('is refused or permitted, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[0-9a-fx.:%[\]/]{0,40}$/)), (text) => {
        const refusal = strict.refuseEndpoint(text, 993);
        if (refusal === undefined && parseIpAddress(text) !== undefined) expect(strict.refuseAddress(text)).toBeUndefined();
        if (parseIpAddress(text) === undefined) expect(strict.refuseAddress(text)).toBe('address-not-public');
      }),
    );
  });
});
