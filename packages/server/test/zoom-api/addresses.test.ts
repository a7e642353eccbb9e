import { lookup } from "node:dns/promises";
import { hostname } from "node:os";
import { describe, expect, test } from "vitest";
import { StartUpError } from "../../src/errors.ts";
import { arePublic, isLoopbackHost, isPublicAddress, publicLookup } from "../../src/zoom-api/address.ts";
import { ZOOM_URLS, zoomBaseUrl } from "../../src/zoom-api/base-url.ts";
import { createExchanger, type ExchangeError } from "../../src/zoom-api/exchange.ts";
import { createZoomHttp } from "../../src/zoom-api/zoom-http.ts";
import { httpServer } from "./servers.ts";

/** What a base URL comes to: its origin, or why it is none. `PORT` is a port of loopback where somebody listens. */
const FORMS: readonly (readonly [written: string, comesTo: string])[] = [
  ["https://zoom.us", "https://zoom.us"],
  ["https://zoom.us/", "https://zoom.us"],
  ["https://zoom.us:443", "https://zoom.us"],
  ["https://zoom.us:8443", "https://zoom.us:8443"],
  ["HTTPS://ZOOM.US", "https://zoom.us"],
  ["https://api.zoomgov.com", "https://api.zoomgov.com"],
  ["https://xn--zm-fkaa.us", "https://xn--zm-fkaa.us"],
  ["http://127.0.0.1:PORT", "http://127.0.0.1:PORT"],
  ["http://127.0.0.1:PORT/", "http://127.0.0.1:PORT"],
  ["http://localhost:PORT", "http://localhost:PORT"],
  ["http://[::1]:PORT", "http://[::1]:PORT"],
  ["https://127.0.0.1:PORT", "https://127.0.0.1:PORT"],
  ["", "is no URL"],
  ["zoom.us", "is no URL"],
  ["//zoom.us", "is no URL"],
  ["https://", "is no URL"],
  ["http://127.0.0.1:99999", "is no URL"],
  ["http://127.0.0.256:PORT", "is no URL"],
  ["http://[::1:PORT", "is no URL"],
  ["http://[fe80::1%25lo]:PORT", "is no URL"],
  ["https://zoom.us%00.example.org", "is no URL"],
  ["file:///etc/hostname", "is neither https nor http"],
  ["file://127.0.0.1/etc/hostname", "is neither https nor http"],
  ["ftp://zoom.us", "is neither https nor http"],
  ["ws://127.0.0.1:PORT", "is neither https nor http"],
  ["gopher://127.0.0.1:PORT", "is neither https nor http"],
  ["unix:/run/zoom.sock", "is neither https nor http"],
  ["data:application/json,{}", "is neither https nor http"],
  ["javascript:1", "is neither https nor http"],
  ["localhost:PORT", "is neither https nor http"],
  ["http://user@127.0.0.1:PORT", "carries a user name"],
  ["http://:secret@127.0.0.1:PORT", "carries a user name"],
  ["https://zoom.us@127.0.0.1:PORT", "carries a user name"],
  ["https://zoom.us:443@127.0.0.1:PORT", "carries a user name"],
  ["http://@127.0.0.1:PORT", "writes its host in an unusual way"],
  ["http://127.0.0.1:PORT/oauth", "has more than a scheme, a name and a port"],
  ["http://127.0.0.1:PORT/?a=b", "has more than a scheme, a name and a port"],
  ["http://127.0.0.1:PORT/#a", "has more than a scheme, a name and a port"],
  ["http://127.0.0.1:PORT\\@zoom.us", "has more than a scheme, a name and a port"],
  ["http:\\\\127.0.0.1:PORT", "writes its host in an unusual way"],
  ["http:127.0.0.1:PORT", "writes its host in an unusual way"],
  ["http:///127.0.0.1:PORT", "writes its host in an unusual way"],
  [" http://127.0.0.1:PORT", "writes its host in an unusual way"],
  ["http://127.0.0.1:PORT\n", "writes its host in an unusual way"],
  ["http://127.0.\t0.1:PORT", "writes its host in an unusual way"],
  ["http://127.0.0.1:PORT?", "writes its host in an unusual way"],
  ["http://2130706433:PORT", "writes its host in an unusual way"],
  ["http://0x7f000001:PORT", "writes its host in an unusual way"],
  ["http://0x7f.0.0.1:PORT", "writes its host in an unusual way"],
  ["http://0177.0.0.1:PORT", "writes its host in an unusual way"],
  ["http://017700000001:PORT", "writes its host in an unusual way"],
  ["http://127.1:PORT", "writes its host in an unusual way"],
  ["http://127.0.1:PORT", "writes its host in an unusual way"],
  ["http://127.0.0.1.:PORT", "writes its host in an unusual way"],
  ["http://0:PORT", "writes its host in an unusual way"],
  ["http://①②⑦.0.0.1:PORT", "writes its host in an unusual way"],
  ["http://127。0。0。1:PORT", "writes its host in an unusual way"],
  ["http://%31%32%37.0.0.1:PORT", "writes its host in an unusual way"],
  ["http://[0:0:0:0:0:0:0:1]:PORT", "writes its host in an unusual way"],
  ["http://[::ffff:127.0.0.1]:PORT", "writes its host in an unusual way"],
  ["http://[::127.0.0.1]:PORT", "writes its host in an unusual way"],
  ["https://zoom。us", "writes its host in an unusual way"],
  ["https://zöom.us", "writes its host in an unusual way"],
  ["https://zo\u00adom.us", "writes its host in an unusual way"],
  ["http://0.0.0.0:PORT", "is http, to a host that is not this machine"],
  ["http://127.0.0.2:PORT", "is http, to a host that is not this machine"],
  ["http://[::ffff:7f00:1]:PORT", "is http, to a host that is not this machine"],
  ["http://[::]:PORT", "is http, to a host that is not this machine"],
  ["http://[::7f00:1]:PORT", "is http, to a host that is not this machine"],
  ["http://localhost.:PORT", "is http, to a host that is not this machine"],
  ["http://zoom.us", "is http, to a host that is not this machine"],
  ["https://0.0.0.0:PORT", "names an address, not a host"],
  ["https://127.0.0.2:PORT", "names an address, not a host"],
  ["https://10.0.0.1", "names an address, not a host"],
  ["https://169.254.169.254", "names an address, not a host"],
  ["https://192.168.0.1", "names an address, not a host"],
  ["https://8.8.8.8", "names an address, not a host"],
  ["https://[::]:PORT", "names an address, not a host"],
  ["https://[::ffff:7f00:1]:PORT", "names an address, not a host"],
  ["https://[64:ff9b::7f00:1]:PORT", "names an address, not a host"],
  ["https://[fd00::1]", "names an address, not a host"],
  ["https://[fe80::1]", "names an address, not a host"],
  ["https://[2606:4700:4700::1111]", "names an address, not a host"],
  ["https://intranet", "names no host of the Internet"],
  ["https://localhost.:PORT", "names no host of the Internet"],
  ["https://zoom.us.", "names no host of the Internet"],
  ["https://zoom..us", "names no host of the Internet"],
  ["https://-zoom.us", "names no host of the Internet"],
  ["https://zoom_oauth.us", "names no host of the Internet"],
  ["https://zoom.localhost:PORT", "names no host of the Internet"],
  ["https://zoom.local", "names no host of the Internet"],
  ["https://metadata.google.internal", "names no host of the Internet"],
  ["https://router.home.arpa", "names no host of the Internet"],
  ["https://zoom.test", "names no host of the Internet"],
  ["https://zoom.onion", "names no host of the Internet"],
];

