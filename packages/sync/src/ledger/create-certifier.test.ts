import { beforeEach, describe, expect, test } from "vitest";
import { CoreAway, HOUR, iso, NOON, stand, ZONE } from "./certifier.fixture.ts";

const TODAY = "2026-11-29";
const YESTERDAY = "2026-11-28";
let at: ReturnType<typeof stand>;
beforeEach(() => {
  at = stand();
});

describe("the account of a day", () => {
  test("says of each order of the shop that it is in the core, left out on purpose, or missing, and why", async () => {
    at.place("1", NOON - 5 * HOUR);
    at.place("2", NOON - 4 * HOUR, { booked: null, inCore: false });
    at.place("3", NOON - 4 * HOUR, {
      booked: { whole: false, status: "skipped", reason: "awaiting_order" },
      inCore: false,
    });
    at.place("4", NOON - 3 * HOUR, { booked: { status: "pending" }, inCore: false });
    at.place("5", NOON - 3 * HOUR, { booked: { status: "failed" }, inCore: false });
    at.place("6", NOON - 2 * HOUR, { inCore: false });
    at.place("7", NOON - 2 * HOUR, { booked: { status: "skipped", reason: "no_zip" }, inCore: false });
    at.place("8", NOON - 2 * HOUR, { booked: { status: "skipped", reason: "no_zip" }, inCore: false });
    at.place("9", NOON - HOUR, { booked: { erased: true }, inCore: false });
    await at.run();
    const [account] = at.of(TODAY);
    expect(account).toMatchObject({
      inShop: 9,
      inBooks: 7,
      inCore: 1,
      skipped: { no_zip: 2, redacted: 1 },
      missing: 5,
      zone: ZONE,
      from: "2026-11-28T23:00:00.000Z",
      to: "2026-11-29T11:59:00.000Z",
    });
    expect(account?.gaps.map(({ name, why }) => [name, why])).toEqual([
      ["#2", "not_in_books"],
      ["#3", "not_in_books"],
      ["#4", "waiting"],
      ["#5", "refused"],
      ["#6", "not_in_core"],
    ]);
    expect(account?.leftOut).toEqual([
      { id: "7", name: "#7", placedAt: iso(NOON - 2 * HOUR), reason: "no_zip" },
      { id: "8", name: "#8", placedAt: iso(NOON - 2 * HOUR), reason: "no_zip" },
      { id: "9", name: "9", placedAt: iso(NOON - HOUR), reason: "redacted" },
    ]);
    expect(account?.gaps[0]).toEqual({ id: "2", name: "#2", placedAt: iso(NOON - 4 * HOUR), why: "not_in_books" });
  });

  test("does not ask the core for what was erased on request", async () => {
    at.place("1", NOON - HOUR, { booked: { erased: true } });
    await at.run();
    expect(at.asked.filter((what) => what.startsWith("core"))).toEqual([]);
  });

  test("asks by its id for an order that the core has as placed at another time", async () => {
    at.place("1", NOON - HOUR);
    at.core.set("1", "as placed years ago");
    await at.run();
    expect(at.of(TODAY)).toMatchObject([{ inCore: 1, missing: 0 }]);
    expect(at.asked).toContain("core 1");
  });

  test("asks at each slug to which the shop's orders go, and misses none that is at another one", async () => {
    at.state.slugBySalesChannel = { b2b: "b" };
    at.state.slugOf.set("2", "b").set("3", "b").set("4", "elsewhere");
    for (const id of ["1", "2", "3", "4"]) at.place(id, NOON - 3 * HOUR);
    at.core.set("3", "as placed years ago");
    await at.run();
    expect(at.of(TODAY)).toMatchObject([{ inCore: 3, missing: 1, gaps: [{ id: "4" }] }]);
    expect(at.sentAgain).toEqual(["4"]);
  });

  test("counts what the core has though our books wait for its next state, or lack it", async () => {
    at.place("1", NOON - HOUR, { booked: { status: "pending" } });
    at.place("2", NOON - HOUR, { booked: null });
    await at.run();
    expect(at.of(TODAY)).toMatchObject([{ inBooks: 1, inCore: 2, missing: 0, gaps: [] }]);
  });

  test("gives the longest time to the core of those that are there, and none where none is known", async () => {
    at.place("1", NOON - HOUR, { booked: { delayMs: 400 } });
    at.place("2", NOON - HOUR, { booked: { delayMs: 9_000 } });
    at.place("3", NOON - HOUR, { booked: { delayMs: null } });
    at.place("4", NOON - HOUR, { booked: { delayMs: 90_000 }, inCore: false });
    await at.run();
    expect(at.of(TODAY)).toMatchObject([{ worstDelayMs: 9_000 }]);
    at.place("5", NOON + HOUR / 2, { booked: { delayMs: null } });
    for (const id of ["1", "2"])
      at.books.set(id, { status: "delivered", reason: null, whole: true, erased: false, delayMs: null });
    at.advance(HOUR);
    await at.run();
    expect(at.of(TODAY)[1]).toMatchObject({ inCore: 4, worstDelayMs: null });
  });

  test("stops when its time is over, goes on where it was, and counts nothing twice", async () => {
    for (let n = 0; n < 35; n += 1) at.place(String(n), NOON - HOUR + n, { inCore: n % 7 > 0 });
    at.state.callMs = 1_000;
    while ((await at.run(at.now() + 1_500)) <= at.now());
    expect(at.of(TODAY)).toMatchObject([{ inShop: 35, inBooks: 35, inCore: 30, missing: 5 }]);
    expect(at.asked.filter((what) => what.startsWith("list"))).toEqual(["list ", "list 10", "list 20", "list 30"]);
  });

  test("gets through more orders than a platform lists at a time, and counts each once", async () => {
    for (let n = 0; n < 21_000; n += 1) at.place(String(n), NOON - 10 * HOUR + Math.floor(n / 3));
    at.state.perPage = 100;
    await at.run();
    expect(at.of(TODAY)).toMatchObject([{ inShop: 21_000, inCore: 21_000, missing: 0 }]);
    expect(Math.max(...at.asked.map((what) => Number(what.split(" ")[1] ?? 0)))).toBeLessThan(20_000);
  });

  test("counts all that is missing and names a thousand of it", async () => {
    for (let n = 0; n < 1_003; n += 1) at.place(String(n), NOON - HOUR + n, { booked: null, inCore: false });
    await at.run();
    expect(at.of(TODAY)).toMatchObject([{ missing: 1_003, gaps: { length: 1_000 } }]);
  });

  test("counts all that was left out and names the first thousand of it", async () => {
    const booked = { status: "skipped", reason: "test_order" } as const;
    for (let n = 0; n < 1_003; n += 1) at.place(String(n), NOON - HOUR + n, { booked, inCore: false });
    await at.run();
    const [account] = at.of(TODAY);
    expect(account).toMatchObject({ skipped: { test_order: 1_003 }, leftOut: { length: 1_000 }, missing: 0 });
    expect(account?.leftOut.at(-1)?.name).toBe("#999");
  });
});

