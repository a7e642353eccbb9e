const IPV4 = /^127(?:\.(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$/;

/** 127.0.0.0/8 and ::1 (RFC 6890), the former also as Node writes it on an IPv6 socket. */
export function isLoopbackAddress(address: string): boolean {
  return address === "::1" || IPV4.test(address.replace(/^::ffff:/i, ""));
}

/** A host as it stands in a URL: a loopback address, or `localhost` and what is below it (RFC 6761). */
export function isLoopbackName(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, "$1");
  return name === "localhost" || name.endsWith(".localhost") || isLoopbackAddress(name);
}
