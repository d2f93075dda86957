import { migrate } from "@karla/store/migrate";
import { expect, test } from "vitest";
import { anUpsert, useCore } from "../test-core.fixture.ts";

let fault: { kind: "hang" } | null = null;
const core = useCore(migrate, { misbehave: () => fault, requestTimeoutMs: 50 });

test.each([
  ["GET", "/"],
  ["GET", "/_sandbox/journal"],
  ["GET", "/_sandbox/products/example"],
  ["PUT", "/_sandbox/misbehave"],
  ["POST", "/_sandbox/keys"],
])("outside of the sandbox there is no %s %s", async (method, path) => {
  expect((await core.call(method, path, method === "GET" ? undefined : { rules: [] })).status).toBe(404);
});

test("health is answered without a key", async () => {
  expect(await core.call("GET", "/healthz", undefined, null)).toMatchObject({ status: 200, body: { status: "ok" } });
  expect(await core.call("GET", "/readyz", undefined, null)).toMatchObject({ status: 200, body: { status: "ready" } });
});

test("a request that takes too long is answered 500 in the documented shape", async () => {
  const { at, slug } = await core.shop();
  await core.call("PUT", `${at}/orders`, anUpsert());
  const blocker = await core.pool().connect();
  try {
    await blocker.query("begin");
    await blocker.query(
      "select from karla_core.placed_order o join karla_core.shop s on s.id = o.shop_id where s.slug = $1 for update",
      [slug],
    );
    expect(await core.call("PUT", `${at}/orders`, anUpsert())).toMatchObject({
      status: 500,
      body: { type: "api_error" },
    });
  } finally {
    await blocker.query("rollback");
    blocker.release();
  }
});

test("stopping ends a request that hangs, and the core is no longer ready", async () => {
  fault = { kind: "hang" };
  const hanging = core.call("GET", "/v1/shops");
  await core.core().stop();
  expect((await hanging).status).toBe(500);
  expect((await core.call("GET", "/readyz")).status).toBe(503);
});
