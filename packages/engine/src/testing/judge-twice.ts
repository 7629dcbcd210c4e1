import { formatIpAddress, type IpAddress, parseIpAddress } from '@inbox-connect/core';
import ipaddr from 'ipaddr.js';
import { createEgressPolicy } from '../egress-policy.ts';
import { ipv4SpecialPurpose, ipv6GlobalUnicast, ipv6SpecialPurpose, otherSpecialPurpose } from '../special-purpose-networks.ts';

/** What came of it: texts on which the two do not agree, at most twenty. */
export interface Judgement {
  readonly permitted: number;
  readonly refused: number;
  readonly disagreements: readonly string[];
}

/** Where the other implementation takes for public what is not, and why. A test fails when it has learnt it. */
export const errorsOfTheOther: Readonly<Record<string, string>> = {
  '168.63.129.16/32': 'it knows the registries and not what a cloud does with an ordinary address: Azure answers its machines there',
  '::/3': 'it has no default: unknown is unicast, IPv4-compatible addresses (::/96) and the dummy prefix (100:0:0:1::/64) among them',
  '4000::/2': 'it has no default: IANA has given nothing out here',
  '8000::/1': 'it has no default: IANA has given nothing out here',
};

/** Has as many inputs judged by our policy and by another implementation: the edges of every network, random addresses, IPv4 in IPv6, and texts that nearly are addresses. */
export function judgeTwice(count: number, seed: number): Judgement {
  const random = createRandom(seed);
  const disagreements: string[] = [];
  let permitted = 0;
  for (let index = 0; index < count; index += 1) {
    const text = formatIpAddress(anyAddress(index % 8, random));
    const isText = index % 8 === 7;
    const input = isText ? respell(text, random) : text;
    const isPermitted = isText ? policy.refuseEndpoint(input, 993) === undefined : policy.refuseAddress(input) === undefined;
    if (isPermitted) permitted += 1;
    if (isPermitted !== (isText ? mayStand(input, isPermitted) : isPublic(input)) && disagreements.length < 20) disagreements.push(JSON.stringify(input));
  }
  return { permitted, refused: count - permitted, disagreements };
}

const policy = createEgressPolicy({ allowedNetworks: [], allowedPorts: [993] });
const networks = [...ipv4SpecialPurpose, ...ipv6SpecialPurpose, ...otherSpecialPurpose, ipv6GlobalUnicast].map(readNetwork);
const exceptions = Object.keys(errorsOfTheOther).map((network) => ipaddr.parseCIDR(network));

interface Range {
  readonly family: 4 | 6;
  readonly bits: number;
  readonly first: bigint;
  readonly hostBits: number;
}

function readNetwork(network: string): Range {
  const [text = '', length = ''] = network.split('/');
  const address = parseIpAddress(text);
  if (address === undefined) throw new Error(network);
  const bits = address.family === 4 ? 32 : 128;
  return { family: address.family, bits, first: address.value, hostBits: bits - Number(length) };
}

/** The opinion of the other one. */
function isPublic(text: string): boolean {
  const address = ipaddr.parse(text);
  return address.range() === 'unicast' && !exceptions.some(([network, length]) => network.kind() === address.kind() && address.match(network, length));
}

/** A text may be permitted when it is a name that nobody takes for an address; it must be when it is a public address as RFC 5952 has it, without a zone. */
function mayStand(text: string, isPermitted: boolean): boolean {
  if (!ipaddr.isValid(text)) return isPermitted && !ipaddr.isValid(URL.parse(`http://${text}`)?.hostname ?? '0.0.0.0');
  const address = ipaddr.parse(text);
  const canonical = address instanceof ipaddr.IPv6 ? address.toRFC5952String() : address.toString();
  return canonical === text && !text.includes('%') && isPublic(text);
}

type Random = (below: number) => number;

