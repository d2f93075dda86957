import { expect, test } from "vitest";
import { createRouteOf } from "./route-of.ts";
import type { Verdict, Verifier } from "./verifier.ts";

const REFUSED: Verdict = { outcome: "refused", status: 401, reason: "never" };
const one: Verifier = async () => REFUSED;
const any: Verifier = async () => REFUSED;
const routeOf = createRouteOf(
  new Map([
    ["/webhooks/one", one],
    ["/webhooks/any/*", any],
  ]),
);

test.each([
  ["/webhooks/one", one],
  ["/webhooks/any/1", any],
  ["/webhooks/any/", any],
  ["/webhooks/any/*", any],
])("%s has a route", (path, verify) => expect(routeOf(path)?.verify).toBe(verify));

test.each([
  "",
  "/",
  "/webhooks/any",
  "/webhooks/any/1/2",
  "/webhooks/one/",
  "/webhooks/one/1",
  "/webhooks/*",
  "/webhooks/anyx/1",
])("%s has none", (path) => expect(routeOf(path)).toBeNull());

test("a route's name is what was configured, whatever was asked for", () => {
  expect(routeOf("/webhooks/any/erika.muster@example.com")?.name).toBe("/webhooks/any/*");
});
