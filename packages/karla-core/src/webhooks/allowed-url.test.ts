import { expect, test } from "vitest";
import { allowedUrl } from "./allowed-url.ts";
import { createPost } from "./post-webhook.ts";
import { isPublicAddress } from "./public-address.ts";

const outcome = (url: string, sandbox = false) => allowedUrl(url, { sandbox }).outcome;

test.each([
  "http://hooks.example.com",
  "ftp://hooks.example.com",
  "javascript:alert(1)",
  "not a url",
  "https://user:pw@hooks.example.com",
  "https://localhost",
  "https://localhost./x",
  "https://a.localhost",
  "https://db.internal",
  "https://printer.local",
  "https://intranet",
  "https://127.0.0.1",
  "https://127.1",
  "https://0x7f000001",
  "https://2130706433",
  "https://0177.0.0.1",
  "https://10.0.0.1",
  "https://172.31.255.255",
  "https://192.168.1.1:8443",
  "https://169.254.169.254/latest/meta-data",
  "https://100.64.0.1",
  "https://0.0.0.0",
  "https://[::1]",
  "https://[::]",
  "https://[fe80::1]",
  "https://[fd00::1]",
  "https://[::ffff:127.0.0.1]",
  "https://[::ffff:a9fe:a9fe]",
  "https://[64:ff9b::7f00:1]",
  "https://[2002:7f00:1::]",
])("%s is never called, not even in the sandbox", (url) => {
  expect([outcome(url), outcome(url, true)]).toEqual(["refused", "refused"]);
});

test.each([
  "https://hooks.example.com",
  "https://hooks.example.com:8443/a?b=c",
  "https://8.8.8.8",
  "https://[2606:4700::1]",
])("%s may be called", (url) => {
  expect(outcome(url)).toBe("allowed");
});

test.each(["http://127.0.0.1:8080/x", "http://localhost:1", "http://[::1]:8080"])(
  "%s may be called in the sandbox alone",
  (url) => {
    expect([outcome(url), outcome(url, true)]).toEqual(["refused", "allowed"]);
  },
);

test.each(["http://127.0.0.2", "http://10.0.0.1", "http://0.0.0.0", "http://localhost.example.com"])(
  "the sandbox opens exactly this machine, not %s",
  (url) => {
    expect(outcome(url, true)).toBe("refused");
  },
);

test("multicast, documentation and broadcast addresses are not public", () => {
  for (const ip of ["224.0.0.1", "255.255.255.255", "203.0.113.9", "2001:db8::1", "ff02::1", "nonsense"])
    expect(isPublicAddress(ip)).toBe(false);
});

test("a URL that is no longer allowed is not called when its delivery is due", async () => {
  expect(await createPost({ sandbox: false })("http://127.0.0.1:1/", "{}", {})).toMatchObject({ outcome: "failed" });
});
