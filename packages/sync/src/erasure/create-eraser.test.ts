import { describe, expect, test } from "vitest";
import { SHOP_A } from "../../../../test/fakes/event-for.ts";
import { sampleOrder } from "../order/sample-order.fixture.ts";
import { createEraser } from "./create-eraser.ts";
import { type ErasureRequest, erasureEvent } from "./erasure-request.ts";
import type { Doomed, ErasureProgress, Erasures } from "./erasures.ts";

const SEEN_MS = 3_000;
const CUSTOMER: ErasureRequest = { kind: "customer", customerIds: [], email: null, orderIds: ["1"] };
const WHOLE_SHOP: ErasureRequest = { kind: "shop", keptUntil: null };

interface Script {
  progress?: ErasureProgress;
  /** How often a turn holds a lane. */
  held?: number;
  purges?: ("more" | "held")[];
  isInstalled?: boolean;
  /** What the shop's platform answers. */
  refuses?: "transport" | "unexpected";
}

function erasing(request: ErasureRequest, script: Script = {}) {
  let now = 0;
  let { held = 0 } = script;
  const purges = [...(script.purges ?? [])];
  const done: string[] = [];
  const event = erasureEvent({ shopId: SHOP_A, platform: "shopify", topic: "t", key: "1", request });
  const erasures: Erasures = {
    isErased: async () => false,
    eraseLane: async () => true,
    requestIn: async () => event,
    begin: async (shopId, { laneKey }) => ({
      shopId,
      request: laneKey,
      startedAt: 0,
      progress: script.progress ?? { phase: "named", after: null },
    }),
    async orders(_, after) {
      done.push(`orders after ${after}`);
      return after === null
        ? { items: [{ ...sampleOrder(), id: "1" }], after: "1" }
        : { items: [{ ...sampleOrder(), id: "2" }], after: null };
    },
    async events(_, after) {
      done.push(`events after ${after}`);
      return { items: [], after: null };
    },
    async erase(_, { orderIds }: Doomed, { phase, after }) {
      if (held-- > 0) return false;
      done.push(`erased [${orderIds}], then ${phase} ${after}`);
      return true;
    },
    async purge() {
      done.push("purged");
      return purges.shift() ?? "done";
    },
    isInstalled: async () => script.isInstalled === true,
    finish: async (_, outcome) => void done.push(outcome),
  };
  const erase = createEraser({
    erasures,
    normalise: {},
    checkAccess: async () => {
      if (script.refuses !== undefined) throw new Error("played");
    },
    readFailure: () => {
      const kind = script.refuses ?? "unexpected";
      return { kind, status: null, retryAfterMs: null, credentials: false, detail: null };
    },
    clock: { now: () => now },
  });
  return {
    done,
    at: (ms: number, until = Number.POSITIVE_INFINITY) => {
      now = ms;
      return erase({ shopId: SHOP_A, laneKey: event.laneKey }, until);
    },
  };
}

describe("a customer", () => {
  test("is erased when every process knows, part by part", async () => {
    const { at, done } = erasing(CUSTOMER);
    expect(await at(SEEN_MS - 1)).toBe(SEEN_MS);
    expect(done).toEqual([]);
    expect(await at(SEEN_MS)).toBeNull();
    expect(done).toEqual([
      "erased [1], then books null",
      "orders after null",
      "erased [1], then books 1",
      "orders after 1",
      "erased [], then inbox null",
      "events after null",
      "erased [], then inbox null",
      "erased",
    ]);
  });

  test("is gone on with where the receipt says, after whatever end", async () => {
    const { at, done } = erasing(CUSTOMER, { progress: { phase: "inbox", after: "x" } });
    expect(await at(SEEN_MS)).toBeNull();
    expect(done).toEqual(["events after x", "erased [], then inbox x", "erased"]);
  });

  test("is waited for where a turn holds one of the lanes, and goes on in the next turn where the time is up", async () => {
    const held = erasing(CUSTOMER, { held: 1 });
    expect(await held.at(SEEN_MS)).toBe(SEEN_MS + 250);
    expect(held.done).toEqual([]);
    const late = erasing(CUSTOMER);
    expect(await late.at(SEEN_MS, 0)).toBe(SEEN_MS);
    expect(late.done).toEqual(["erased [1], then books null"]);
  });
});

describe("a shop", () => {
  test("is erased until nothing is left", async () => {
    const { at, done } = erasing(WHOLE_SHOP, { purges: ["more"] });
    expect(await at(0)).toBeNull();
    expect(done).toEqual(["purged", "purged", "erased"]);
  });

  test("is waited for while turns have all that is left", async () => {
    const { at, done } = erasing(WHOLE_SHOP, { purges: ["more", "held"] });
    expect(await at(0)).toBe(250);
    expect(done).toEqual(["purged", "purged"]);
  });

  test("that has the app keeps all, and one that cannot be asked is asked again", async () => {
    const installed = erasing(WHOLE_SHOP, { isInstalled: true });
    expect(await installed.at(0)).toBeNull();
    expect(installed.done).toEqual(["app_installed"]);
    const away = erasing(WHOLE_SHOP, { refuses: "transport" });
    expect(await away.at(0)).toBe(5 * 60_000);
    expect(away.done).toEqual([]);
  });

  test("is not taken for one that cannot be asked because of a defect of ours", async () => {
    await expect(erasing(WHOLE_SHOP, { refuses: "unexpected" }).at(0)).rejects.toThrow("played");
  });
});
