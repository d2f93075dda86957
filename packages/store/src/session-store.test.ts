import { Session } from "@shopify/shopify-api";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { FreshDatabase } from "../../../test/setup/fresh-database.ts";
import { migratedDatabase } from "../../../test/setup/migrated-database.ts";
import { createKeyring, type Keyring, sealKeyOf } from "./keyring.ts";
import { openSessionStorage, type SealedSessionStorage } from "./session-store.ts";

const SHOP = "a.myshopify.com";
const FIRST = sealKeyOf(Buffer.alloc(32, 1));
const SECOND = sealKeyOf(Buffer.alloc(32, 2));
let database: FreshDatabase;
let plain: SealedSessionStorage;

beforeAll(async () => {
  database = await migratedDatabase();
  plain = storageUnder(createKeyring({ current: FIRST }));
});
beforeEach(() => database.pool.query("TRUNCATE session"));
afterAll(() => database.drop());

const storage = () => plain;
const storageUnder = (master: Keyring) => openSessionStorage({ pool: database.pool, master });

function session(shop = SHOP, accessToken = "shpat_access"): Session {
  return new Session({
    id: `offline_${shop}`,
    shop,
    state: "",
    isOnline: false,
    scope: "read_orders",
    expires: new Date("2026-03-01T10:00:00.000Z"),
    accessToken,
    refreshToken: "shprt_refresh",
    refreshTokenExpires: new Date("2026-06-01T10:00:00.000Z"),
  });
}

describe("the end of the app's access", () => {
  const looked = { id: session().id, accessToken: "shpat_access" };
  const at = new Date("2026-03-01T09:00:00.000Z");
  const endedAt = async () => {
    const { rows } = await database.pool.query("SELECT access_ended_at FROM shop WHERE domain = $1", [SHOP]);
    return rows[0]?.access_ended_at;
  };
  beforeEach(async () => {
    await database.pool.query("TRUNCATE shop");
    await database.pool.query(
      "INSERT INTO shop (shop_id, platform, domain, wrapped_key, created_at) VALUES (gen_random_uuid(), 'shopify', $1, '', $2)",
      [SHOP, at],
    );
  });

  test("takes all sessions of the shop away, no other shop's, and notes when that was", async () => {
    const others = "b.myshopify.com";
    await storage().storeSession(session());
    await storage().storeSession(new Session({ ...session().toObject(), id: "another", isOnline: false }));
    await storage().storeSession(session(others));
    expect(await storage().endAccess(looked, at)).toBe(true);
    expect(await storage().findSessionsByShop(SHOP)).toEqual([]);
    expect(await storage().findSessionsByShop(others)).toHaveLength(1);
    expect(await endedAt()).toEqual(at);
  });

  test("changes nothing when the app was installed again meanwhile", async () => {
    await storage().storeSession(session(SHOP, "shpat_newer"));
    expect(await storage().endAccess(looked, at)).toBe(false);
    expect(await storage().keepScope(looked, "")).toBe(false);
    expect(await storage().findSessionsByShop(SHOP)).toMatchObject([
      { accessToken: "shpat_newer", scope: "read_orders" },
    ]);
    expect(await endedAt()).toBeNull();
  });

  test("is not undone by a refresh that began before it, nor is a newer installation", async () => {
    const renewed = session(SHOP, "shpat_renewed");
    expect(await storage().renew(looked, renewed)).toBe(false);
    expect(await storage().findSessionsByShop(SHOP)).toEqual([]);
    await storage().storeSession(session(SHOP, "shpat_newer"));
    expect(await storage().renew(looked, renewed)).toBe(false);
    expect(await storage().findSessionsByShop(SHOP)).toMatchObject([{ accessToken: "shpat_newer" }]);
    expect(await storage().renew({ ...looked, accessToken: "shpat_newer" }, renewed)).toBe(true);
    expect((await storage().loadSession(looked.id))?.toObject()).toEqual(renewed.toObject());
  });

  test("may be told apart from other scopes, which are kept with the session", async () => {
    await storage().storeSession(session());
    expect(await storage().keepScope(looked, "read_orders,read_fulfillments")).toBe(true);
    expect(await storage().findSessionsByShop(SHOP)).toMatchObject([
      { accessToken: "shpat_access", scope: "read_orders,read_fulfillments" },
    ]);
  });
});

describe("sessions on PostgreSQL", () => {
  test("come back whole, with refresh token and both ends", async () => {
    await storage().storeSession(session());
    const loaded = await storage().loadSession(session().id);
    expect(loaded?.toObject()).toEqual(session().toObject());
    expect(await storage().findSessionsByShop(SHOP)).toMatchObject([{ accessToken: "shpat_access" }]);
  });

  test("are replaced by newer ones of the same id", async () => {
    await storage().storeSession(session());
    await storage().storeSession(session(SHOP, "shpat_newer"));
    expect((await storage().findSessionsByShop(SHOP)).map((each) => each.accessToken)).toEqual(["shpat_newer"]);
  });

  test("leave no token readable in the table", async () => {
    await storage().storeSession(session());
    const { rows } = await database.pool.query<{ row: string }>("SELECT session::text AS row FROM session");
    const plain = (text: string) => [text, Buffer.from(text).toString("base64").slice(0, -2)];
    for (const trace of [...plain("shpat_access"), ...plain("shprt_refresh")])
      expect(rows[0]?.row).not.toContain(trace);
  });

  test("do not open in the row of another shop, nor in another column", async () => {
    await storage().storeSession(session());
    await storage().storeSession(session("b.myshopify.com", "shpat_other"));
    await database.pool.query(
      "UPDATE session SET access_token = (SELECT access_token FROM session WHERE shop = $1) WHERE shop <> $1",
      [SHOP],
    );
    await expect(storage().loadSession("offline_b.myshopify.com")).rejects.toThrow("access_token");
    await database.pool.query("UPDATE session SET access_token = refresh_token WHERE shop = $1", [SHOP]);
    await expect(storage().loadSession(session().id)).rejects.toThrow("access_token");
  });

  test("open under a former master key, and are sealed with the new one", async () => {
    await storage().storeSession(session());
    const rotated = storageUnder(createKeyring({ current: SECOND, previous: [FIRST] }));
    expect((await rotated.loadSession(session().id))?.accessToken).toBe("shpat_access");
    await rotated.storeSession(session());
    await expect(storage().loadSession(session().id)).rejects.toThrow(SECOND.id);
  });

  test("are gone once deleted; deleting what is not there is no error, a database that fails is", async () => {
    await storage().storeSession(session());
    await storage().deleteSession(session().id);
    expect(await storage().loadSession(session().id)).toBeUndefined();
    expect(await storage().deleteSession(session().id)).toBe(true);
    await database.pool.query("ALTER TABLE session RENAME TO away");
    try {
      await expect(storage().deleteSession(session().id)).rejects.toThrow();
    } finally {
      await database.pool.query("ALTER TABLE away RENAME TO session");
    }
  });

  test("are read as soon as the database is back that was away when they were first asked for", async () => {
    await storage().storeSession(session());
    const early = storageUnder(createKeyring({ current: FIRST }));
    await database.pool.query("ALTER TABLE session RENAME TO away");
    try {
      await expect(early.loadSession(session().id)).rejects.toThrow();
    } finally {
      await database.pool.query("ALTER TABLE away RENAME TO session");
    }
    expect((await early.loadSession(session().id))?.accessToken).toBe("shpat_access");
  });
});
