import { formatIpAddress, type IpAddress, isCanonicalIpAddress, parseIpAddress } from '@inbox-connect/core';

/** A block of addresses: all that begin with the same bits. */
export interface IpNetwork {
  readonly family: 4 | 6;
  /** The bits that all of its addresses begin with, as a number of `prefixLength` bits. */
  readonly prefix: bigint;
  readonly prefixLength: number;
}

/** Reads a network in its canonical CIDR form (`10.0.0.0/8`, `fd00::/8`); throws a sentence for people when it is none. */
export function parseNetwork(text: string): IpNetwork {
  const [addressText = '', lengthText = '', ...rest] = text.split('/');
  const address = parseIpAddress(addressText);
  const bits = address?.family === 4 ? 32 : 128;
  const prefixLength = Number(lengthText);
  if (address === undefined || rest.length > 0 || !/^(?:0|[1-9]\d{0,2})$/.test(lengthText) || prefixLength > bits) {
    throw new Error(`"${text}" is not a network; write it like 10.0.0.0/8 or fd00::/8`);
  }
  const hostBits = BigInt(bits - prefixLength);
  const prefix = address.value >> hostBits;
  const first: IpAddress = { family: address.family, value: prefix << hostBits };
  // 10.0.0.1/8 may mean the host or the network: too different to guess.
  if (first.value !== address.value || !isCanonicalIpAddress(addressText)) {
    throw new Error(`"${text}" is not the canonical form of a network; did you mean ${formatIpAddress(first)}/${prefixLength}?`);
  }
  return { family: address.family, prefix, prefixLength };
}

/** Whether the address is one of the network's. IPv4 written as IPv6 is IPv6. */
export function containsAddress(network: IpNetwork, address: IpAddress): boolean {
  const bits = address.family === 4 ? 32 : 128;
  return network.family === address.family && address.value >> BigInt(bits - network.prefixLength) === network.prefix;
}
