import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { askAdmin, bearer } from "../http/ask-admin.ts";
import { startAdmin } from "../http/running-admin.ts";
import { forgeToken } from "./forge-token.ts";

let admin: Awaited<ReturnType<typeof startAdmin>>;
beforeAll(async () => {
  admin = await startAdmin();
});
beforeEach(() => void admin.lines.splice(0));
afterAll(() => admin.stop());

const form = (fields: Record<string, string>) => ({ method: "POST", body: new URLSearchParams(fields) });

describe("J7 a token in the query of a data route", () => {
  test.each(["/app.data", "/app/problems.data", "/_root.data", "/app?_data=routes%2Fapp._index", "//app.data"])(
    "is refused by %s, with and without another one in the header",
    async (path) => {
      const asked = `${path}${path.includes("?") ? "&" : "?"}${admin.query(admin.sessionToken())}`;
      expect((await askAdmin(admin, asked)).status).toBe(401);
      expect((await askAdmin(admin, asked, { headers: bearer(admin.sessionToken()) })).status).toBe(401);
    },
  );

  test.each(["/app/connection", "/app/connection.data"])("changes nothing: a form sent to %s", async (path) => {
    const asked = `${path}?${admin.query(admin.sessionToken())}`;
    const fields = form({ intent: "switch_off" });
    expect((await askAdmin(admin, asked, fields)).status).toBe(401);
    expect((await askAdmin(admin, asked, { ...fields, headers: bearer(admin.sessionToken()) })).status).toBe(401);
  });

  test("opens a document, which tells nobody its address", async () => {
    for (const path of ["/app", "/app/problems", "/", "/auth/session-token", "/nothing"]) {
      const { status, headers } = await askAdmin(admin, `${path}?${admin.query(admin.sessionToken())}`);
      expect([path, status < 500, headers.get("Referrer-Policy")]).toEqual([path, true, "no-referrer"]);
    }
    expect((await askAdmin(admin, `/app?${admin.query(admin.sessionToken())}`)).status).toBe(200);
  });

  test("is in no line of the log", async () => {
    const token = admin.sessionToken();
    for (const path of ["/app", "/", "/app.data", "/auth/callback", "/nothing"])
      await askAdmin(admin, `${path}?${admin.query(token)}`);
    expect(admin.lines.length).toBeGreaterThanOrEqual(5);
    expectNoneOf(token, admin.lines.join(""));
  });
});

describe("J8 a token that cannot be read", () => {
  test.each<[string, () => string]>([
    ["forged", () => admin.sessionToken({ clientSecret: "another" })],
    ["stale", () => admin.sessionToken({ now: Date.now() - 3_600_000 })],
    ["cut short", () => admin.sessionToken().slice(0, -8)],
    ["of another shape", () => "IHsgImFsZyI6ICJub25lIiB9IA.IHsgImlzcyI6ICJ4IiB9IA.c2lnbmF0dXJlLW9mLW5vYm9keQ"],
    ["no token", () => "not-a-token-but-as-secret-as-one"],
    ["of another app", () => forgeToken({ clientId: "another", secret: admin.clientSecret })],
    ["refused where tokens are exchanged", () => admin.sessionToken({ shop: "unknown.myshopify.com" })],
  ])("is nowhere in the answer or the log: %s", async (_, make) => {
    const token = make();
    const answers = [
      await askAdmin(admin, "/app.data", { headers: bearer(token) }),
      await askAdmin(admin, "/app", { headers: bearer(token) }),
      await askAdmin(admin, `/app?${admin.query(token)}`),
      await askAdmin(admin, `/auth/session-token?${admin.query(token)}`),
      await askAdmin(admin, "/app/connection.data", { ...form({ intent: "switch_off" }), headers: bearer(token) }),
    ];
    for (const answer of answers) {
      expect(answer.ok && answer.url.includes("/app")).toBe(false);
      expectNoneOf(token, JSON.stringify([...answer.headers]) + (await answer.text()));
    }
    expectNoneOf(token, admin.lines.join(""));
  });
});

/** Neither the token nor a part of it that tells more than every token. */
function expectNoneOf(token: string, text: string): void {
  const [, ...telling] = token.split(".");
  for (const part of [token, ...telling].filter((one) => one.length > 0)) expect(text).not.toContain(part);
}