describe("an address from the configuration", () => {
  test(`the table has ${FORMS.length} forms, each once`, () => {
    expect(new Set(FORMS.map(([written]) => written)).size).toBe(FORMS.length);
    expect(FORMS.length).toBeGreaterThanOrEqual(60);
  });

  test.each(FORMS)("%j: %s", (written, comesTo) => {
    const fill = (text: string): string => text.replace("PORT", "4000");
    const come = (): string => {
      try {
        return zoomBaseUrl(fill(written), "zoom.oauthUrl").origin;
      } catch (error) {
        if (!StartUpError.is(error)) throw error;
        expect([error.code, error.field]).toEqual(["setting-invalid", "zoom.oauthUrl"]);
        return error.message.replace("the address of Zoom in zoom.oauthUrl ", "");
      }
    };
    expect(come()).toBe(fill(comesTo));
  });

  test("Zoom's own are taken", () => {
    expect(Object.values(ZOOM_URLS).map((url) => zoomBaseUrl(url, "x").origin)).toEqual(
      Object.values(ZOOM_URLS),
    );
  });

  test("who is refused is not connected to", async () => {
    const server = await httpServer((_request, response) => response.end("{}"));
    const asked: string[] = [];
    for (const [written, comesTo] of FORMS) {
      const url = written.replace("PORT", String(server.port));
      // What leads to the Internet is not tried here, and https to loopback has its own test.
      if (comesTo.startsWith("https://")) continue;
      for (const service of ["oauth", "api"] as const) {
        try {
          const http = createZoomHttp({ urls: { ...ZOOM_URLS, [service]: url } });
          const before = server.connections();
          await http.send({ service, method: "GET", path: "/", authorization: "Bearer x", account: "a" });
          http.close();
          if (server.connections() > before) asked.push(`${service} ${written}`);
        } catch (error) {
          if (!StartUpError.is(error)) throw error;
        }
      }
    }
    // [::1] is asked, too, but this server listens on IPv4 only.
    const allowed = ["http://127.0.0.1:PORT", "http://127.0.0.1:PORT/", "http://localhost:PORT"];
    expect(asked).toEqual(allowed.flatMap((url) => [`oauth ${url}`, `api ${url}`]));
    expect(server.connections()).toBe(asked.length);
  });
});

