import { migrate } from "@karla/store/migrate";
import { describe, expect, test } from "vitest";
import { anOrder, anUpsert, basic, useCore } from "../test-core.fixture.ts";

const core = useCore(migrate);
const UUID = "0198f2b0-5a0e-7c3d-9b3b-6a2f4c8e1d57";

/** What each role may do in its shop. A refused request never gets as far as its body. */
const MATRIX = [
  ["viewer", "GET", ""],
  ["admin", "PATCH", ""],
  ["viewer", "GET", "/orders"],
  ["editor", "POST", "/orders"],
  ["editor", "PUT", "/orders"],
  ["editor", "PUT", "/orders/bulk"],
  ["editor", "POST", "/orders/trackpage-url"],
  ["editor", "PATCH", `/orders/${UUID}`],
  ["editor", "PATCH", `/orders/${UUID}/shipments/${UUID}`],
  ["editor", "POST", `/shipments/${UUID}/events`],
  ["viewer", "GET", "/settings"],
  ["admin", "POST", "/settings"],
  ["admin", "PUT", "/settings/triggers"],
  ["admin", "PUT", "/settings/carriers"],
  ["admin", "PUT", "/settings/segments"],
  ["editor", "GET", "/webhooks"],
  ["editor", "POST", "/webhooks"],
  ["editor", "PATCH", `/webhooks/${UUID}`],
  ["editor", "DELETE", `/webhooks/${UUID}`],
  ["viewer", "GET", "/shopify/webhooks"],
  ["admin", "POST", "/shopify/webhooks"],
  ["viewer", "GET", `/shopify/webhooks/${UUID}`],
  ["admin", "DELETE", `/shopify/webhooks/${UUID}`],
] as const;
const RANK = { viewer: 0, editor: 1, admin: 2 };

describe.each(MATRIX)("as %s at least: %s %s", (needed, method, path) => {
  test("is 400 without credentials, 401 with wrong ones, 403 with too small a role or the key of another shop", async () => {
    const { at, slug } = await core.shop();
    const other = await core.shop();
    const call = async (as: string | null) => {
      const { status, body } = await core.call(method, at + path, method === "GET" ? undefined : "{", as);
      if (status >= 400 && status !== 422) expect(body).toMatchObject({ errors: [], message: expect.any(String) });
      return status;
    };
    expect(await call(null)).toBe(400);
    expect(await call(basic(slug, "wrong"))).toBe(401);
    expect(await call(basic("nobody", "wrong"))).toBe(401);
    expect(await call(await core.key(other.slug, "admin"))).toBe(403);
    for (const role of ["viewer", "editor", "admin"] as const) {
      const status = await call(await core.key(slug, role));
      if (RANK[role] < RANK[needed]) expect(status).toBe(403);
      else expect([200, 404, 422]).toContain(status);
    }
  });
});

test.each(["Bearer abc", "Basic", "Basic %%%", `Basic ${Buffer.from("no colon").toString("base64")}`])(
  "%s is 401",
  async (header) => {
    const { at } = await core.shop();
    expect((await core.call("GET", at, undefined, header)).status).toBe(401);
  },
);

test("a password may contain colons, and two keys may share a user name", async () => {
  const { at, slug } = await core.shop();
  const [first, second] = [await core.key(slug, "viewer"), await core.key(slug, "viewer")];
  expect((await core.call("GET", at, undefined, first)).status).toBe(200);
  expect((await core.call("GET", at, undefined, second)).status).toBe(200);
  expect((await core.call("GET", at, undefined, basic("operator", "operator-key-0123456789:x"))).status).toBe(401);
});

test("an unknown shop is 404 to the operator, and 403 to a key that could only guess", async () => {
  const { slug } = await core.shop();
  const unknown = "/v1/shops/no-such-shop";
  expect(await core.call("GET", unknown)).toMatchObject({ status: 404, body: { key: "shop_not_found" } });
  expect((await core.call("GET", unknown, undefined, await core.key(slug, "admin"))).status).toBe(403);
});

test("the key of one shop never reaches an order, webhook or shipment of another by its id", async () => {
  const [mine, theirs] = [await core.shop(), await core.shop()];
  await core.call("PUT", `${theirs.at}/orders`, anUpsert({}, [{ tracking_number: "A1" }]));
  const [order] = (await core.call("GET", `${theirs.at}/orders`)).body;
  const key = await core.key(mine.slug, "admin");
  const attempts = [
    core.call("PATCH", `${mine.at}/orders/${order.uuid}`, { address: { zip_code: "1" } }, key),
    core.call("PUT", `${mine.at}/orders`, { id: order.uuid, id_type: "uuid", trackings: [] }, key),
    core.call(
      "POST",
      `${mine.at}/shipments/${order.trackings[0].id}/events`,
      { event_name: "X", event_time: "2026-01-01T00:00:00Z", external_id: "1" },
      key,
    ),
    core.call("POST", `${mine.at}/orders/trackpage-url`, { id: "5001", id_type: "external_id" }, key),
  ];
  expect((await Promise.all(attempts)).map(({ status }) => status)).toEqual([404, 404, 404, 404]);
});

test("only the operator creates and deletes shops", async () => {
  const { at, slug } = await core.shop();
  const admin = await core.key(slug, "admin");
  const creation = { name: "x", organization: "x", klaviyo_enabled: false, slug: "x" };
  expect((await core.call("POST", "/v1/shops", creation, admin)).status).toBe(403);
  expect((await core.call("DELETE", at, undefined, admin)).status).toBe(403);
  expect((await core.call("POST", "/v1/shops", creation, null)).status).toBe(400);
});

test("keys are stored hashed and no log line holds a key, a body or a query", async () => {
  const { at, slug } = await core.shop();
  const key = await core.key(slug, "editor");
  await core.call("POST", `${at}/orders`, anOrder(), key);
  await core.call("GET", `${at}/orders?email_id=alex.doe%40example.com`, undefined, key);
  const secret = Buffer.from(key.slice(6), "base64").toString().split(":")[1] ?? "";
  const { rows } = await core.pool().query("select * from karla_core.api_key");
  expect(JSON.stringify(rows)).not.toContain(secret);
  const lines = JSON.stringify(core.logged);
  expect(lines).toContain(`"path":"${at}/orders"`);
  for (const hidden of [secret, key.slice(6), "alex.doe", "10115", "Berlin"]) expect(lines).not.toContain(hidden);
});
