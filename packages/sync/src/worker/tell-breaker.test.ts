import { expect, test } from "vitest";
import { SHOP_A } from "../../../../test/fakes/event-for.ts";
import { type BreakerState, CLOSED, failed } from "../outbox/breaker.ts";
import type { ProblemCode } from "../pipeline/shops.ts";
import { tellBreaker } from "./tell-breaker.ts";

const REFUSED = { breaker: "opens", reason: "shop_access_refused" } as const;
const FAILED = { lease: { shopId: SHOP_A }, destination: "platform", quietUntil: 0, about: undefined } as const;

/** One shop's breaker and problems. `first`: what happens between the two that a refusal tells. */
function shop(first: (shop: { mend(): void; failAgain(): void }) => void) {
  let state: BreakerState = CLOSED;
  let now = 1_000;
  const open = new Map<ProblemCode, number>();
  const mend = () => {
    state = CLOSED;
    open.clear();
  };
  const failAgain = () => {
    now += 5;
    state = failed(state, now, "shop_access_refused", true);
    open.set("shop_access_refused", now);
  };
  const deps = {
    clock: { now: () => now },
    breakers: {
      read: async () => state,
      update: async (_shop: unknown, _destination: unknown, change: (state: BreakerState) => BreakerState) => {
        const before = state;
        state = change(state);
        return before;
      },
    },
    problems: {
      async raise(_shop: unknown, code: ProblemCode) {
        first({ mend, failAgain });
        open.set(code, now);
      },
      async close(_shop: unknown, code: ProblemCode, seenBefore = Number.POSITIVE_INFINITY) {
        if ((open.get(code) ?? seenBefore) < seenBefore) open.delete(code);
      },
      isOpen: async (_shop: unknown, code: ProblemCode) => open.has(code),
    },
  };
  return { deps, open: () => [...open.keys()] };
}

test("a refusal opens the breaker, and a problem that stays", async () => {
  const { deps, open } = shop(() => undefined);
  expect(await tellBreaker(REFUSED, FAILED, deps)).toMatchObject({ openedAt: 1_000 });
  expect(open()).toEqual(["shop_access_refused"]);
});

test("a refusal whose cause was mended before it could be told leaves no problem behind", async () => {
  const { deps, open } = shop(({ mend }) => mend());
  await tellBreaker(REFUSED, FAILED, deps);
  expect(open()).toEqual([]);
});

test("a refusal of after it was mended keeps its problem", async () => {
  const { deps, open } = shop(({ mend, failAgain }) => {
    mend();
    failAgain();
  });
  await tellBreaker(REFUSED, FAILED, deps);
  expect(open()).toEqual(["shop_access_refused"]);
});