test.each<[host: string, loopback: boolean]>([
  ["127.0.0.1", true],
  ["localhost", true],
  ["[::1]", true],
  ["127.0.0.2", false],
  ["localhost.", false],
  ["x.localhost", false],
  ["[::ffff:7f00:1]", false],
  ["0.0.0.0", false],
])("%s: loopback %s", (host, loopback) => {
  expect(isLoopbackHost(host)).toBe(loopback);
});

test.each<[address: string, isPublic: boolean]>([
  ["8.8.8.8", true],
  ["170.114.52.2", true],
  ["1.1.1.1", true],
  ["9.255.255.255", true],
  ["11.0.0.0", true],
  ["100.63.255.255", true],
  ["100.128.0.0", true],
  ["172.15.255.255", true],
  ["172.32.0.0", true],
  ["192.0.1.0", true],
  ["223.255.255.255", true],
  ["0.0.0.0", false],
  ["0.255.255.255", false],
  ["10.0.0.0", false],
  ["10.255.255.255", false],
  ["100.64.0.0", false],
  ["100.127.255.255", false],
  ["127.0.0.1", false],
  ["127.255.255.255", false],
  ["169.254.169.254", false],
  ["172.16.0.0", false],
  ["172.31.255.255", false],
  ["192.0.0.8", false],
  ["192.0.2.1", false],
  ["192.88.99.1", false],
  ["192.168.255.255", false],
  ["198.18.0.1", false],
  ["198.19.255.255", false],
  ["198.51.100.1", false],
  ["203.0.113.1", false],
  ["224.0.0.1", false],
  ["240.0.0.1", false],
  ["255.255.255.255", false],
  ["2606:4700:4700::1111", true],
  ["2001:4860:4860::8888", true],
  ["2620:0:2d0:200::7", true],
  ["::", false],
  ["::1", false],
  ["::127.0.0.1", false],
  ["::ffff:127.0.0.1", false],
  ["::ffff:7f00:1", false],
  ["::ffff:10.0.0.1", false],
  ["::ffff:8.8.8.8", false],
  ["::ffff:0:127.0.0.1", false],
  ["64:ff9b::808:808", true],
  ["64:FF9B::808:808", true],
  ["64:ff9b::7f00:1", false],
  ["64:ff9b::a00:1", false],
  ["64:ff9b::a9fe:a9fe", false],
  ["64:ff9b::1", false],
  ["64:ff9b::127.0.0.1", false],
  ["64:ff9b:1::808:808", false],
  ["100::1", false],
  ["2001::1", false],
  ["2001:2::1", false],
  ["2001:db8::1", false],
  ["2002:7f00:1::", false],
  ["2002:808:808::1", false],
  ["3fff::1", false],
  ["4000::1", false],
  ["5f00::1", false],
  ["fc00::1", false],
  ["fd12:3456::1", false],
  ["fe80::1", false],
  ["fe80::1%lo", false],
  ["fec0::1", false],
  ["ff02::1", false],
  ["", false],
  ["zoom.us", false],
  ["127.1", false],
  ["2130706433", false],
  ["8.8.8.8 ", false],
  ["[2606:4700:4700::1111]", false],
])("address %s: public %s", (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic);
});

