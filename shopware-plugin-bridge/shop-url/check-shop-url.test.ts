import { isIP } from "node:net";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkShopUrl } from "./check-shop-url.ts";
import { guardUrl } from "./guard-url.ts";
import { isPublicAddress } from "./is-public-address.ts";

const why = (text: string, rules = { allowLoopback: false }) => {
  const checked = checkShopUrl(text, rules);
  return checked.outcome === "refused" ? checked.why : checked.url;
};
const develop = { allowLoopback: true };

describe("a shop's URL in canonical form", () => {
  test.each([
    ["https://shop.example.com", "https://shop.example.com"],
    ["https://shop.example.com/", "https://shop.example.com"],
    ["https://shop.example.com//", "https://shop.example.com"],
    ["https://shop.example.com/sub/", "https://shop.example.com/sub"],
    ["https://shop.example.com///a//b/", "https://shop.example.com/a/b"],
    ["HTTPS://Shop.Example.COM/Sub", "https://shop.example.com/Sub"],
    ["https://shop.example.com.", "https://shop.example.com"],
    ["https://shop.example.com:443", "https://shop.example.com"],
    ["https://müller.example", "https://xn--mller-kva.example"],
    ["https://shop。example", "https://shop.example"],
    ["https://shop.example.com/sub dir", "https://shop.example.com/sub%20dir"],
    ["https://shop.example.com/a/../b", "https://shop.example.com/b"],
    ["https://shop.example.com?x=1", "https://shop.example.com"],
    ["https://8.8.8.8", "https://8.8.8.8"],
    ["https://[2606:4700::1111]/x", "https://[2606:4700::1111]/x"],
  ])("%s is %s", (text, url) => {
    expect(why(text)).toBe(url);
    expect(why(url)).toBe(url);
  });

  test("is its own canonical form, whatever it was made of, and has a public host", () => {
    const part = fc.constantFrom(
      "shop",
      "example",
      ".",
      "/",
      "//",
      "..",
      "%2e",
      "@",
      ":",
      "443",
      "8443",
      "127.0.0.1",
      "[::1]",
      "ü",
      "?",
      "#",
      "\\",
      " ",
      "\t",
      "0x7f",
      "localhost",
      "10.1",
      "①",
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 10 }), (parts) => {
        const url = why(`https://${parts.join("")}`);
        if (!url.startsWith("https://")) return true;
        expect(why(url)).toBe(url);
        const { hostname } = new URL(url);
        expect([hostname, isIP(hostname) === 0 || isPublicAddress(hostname)]).toEqual([hostname, true]);
        expect(hostname).not.toMatch(/(?:^|\.)localhost$|^\[/);
        return guardUrl(url, { allowLoopback: false }).outcome === "allowed";
      }),
      { numRuns: 2_000 },
    );
  });
});

test.each([
  "file:///etc/passwd",
  "gopher://shop.example.com",
  "data:text/html,x",
  "javascript:alert(1)",
  "ftp://shop.example.com",
  "ws://shop.example.com",
  "blob:https://shop.example.com/x",
  "http://shop.example.com",
])("S1: %s is not https", (text) => {
  expect([why(text), why(text, develop)]).toEqual(["not_https", "not_https"]);
});

test.each(["http://127.0.0.1", "http://localhost", "http://localhost.", "http://LOCALHOST", "http://localhost:8000"])(
  "S2: %s is not called",
  (text) => {
    expect(why(text)).toBe("not_https");
  },
);

test.each([
  "https://127.0.0.1",
  "https://localhost",
  "https://localhost.",
  "https://LOCALHOST",
  "https://a.localhost",
  "https://printer.local",
  "https://db.internal",
  "https://router.home.arpa",
  "https://intranet",
  "https://shop..",
  "https://.",
])("S2: %s is not public, not even in development", (text) => {
  expect([why(text), why(text, develop)]).not.toContain(expect.stringMatching(/^https/));
  expect(why(text)).toMatch(/^not_/);
});

test.each([
  "https://2130706433",
  "https://0x7f000001",
  "https://0177.0.0.1",
  "https://127.1",
  "https://0",
  "https://①②⑦.⓪.⓪.①",
  "https://127。0。0。1",
  "https://%31%32%37.0.0.1",
])("S3, S4: %s is 127.0.0.1 in other letters, or 0.0.0.0", (text) => {
  expect(why(text)).toBe("not_public");
});

test.each([
  "[::1]",
  "[::]",
  "[::ffff:127.0.0.1]",
  "[::ffff:7f00:1]",
  "[::127.0.0.1]",
  "[64:ff9b::7f00:1]",
  "[64:ff9b:1::1]",
  "[2002:7f00:1::]",
  "[2001:0:1::1]",
  "[2001:10::1]",
  "[fd00:ec2::254]",
  "[fe80::1]",
  "[fec0::1]",
  "[2001:db8::1]",
  "[3fff::1]",
  "[ff02::1]",
  "[5f00::1]",
  "[100::1]",
])("S5, S6: https://%s is not public", (host) => {
  expect([why(`https://${host}`), why(`https://${host}`, develop)]).toEqual(["not_public", "not_public"]);
});