function anyAddress(kind: number, random: Random): IpAddress {
  if (kind <= 1) return nearEdge(random);
  if (kind === 2) return beside(random);
  if (kind === 3) return { family: 4, value: randomBits(32, random) };
  if (kind === 4) return { family: 6, value: (1n << 125n) | randomBits(125, random) };
  if (kind === 5) return { family: 6, value: randomBits(128, random) };
  return kind === 6 ? embedded(random) : anyAddress(random(7), random);
}

/** Up to two before or behind the first or the last address of a network. */
function nearEdge(random: Random): IpAddress {
  const { family, bits, first, hostBits } = pick(networks, random);
  const edge = random(2) === 0 ? first : first + (1n << BigInt(hostBits)) - 1n;
  return { family, value: BigInt.asUintN(bits, edge + BigInt(random(5) - 2)) };
}

/** In a network, or in one that differs from it in one bit. */
function beside(random: Random): IpAddress {
  const { family, bits, first, hostBits } = pick(networks, random);
  const flipped = hostBits === bits ? 0n : 1n << BigInt(hostBits + random(bits - hostBits));
  return { family, value: (random(2) === 0 ? first : first ^ flipped) | randomBits(hostBits, random) };
}

/** Every way in which IPv6 has carried IPv4. */
function embedded(random: Random): IpAddress {
  const near = nearEdge(random);
  const four = near.family === 4 ? near.value : randomBits(32, random);
  const ways = [
    four,
    (0xffffn << 32n) | four,
    (0xffffn << 48n) | four,
    (0x64ff9bn << 96n) | four,
    (0x64ff9b0001n << 80n) | four,
    (0x2002n << 112n) | (four << 80n) | randomBits(80, random),
    (0x20010000n << 96n) | (randomBits(64, random) << 32n) | (four ^ 0xffff_ffffn),
  ];
  return { family: 6, value: pick(ways, random) };
}

const fullWidth = (text: string) => text.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
const parts = (text: string, write: (part: number) => string) => text.split('.').map((part) => write(Number(part)));
const characters = [...'0123456789abcdefxX.:%[]/-+ ', '٣', '。', '\u00ad', '\ufe0f', '\u034f', '\u115f'];

/** Other spellings of an address, as programs of all times have read them; or with one character wrong. */
function respell(text: string, random: Random): string {
  const place = random(text.length + 1);
  const mistake = [text.slice(0, place) + pick(characters, random) + text.slice(place), text.slice(0, place) + text.slice(place + 1), `${text}.example`, text];
  if (random(2) === 0) return pick(mistake, random);
  if (!text.includes(':')) {
    const octal = parts(text, (part) => `0${part.toString(8)}`);
    const hex = parts(text, (part) => `0x${part.toString(16)}`);
    const [first = '', second = ''] = text.split('.');
    const whole = parts(text, (part) => part.toString(16).padStart(2, '0')).join('');
    return pick(
      [
        octal.join('.'),
        hex.join('.'),
        `${first}.${hex.slice(1).join('.')}`,
        `0x${whole}`,
        String(Number(`0x${whole}`)),
        `${first}.${second}`,
        fullWidth(text),
        `${text}.`,
        `[${text}]`,
      ],
      random,
    );
  }
  const groups = ipaddr.parse(text).toNormalizedString();
  const long = groups
    .split(':')
    .map((group) => group.padStart(4, '0'))
    .join(':');
  return pick([groups, long, text.toUpperCase(), `${text}%lo`, `[${text}]`, `${text}.`, text.replace('::', ':0::'), `::${text}`, fullWidth(text)], random);
}

function pick<T>(choices: readonly T[], random: Random): T {
  const choice = choices[random(choices.length)];
  if (choice === undefined) throw new Error('nothing to choose from');
  return choice;
}

function randomBits(bits: number, random: Random): bigint {
  let value = 0n;
  for (let done = 0; done < bits; done += 32) value = (value << 32n) | BigInt(random(2 ** 32));
  return BigInt.asUintN(bits, value);
}

/** Marsaglia's xorshift: the same seed gives the same numbers. */
function createRandom(seed: number): Random {
  let state = (seed ^ 0x9e37_79b9) | 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return Math.floor(((state >>> 0) / 2 ** 32) * below);
  };
}
