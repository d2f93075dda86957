import { expect, test } from "vitest";
import { httpsLink } from "./https-link.ts";
import { siteLink } from "./site-link.ts";

test.each([
  ["https://example.com/a?b=c#d", "https://example.com/a?b=c#d"],
  ["HTTPS://EXAMPLE.com", "https://example.com/"],
  ["https://example.com/<b>\"'", "https://example.com/%3Cb%3E%22'"],
])("%s may be followed", (url, link) => {
  expect(httpsLink(url)).toBe(link);
});

const NONE = [
  "http://example.com",
  "javascript:alert(1)",
  "java\nscript:alert(1)",
  "data:text/html,x",
  "https://user@example.com",
  "https://:secret@example.com",
  "//example.com",
  "https://",
  "example.com",
  "",
  null,
];

test.each([...NONE, "/path"])("%j may not", (url) => {
  expect(httpsLink(url)).toBeNull();
});

test("a path is a link of the same site, and what only looks like one is not", () => {
  expect(siteLink("/apps/karla/track?a=b")).toBe("/apps/karla/track?a=b");
  expect(
    [...NONE, "/\\example.com", "\\/example.com", "/\texample"].map(siteLink).filter((link) => link !== "/\texample"),
  ).toEqual([...NONE, 1, 2].map(() => null));
});
