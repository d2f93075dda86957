import { describe, expect, it } from "vitest";
import { filledShop, testShop } from "../shopware.fixture.ts";

describe("on a bad day the Admin API", () => {
  it("answers too many, late, a page instead of JSON, half of it, something else, or nothing of what it did", async () => {
    const { ask, shop, pauses } = await filledShop();
    await ask("/api/search/order", { limit: 1 });
    shop.misbehave(() => ({ kind: "status", status: 429, retryAfterSeconds: 300 }));
    const limited = await ask("/api/search/order");
    expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, "300"]);
    shop.misbehave(() => ({ kind: "slow", ms: 9000 }));
    expect((await ask("/api/search/order", { limit: 1 })).body.total).toBe(1);
    expect(pauses).toEqual([9000]);
    shop.misbehave(() => ({ kind: "html" }));
    expect((await ask("/api/search/order")).headers.get("content-type")).toBe("text/html");
    shop.misbehave(() => ({ kind: "half" }));
    await expect(ask("/api/search/order", { limit: 1 })).rejects.toThrow(SyntaxError);
    shop.misbehave(() => ({ kind: "wrong" }));
    expect((await ask("/api/search/order", { ids: [] })).body.total).toBe(1);
    shop.misbehave(({ path }) => (path === "/api/notification" ? { kind: "lost_answer" } : null));
    expect((await ask("/api/notification", { status: "info", message: "done" })).status).toBe(502);
    expect(shop.journal.notifications()).toHaveLength(1);
    expect(shop.journal.requests().at(-1)).toMatchObject({ path: "/api/notification", status: 502 });
  });

  it("tells the time of the shop, not ours", async () => {
    const { ask, clock } = await testShop();
    expect((await ask("/api/search/order")).headers.get("date")).toBe(new Date(clock.now).toUTCString());
  });
});