describe("what the core does not have although it took it", () => {
  test("is sent again, unless it is so new that the core may not show it yet", async () => {
    at.place("1", NOON - 2 * HOUR, { inCore: false });
    at.place("2", NOON - HOUR / 2, { inCore: false });
    at.place("3", NOON - 3 * HOUR, { booked: { status: "failed" }, inCore: false });
    at.place("4", NOON - 3 * HOUR);
    await at.run();
    expect(at.of(TODAY)[0]).toMatchObject({ missing: 3 });
    expect(at.sentAgain).toEqual(["1"]);
  });
});

describe("the days that are counted", () => {
  test("are today's every hour, and yesterday's once more when it is over for an hour", async () => {
    const days = async () => {
      const before = at.accounts.length;
      await at.run();
      return at.accounts.slice(before).map(({ day }) => day);
    };
    expect(await days()).toEqual([TODAY]);
    expect(await days()).toEqual([]);
    expect(await at.run()).toBe(NOON + HOUR);
    at.advance(11 * HOUR + 30 * 60_000);
    expect(await days()).toEqual(["2026-11-30"]);
    at.advance(HOUR);
    expect(await days()).toEqual(["2026-11-30", TODAY]);
    at.advance(HOUR);
    expect(await days()).toEqual(["2026-11-30"]);
  });

  test("are those of the time in which no worker ran, too", async () => {
    await at.run();
    at.advance(3 * 24 * HOUR);
    await at.run();
    expect(at.accounts.map(({ day }) => day).slice(1)).toEqual(["2026-12-02", "2026-12-01", "2026-11-30", TODAY]);
  });

  test("are the old ones of which an order was found since, as soon as it had time to arrive", async () => {
    await at.run();
    at.finds.set("2026-10-01", iso(at.now()));
    at.advance(HOUR);
    await at.run();
    await at.run();
    expect(at.of("2026-10-01")).toHaveLength(1);
    at.finds.set("2026-10-01", iso(at.now()));
    await at.run();
    expect(at.of("2026-10-01")).toHaveLength(1);
    at.advance(HOUR);
    await at.run();
    expect(at.of("2026-10-01")).toHaveLength(2);
  });

  test("are those in which an order was missing: yesterday hourly, older ones daily", async () => {
    at.place("1", NOON - HOUR, { inCore: false });
    const run = async () => {
      const before = at.of(TODAY).length;
      await at.run();
      return at.of(TODAY).length - before;
    };
    expect(await run()).toBe(1);
    at.advance(16 * HOUR);
    expect(await run()).toBe(1);
    at.advance(HOUR);
    expect(await run()).toBe(1);
    at.advance(23 * HOUR);
    expect(await run()).toBe(0);
    at.advance(HOUR);
    expect(await run()).toBe(1);
    at.advance(HOUR);
    expect(await run()).toBe(0);
  });

  test("are those that somebody asks for, each once, however often it is asked", async () => {
    expect(await at.again(3)).toEqual([]);
    await at.run();
    const days = [TODAY, YESTERDAY, "2026-11-27"];
    expect(await at.again(3)).toEqual(days);
    expect(await at.again(3)).toEqual(days);
    await at.run();
    expect(at.accounts.slice(1).map(({ day }) => day)).toEqual(days);
  });
});

