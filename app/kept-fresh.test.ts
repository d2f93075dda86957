import { shopIdOf } from "@karla/sync/ids";
import { Session } from "@shopify/shopify-api";
import { expect, test } from "vitest";
import { keptFresh } from "./kept-fresh.ts";
import { AdminError } from "./shopify/admin/admin-error.ts";

const NOW = 1_800_000_000_000;
const MINUTE = 60_000;

/** A storage with one session of this age, and how often a refresh was asked for. */
function stand(more: Partial<ConstructorParameters<typeof Session>[0]>, refresh?: () => Promise<string>) {
  const base = { id: "s", shop: "a.myshopify.com", state: "", isOnline: false, accessToken: "old", refreshToken: "r" };
  let kept = new Session({ ...base, ...more });
  const asked: string[] = [];
  const storage = keptFresh(
    { loadSession: async () => kept },
    {
      now: () => NOW,
      tenantOf: async (domain) => shopIdOf("shopify", domain),
      access: {
        end: async () => {},
        async tokenFor({ domain }) {
          asked.push(domain);
          if (refresh) return refresh();
          kept = new Session({ ...base, accessToken: "new", expires: new Date(NOW + 60 * MINUTE) });
          return "new";
        },
      },
    },
  );
  return { asked, token: async () => (await storage.loadSession())?.accessToken };
}

test("a session that is about to end is renewed before it is handed out", async () => {
  const { asked, token } = stand({ expires: new Date(NOW + 5 * MINUTE) });
  expect(await token()).toBe("new");
  expect(await token()).toBe("new");
  expect(asked).toEqual(["a.myshopify.com"]);
});

test.each([
  ["that lives on", { expires: new Date(NOW + 5 * MINUTE + 1) }],
  ["without an end", {}],
  ["of a member of staff", { isOnline: true, expires: new Date(NOW) }],
  ["that cannot be renewed", { refreshToken: "", expires: new Date(NOW) }],
])("a session %s is handed out as it is", async (_, more) => {
  const { asked, token } = stand(more);
  expect(await token()).toBe("old");
  expect(asked).toEqual([]);
});

test("where the shop refuses the refresh, the library gets what there is; any other failure is one", async () => {
  const stale = { expires: new Date(NOW) };
  const refused = new AdminError("not taken", { kind: "unauthorised", retry: false, status: 401 });
  expect(await stand(stale, () => Promise.reject(refused)).token()).toBe("old");
  await expect(stand(stale, () => Promise.reject(new Error("no database"))).token()).rejects.toThrow("no database");
});