test.each<[addresses: string[], allPublic: boolean]>([
  [["8.8.8.8"], true],
  [["8.8.8.8", "2606:4700:4700::1111"], true],
  [["8.8.8.8", "127.0.0.1"], false],
  [["10.0.0.1", "8.8.8.8"], false],
  [["8.8.8.8", "::1"], false],
  [[], false],
])("a name that leads to %j: public %s", (addresses, allPublic) => {
  expect(arePublic(addresses.map((address) => ({ address })))).toBe(allPublic);
});

describe("a name that leads to an address that is not public", () => {
  const looked = (
    name: string,
    options: { readonly all?: boolean; readonly family?: 4 | 6 },
  ): Promise<unknown> =>
    new Promise((resolve) => {
      publicLookup(name, options, (error, address) => resolve(error ? error.code : address));
    });

  test.each(["localhost", "127.0.0.1", "::1", "0.0.0.0", "10.0.0.1", "::ffff:127.0.0.1"])(
    "%s is denied, however it is looked up",
    async (name) => {
      expect([await looked(name, { all: true }), await looked(name, {})]).toEqual([
        "EADDRDENIED",
        "EADDRDENIED",
      ]);
    },
  );

  test("so is the name of this machine, where it has a private address", async () => {
    const found = await lookup(hostname(), { all: true }).catch(() => []);
    const denied = found.length > 0 && !found.every(({ address }) => isPublicAddress(address));
    if (denied) expect(await looked(hostname(), { all: true })).toBe("EADDRDENIED");
  });

  test("a public one is handed on, in either form", async () => {
    expect(await looked("8.8.8.8", { all: true })).toEqual([{ address: "8.8.8.8", family: 4 }]);
    expect(await looked("8.8.8.8", { family: 4 })).toBe("8.8.8.8");
  });

  test("a name that is none keeps the resolver's error", async () => {
    expect(["ENOTFOUND", "EAI_AGAIN"]).toContain(await looked("no-such-name.invalid", { all: true }));
  });
});

// The configuration is read before; these are what a connection itself would still refuse.
test.each([
  "http://localhost.:PORT",
  "http://127.0.0.2:PORT",
  "http://0.0.0.0:PORT",
  "http://[::ffff:127.0.0.1]:PORT",
  "http://[64:ff9b::7f00:1]:PORT",
  "http://169.254.169.254",
])("nothing is sent to %s, whoever asks for it", async (written) => {
  const server = await httpServer((_request, response) => response.end("{}"));
  const { exchange, close } = createExchanger({ sockets: 1, keepAlive: false });
  const url = new URL(written.replace("PORT", String(server.port)));
  const problem = await exchange({ method: "GET", url, headers: {} }, 1000).then(
    () => "answered",
    ({ problem, sent }: ExchangeError) => [problem, sent],
  );
  close();
  // Some resolvers know `localhost.` with its dot, and some do not.
  const refused = written.includes("localhost.")
    ? [problem?.[0]].filter((one) => one === "name-not-resolved")
    : [];
  expect([problem, server.connections()]).toEqual([[refused[0] ?? "connection-refused", false], 0]);
});

// Most machines have a name, and it leads to an address of the machine that is not public.
const OWN_NAME = hostname();
const own = await lookup(OWN_NAME).catch(() => undefined);
test.skipIf(!own || isLoopbackHost(OWN_NAME) || isPublicAddress(own.address))(
  "nothing is sent to a name that leads to this machine",
  async () => {
    const server = await httpServer((_request, response) => response.end("{}"), own?.address);
    const { exchange, close } = createExchanger({ sockets: 1, keepAlive: false });
    const url = new URL(`http://${OWN_NAME}:${server.port}`);
    await expect(exchange({ method: "GET", url, headers: {} }, 1000)).rejects.toMatchObject({
      problem: "connection-refused",
      sent: false,
    });
    close();
    expect(server.connections()).toBe(0);
  },
);

test.each([
  "//169.254.169.254/latest",
  "https://example.org/",
  "/\\169.254.169.254/",
  "\\\\169.254.169.254",
  "http:\\\\169.254.169.254",
  "/ok/../..//x\n",
  "relative",
])("a path that leads elsewhere or is none is a mistake of ours: %j", async (path) => {
  const server = await httpServer((_request, response) => response.end("{}"));
  const http = createZoomHttp({ urls: { oauth: server.url, api: server.url } });
  const sent = http.send({ service: "api", method: "GET", path, authorization: "Bearer x", account: "a" });
  await expect(sent).rejects.toThrow(TypeError);
  http.close();
  expect(server.connections()).toBe(0);
});