describe("the core", () => {
  test("is asked again later where it does not answer, and what was counted stays", async () => {
    at.place("1", NOON - HOUR);
    at.state.core = new CoreAway({});
    expect((await at.run()) - at.now()).toBe(15 * 60_000);
    expect(at.accounts).toMatchObject([{ inShop: 1, finishedAt: null }]);
    at.state.core = null;
    await at.run();
    expect(at.of(TODAY)).toMatchObject([{ inShop: 1, inCore: 1 }]);
  });

  test("is left in peace for as long as it asked for, by deliveries as well", async () => {
    at.place("1", NOON - HOUR);
    at.state.core = new CoreAway({ kind: "refusal", status: 429, retryAfterMs: HOUR });
    expect((await at.run()) - at.now()).toBe(HOUR);
    expect(at.breaker().holdUntil).toBe(at.now() + HOUR);
    at.state.core = null;
    const before = at.asked.length;
    expect(await at.run()).toBe(at.now() + HOUR);
    expect(at.asked).toHaveLength(before);
  });

  test("a defect of ours is not taken for its silence", async () => {
    at.place("1", NOON - HOUR);
    at.state.core = new TypeError("no such thing");
    await expect(at.run()).rejects.toThrow("no such thing");
  });

  test("is not asked for a shop that is not connected, nor is the shop", async () => {
    at.state.connected = false;
    expect(await at.run()).toBe(NOON + HOUR);
    expect(at.asked).toEqual([]);
  });
});