test.each(["169.254.169.254", "0xA9FEA9FE", "metadata.google.internal.", "100.100.100.200"])(
  "S7: the metadata of a cloud, https://%s, is not public",
  (host) => {
    expect(why(`https://${host}/latest/meta-data`)).toBe("not_public");
  },
);

describe("S8: addresses of some networks alone", () => {
  test.each([
    ["0.0.0.0", "0.255.255.255", null, "1.0.0.0"],
    ["10.0.0.0", "10.255.255.255", "9.255.255.255", "11.0.0.0"],
    ["100.64.0.0", "100.127.255.255", "100.63.255.254", "100.128.0.1"],
    ["127.0.0.0", "127.255.255.255", "126.255.255.255", "128.0.0.0"],
    ["169.254.0.0", "169.254.255.255", "169.253.255.255", "169.255.0.0"],
    ["172.16.0.0", "172.31.255.255", "172.15.255.255", "172.32.0.0"],
    ["192.0.0.0", "192.0.0.255", "191.255.255.255", "192.0.1.0"],
    ["192.0.2.0", "192.0.2.255", null, "192.0.3.0"],
    ["192.88.99.0", "192.88.99.255", "192.88.98.255", "192.88.100.0"],
    ["192.168.0.0", "192.168.255.255", "192.167.255.255", "192.169.0.0"],
    ["198.18.0.0", "198.19.255.255", "198.17.255.255", "198.20.0.0"],
    ["198.51.100.0", "198.51.100.255", "198.51.99.255", "198.51.101.0"],
    ["203.0.113.0", "203.0.113.255", "203.0.112.255", "203.0.114.0"],
    ["224.0.0.0", "255.255.255.255", "223.255.255.255", null],
  ])("%s to %s", (first, last, before, after) => {
    expect([first, last].map(isPublicAddress)).toEqual([false, false]);
    for (const open of [before, after]) expect(open === null || isPublicAddress(open)).toBe(true);
  });

  test("what is no address is not public", () => {
    for (const text of ["", "shop.example.com", "1.2.3", "::ffff:8.8.8.8", "fe80::1%eth0"]) {
      expect(isPublicAddress(text)).toBe(false);
    }
  });
});

test.each([
  ["https://user:pass@10.0.0.1", "credentials"],
  ["https://shop.example@10.0.0.1", "credentials"],
  ["https://user:pw@shop.example.com", "credentials"],
  ["http://10.0.0.1\\@shop.example", "bad_characters"],
  ["https://10.0.0.1\\@shop.example", "bad_characters"],
  ["http:\\\\10.0.0.1", "bad_characters"],
  ["https:10.0.0.1", "not_a_url"],
  ["https:shop.example.com", "not_a_url"],
  ["https:///shop.example.com", "not_a_url"],
  ["//shop.example.com", "not_a_url"],
  ["http://1.1.1.1 &@2.2.2.2# @3.3.3.3/", "credentials"],
  ["https://1.1.1.1 &@2.2.2.2# @3.3.3.3/", "credentials"],
  ["https://shop.example.com%2f@10.0.0.1", "credentials"],
  ["shop.example.com", "not_a_url"],
  ["", "not_a_url"],
  ["https://", "not_a_url"],
  ["https://shop example.com", "not_a_url"],
])("S12: %s is read as it would be called, or not at all", (text, reason) => {
  expect(why(text)).toBe(reason);
});

test.each([22, 25, 80, 5432, 6379, 8080, 8443, 9200])("S13: port %i is closed, unless it is configured", (port) => {
  const text = `https://shop.example.com:${port}`;
  expect(why(text)).toBe("port");
  expect(checkShopUrl(text, { allowLoopback: false, ports: [443, port] })).toEqual({ outcome: "usable", url: text });
});

test.each([
  ["https://shop.example.com/\r\nx: y", "bad_characters"],
  ["https://shop.example.com/?a=\nb", "bad_characters"],
  ["https://shop.exam\tple.com", "bad_characters"],
  ["https://shop.example.com/\u0000", "bad_characters"],
  ["https://shop.example.com/%00", "bad_characters"],
  ["https://shop.example.com/%0d%0a", "bad_characters"],
  ["https://shop.example.com/%2f@10.0.0.1", "bad_characters"],
  ["https://shop.example.com/%5c", "bad_characters"],
  [" https://shop.example.com", "bad_characters"],
  ["https://shop.example.com ", "bad_characters"],
  [`https://shop.example.com/${"x".repeat(10_000)}`, "too_long"],
])("S15: %j is refused", (text, reason) => {
  expect(why(text)).toBe(reason);
});

describe("in development", () => {
  test.each(["http://127.0.0.1:8000", "http://localhost:8000", "http://localhost:8000/public"])(
    "%s may be called",
    (url) => {
      expect([why(url, develop), why(`${url}/`, develop)]).toEqual([url, url]);
      expect(why(url)).toBe("not_https");
    },
  );

  test.each([
    "http://127.0.0.1",
    "http://localhost",
    "http://127.0.0.2:8000",
    "http://[::1]:8000",
    "http://0.0.0.0:8000",
    "http://localhost.:8000",
    "http://a.localhost:8000",
    "http://10.0.0.1:8000",
    "http://localhost.example.com:8000",
    "https://localhost:8000",
  ])("%s may not", (text) => {
    expect(why(text, develop)).toMatch(/^not_/);
  });
});
