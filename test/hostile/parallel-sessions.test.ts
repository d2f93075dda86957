import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { askAdmin, bearer } from "../http/ask-admin.ts";
import { SHOP, startAdmin } from "../http/running-admin.ts";

let admin: Awaited<ReturnType<typeof startAdmin>>;
beforeAll(async () => {
  admin = await startAdmin();
});
beforeEach(async () => {
  await admin.pool.query("TRUNCATE session");
  // No token counts that is from the second in which an access ended, or from before.
  await admin.pool.query("UPDATE shop SET access_ended_at = NULL");
});
afterAll(() => admin.stop());

/** What twenty requests at the same time are answered, shared out among these processes. */
async function ask(urls: string[]): Promise<number[]> {
  const asked = Array.from({ length: 20 }, async (_, n) => {
    const url = urls[n % urls.length] ?? admin.url;
    const answer = await askAdmin({ url }, "/app.data", { headers: bearer(admin.sessionToken()) });
    await answer.text();
    return answer.status;
  });
  return Promise.all(asked);
}
const ALL_WELL = Array.from({ length: 20 }, () => 200);

async function sessions(): Promise<{ id: string; lasts: boolean }[]> {
  const { rows } = await admin.pool.query("SELECT id, expires > now() + interval '30 minutes' AS lasts FROM session");
  return rows;
}
const ONE_GOOD = [{ id: `offline_${SHOP}`, lasts: true }];

describe("F25 a token that is about to end", () => {
  test.each([
    ["one process", () => [admin.url]],
    ["two processes", () => [admin.url, admin.otherUrl]],
  ])("is refreshed once for twenty requests at %s", async (_, urls) => {
    await ask([admin.url]);
    for (const left of ["4 minutes", "-1 minute"]) {
      await admin.pool.query("UPDATE session SET expires = now() + $1::interval", [left]);
      const before = admin.tokens.counts(SHOP);
      expect(await ask(urls())).toEqual(ALL_WELL);
      expect(admin.tokens.counts(SHOP)).toEqual({ ...before, refreshes: before.refreshes + 1 });
      expect(await sessions()).toEqual(ONE_GOOD);
    }
  });

  test("is exchanged anew where the refresh is refused", async () => {
    await ask([admin.url]);
    admin.tokens.uninstall(SHOP);
    admin.tokens.install(SHOP);
    admin.forgetTimeZones();
    await admin.pool.query("UPDATE session SET expires = now()");
    const { refreshes } = admin.tokens.counts(SHOP);
    expect(await ask([admin.url])).toEqual(ALL_WELL);
    expect(admin.tokens.counts(SHOP).refreshes).toBe(refreshes);
    expect(await sessions()).toEqual(ONE_GOOD);
  });
});

describe("F25 a first visit", () => {
  test("of twenty at the same time, in two processes, leaves one session that works", async () => {
    expect(await ask([admin.url, admin.otherUrl])).toEqual(ALL_WELL);
    expect(await sessions()).toEqual(ONE_GOOD);
    // Nobody has to exchange a token again, and the shop takes the one that is kept.
    const { exchanges } = admin.tokens.counts(SHOP);
    admin.forgetTimeZones();
    expect(await ask([admin.url])).toEqual(ALL_WELL);
    expect(admin.tokens.counts(SHOP).exchanges).toBe(exchanges);
    expect(admin.lines.join("")).not.toContain("P2002");
  });
});
