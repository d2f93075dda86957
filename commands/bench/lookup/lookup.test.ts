import { createServer } from "node:http";
import { describe, expect, onTestFinished, test } from "vitest";
import { gapOfMedians } from "./gap-of-medians.ts";
import { createStorefrontVisitor, type Look } from "./storefront-visitor.ts";
import { type Kind, takeSamples } from "./take-samples.ts";

const LOOK: Look = { orderNumber: "1001", zipCode: "10115", address: "198.51.100.7" };

describe("the samples", () => {
  const answer = { status: 404, text: "404", body: "", isAway: false, ms: 1 };

  test("are as many of each kind, in turn, and no kind is always the first", async () => {
    const asked: Kind[] = [];
    const { times, different } = await takeSamples(
      { visit: async () => answer },
      {
        each: 6,
        atOnce: 1,
        lookOf(kind) {
          asked.push(kind);
          return LOOK;
        },
      },
    );
    expect(Object.values(times).map((of) => of.length)).toEqual([6, 6, 6]);
    for (let at = 0; at < asked.length; at += 3) expect(new Set(asked.slice(at, at + 3)).size).toBe(3);
    expect(new Set([asked[0], asked[3], asked[6]]).size).toBe(3);
    expect(different).toHaveLength(1);
  });

  test("are taken again where the core was away, and that is counted", async () => {
    let looks = 0;
    const visit = async () => {
      looks += 1;
      return looks === 2 ? { ...answer, text: "later", isAway: true } : answer;
    };
    const { times, different, away } = await takeSamples({ visit }, { each: 3, atOnce: 1, lookOf: () => LOOK });
    expect(Object.values(times).map((of) => of.length)).toEqual([3, 3, 3]);
    expect([different.length, Object.values(away).reduce((sum, count) => sum + count)]).toEqual([1, 1]);
  });

  test("show each answer that differs, and of what it was", async () => {
    const { different } = await takeSamples(
      { visit: async ({ zipCode }) => ({ ...answer, text: zipCode }) },
      { each: 4, atOnce: 2, lookOf: (kind) => ({ ...LOOK, zipCode: kind === "redacted" ? "1" : "2" }) },
    );
    expect(different.map(({ kind }) => kind === "redacted").sort()).toEqual([false, true]);
  });
});

test("medians lie apart by the largest difference between any two", () => {
  expect(gapOfMedians([[300, 301, 900], [330], [315, 315]])).toBeCloseTo((29 / 301) * 100);
  expect(gapOfMedians([[300], [300]])).toBe(0);
});

test("of two answers everything but the date is compared", async () => {
  const plays = { headers: {}, body: "not here" };
  let seconds = 0;
  const server = createServer((_, answer) => {
    seconds += 1;
    answer.writeHead(404, { Date: new Date(seconds * 1_000).toUTCString(), ...plays.headers }).end(plays.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const visitor = createStorefrontVisitor({
    receiverUrl: `http://127.0.0.1:${port}`,
    shop: "a-shop.myshopify.com",
    secret: "hush",
    connections: 2,
  });
  onTestFinished(() => {
    visitor.close();
    server.closeAllConnections();
    server.close();
  });
  const { text, isAway } = await visitor.visit(LOOK);
  expect(isAway).toBe(false);
  expect((await visitor.visit(LOOK)).text).toBe(text);
  plays.headers = { "X-Reason": "zip" };
  expect((await visitor.visit(LOOK)).text).not.toBe(text);
  plays.headers = { "Retry-After": "60" };
  expect((await visitor.visit(LOOK)).isAway).toBe(true);
  plays.headers = {};
  plays.body = "not there";
  expect((await visitor.visit(LOOK)).text).not.toBe(text);
});
