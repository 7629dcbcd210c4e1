/**
 * Where no mail server of the public internet stands, as CIDRs. The blocks that a registry calls globally reachable are
 * denied too: they are anycast services and identifiers, not hosts. Each entry of a registry has the RFC that asked for it
 * and the month in which IANA allocated it; the table of the tests has its first and its last address.
 */

/** IANA IPv4 Special-Purpose Address Registry (RFC 6890), as of 2025-10-09. */
export const ipv4SpecialPurpose = [
  '0.0.0.0/8', // this network, RFC 791, 1981-09
  '0.0.0.0/32', // this host, RFC 1122, 1981-09
  '10.0.0.0/8', // private use, RFC 1918, 1996-02
  '100.64.0.0/10', // shared by carriers, RFC 6598, 2012-04
  '127.0.0.0/8', // loopback, RFC 1122, 1981-09
  '169.254.0.0/16', // link local, RFC 3927, 2005-05
  '172.16.0.0/12', // private use, RFC 1918, 1996-02
  '192.0.0.0/24', // IETF protocol assignments, RFC 6890, 2010-01
  '192.0.0.0/29', // IPv4 service continuity, RFC 7335, 2011-06
  '192.0.0.8/32', // dummy address, RFC 7600, 2015-03
  '192.0.0.9/32', // Port Control Protocol anycast, RFC 7723, 2015-10
  '192.0.0.10/32', // TURN anycast, RFC 8155, 2017-02
  '192.0.0.170/32', // NAT64 and DNS64 discovery, RFC 8880, 2013-02
  '192.0.0.171/32', // NAT64 and DNS64 discovery, RFC 8880, 2013-02
  '192.0.2.0/24', // documentation, RFC 5737, 2010-01
  '192.31.196.0/24', // AS112, RFC 7535, 2014-12
  '192.52.193.0/24', // AMT, RFC 7450, 2014-12
  '192.88.99.0/24', // 6to4 relay anycast, deprecated, RFC 7526, 2001-06
  '192.88.99.2/32', // 6a44 relay anycast, RFC 6751, 2012-10
  '192.168.0.0/16', // private use, RFC 1918, 1996-02
  '192.175.48.0/24', // AS112 direct delegation, RFC 7534, 1996-01
  '198.18.0.0/15', // benchmarking, RFC 2544, 1999-03
  '198.51.100.0/24', // documentation, RFC 5737, 2010-01
  '203.0.113.0/24', // documentation, RFC 5737, 2010-01
  '240.0.0.0/4', // reserved, RFC 1112, 1989-08
  '255.255.255.255/32', // limited broadcast, RFC 919, 1984-10
] as const;

/** IANA IPv6 Special-Purpose Address Registry (RFC 6890), as of 2025-10-09. */
export const ipv6SpecialPurpose = [
  '::1/128', // loopback, RFC 4291, 2006-02
  '::/128', // unspecified, RFC 4291, 2006-02
  '::ffff:0.0.0.0/96', // IPv4-mapped, RFC 4291, 2006-02
  '64:ff9b::/96', // NAT64, RFC 6052, 2010-10
  '64:ff9b:1::/48', // NAT64 for local use, RFC 8215, 2017-06
  '100::/64', // discard only, RFC 6666, 2012-06
  '100:0:0:1::/64', // dummy prefix, RFC 9780, 2025-04
  '2001::/23', // IETF protocol assignments, RFC 2928, 2000-09
  '2001::/32', // Teredo, RFC 4380, 2006-01
  '2001:1::1/128', // Port Control Protocol anycast, RFC 7723, 2015-10
  '2001:1::2/128', // TURN anycast, RFC 8155, 2017-02
  '2001:1::3/128', // DNS-SD service registration anycast, RFC 9665, 2024-04
  '2001:2::/48', // benchmarking, RFC 5180, 2008-04
  '2001:3::/32', // AMT, RFC 7450, 2014-12
  '2001:4:112::/48', // AS112, RFC 7535, 2014-12
  '2001:10::/28', // ORCHID, deprecated, RFC 4843, 2007-03
  '2001:20::/28', // ORCHIDv2, RFC 7343, 2014-07
  '2001:30::/28', // drone remote identification, RFC 9374, 2022-12
  '2001:db8::/32', // documentation, RFC 3849, 2004-07
  '2002::/16', // 6to4, RFC 3056, 2001-02
  '2620:4f:8000::/48', // AS112 direct delegation, RFC 7534, 2011-05
  '3fff::/20', // documentation, RFC 9637, 2024-07
  '5f00::/16', // segment routing identifiers, RFC 9602, 2024-04
  'fc00::/7', // unique local, RFC 4193, 2005-10
  'fe80::/10', // link local, RFC 4291, 2006-02
] as const;

/** What the registries leave to others. */
export const otherSpecialPurpose = [
  '224.0.0.0/4', // multicast, RFC 5771
  'ff00::/8', // multicast, RFC 4291
  '::/96', // IPv4-compatible, deprecated, RFC 4291 s.2.5.5.1
  'fec0::/10', // site local, deprecated, RFC 3879
  '168.63.129.16/32', // Azure's wire server; the metadata addresses of the other clouds stand in the blocks above
] as const;

/** The only part of IPv6 that IANA gives out as global unicast (RFC 4291 s.2.4). */
export const ipv6GlobalUnicast = '2000::/3';
