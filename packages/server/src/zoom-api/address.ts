import { lookup as resolve } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";

/*
 * What is nobody's on the Internet (IANA's special-purpose registries). Zoom is in none of them. Two lists, because
 * one would hold every IPv4 address for a mapped one of ::/3.
 */
const NOT_PUBLIC_4 = new BlockList();
const NOT_PUBLIC_6 = new BlockList();
const IPV4: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
];
for (const [net, prefix] of IPV4) NOT_PUBLIC_4.addSubnet(net, prefix, "ipv4");
/** Everything but 2000::/3, and what lies in there for tunnels and documentation. */
const IPV6: readonly (readonly [string, number])[] = [
  ["::", 3],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
  ["4000::", 2],
  ["8000::", 1],
];
for (const [net, prefix] of IPV6) NOT_PUBLIC_6.addSubnet(net, prefix, "ipv6");

/** NAT64 (RFC 6052): a network without IPv4 reaches public IPv4 addresses under this prefix. */
const NAT64 = /^64:ff9b::([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i;

export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !NOT_PUBLIC_4.check(address, "ipv4");
    case 6: {
      const [, high, low] = NAT64.exec(address) ?? [];
      if (high && low) return isPublicAddress(dotted(Number.parseInt(high, 16), Number.parseInt(low, 16)));
      return !NOT_PUBLIC_6.check(address, "ipv6");
    }
    default:
      return false;
  }
}

export function isLoopbackHost(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || hostname === "127.0.0.1";
}

/** Of what one name leads to, each: which of them is connected to, nobody knows before. */
export function arePublic(found: readonly { readonly address: string }[]): boolean {
  return found.length > 0 && found.every(({ address }) => isPublicAddress(address));
}

/** Resolves a name and refuses it when one of its addresses is not public: the check is of what is connected to. */
export const publicLookup: LookupFunction = (hostname, options, done) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, []);
    if (!arePublic(addresses)) {
      return done(
        Object.assign(new Error("the name leads to an address that is not public"), { code: "EADDRDENIED" }),
        [],
      );
    }
    const [first] = addresses;
    if (options.all) return done(null, addresses);
    return done(null, first?.address ?? "", first?.family);
  });
};

function dotted(high: number, low: number): string {
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}
