import { mkdtempSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { basicAuth } from "../proof/read-core.ts";
import { startJournalProxy } from "./journal-proxy.ts";

const OWN = { slug: "a", user: "of-a", key: "key-of-a" };
const OTHER = { slug: "b", user: "of-b", key: "key-of-b" };
const ADMIN = { user: "admin", key: "key-of-admin" };
const BODY = JSON.stringify({
  id: "42",
  order: { order_analytics: { note_attributes: [{ name: "_version", value: "3" }] } },
});

/** A core that takes everything, and the proxy in front of it with a port for one worker. */
async function stand() {
  const heard: (string | undefined)[] = [];
  const core = createServer((request, response) => {
    heard.push(request.headers.authorization);
    request.resume().on("end", () => response.end("{}"));
  });
  await new Promise<void>((resolve) => core.listen(0, "127.0.0.1", resolve));
  const address = core.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const path = join(mkdtempSync(join(tmpdir(), "journal-")), "core.journal");
  const proxy = await startJournalProxy({ coreUrl: Promise.resolve(`http://127.0.0.1:${port}`), admin: ADMIN, path });
  onTestFinished(async () => {
    await proxy.close();
    core.closeAllConnections();
    core.close();
  });
  for (const shop of [OWN, OTHER]) proxy.admit(shop);
  const url = await proxy.urlFor("worker-1");
  const put = (slug: string, { user, key }: { user: string; key: string }, signal?: AbortSignal) =>
    fetch(`${url}/v1/shops/${slug}/orders`, {
      method: "PUT",
      body: BODY,
      headers: { authorization: basicAuth(user, key) },
      ...(signal === undefined ? {} : { signal }),
    });
  return { proxy, heard, put, lines: () => readFileSync(path, "utf8").trim().split("\n") };
}

test("a write comes to the core with the core's key, and is on disk with its version and its end", async () => {
  const { proxy, heard, put, lines } = await stand();
  expect((await put("a", OWN)).status).toBe(200);
  expect(heard).toEqual([basicAuth(ADMIN.user, ADMIN.key)]);
  expect(proxy.writes).toMatchObject([{ from: "worker-1", shop: "a", order: "42", counter: 3, status: 200 }]);
  await expect.poll(() => JSON.parse(lines().at(-1) ?? "")).toMatchObject({ answered: true, status: 200 });
  expect(proxy.requestsOf("worker-1")).toBe(1);
});

test("another shop's key opens nothing, and is noted", async () => {
  const { proxy, heard, put } = await stand();
  expect((await put("a", OTHER)).status).toBe(403);
  expect((await put("b", OWN)).status).toBe(403);
  expect(heard).toEqual([]);
  expect(proxy.writes).toEqual([]);
  expect(proxy.strangers).toEqual(["worker-1 PUT /v1/shops/a/orders", "worker-1 PUT /v1/shops/b/orders"]);
});

test("an answer that is dropped leaves a write that the core took and the worker never heard of", async () => {
  const { proxy, put } = await stand();
  proxy.play = () => ({ dropAnswer: true });
  await expect(put("a", OWN)).rejects.toThrow();
  await expect.poll(() => proxy.writes).toMatchObject([{ status: 200, answered: false }]);
});

test("a write whose worker hung up while it was held never comes to the core", async () => {
  const { proxy, heard, put } = await stand();
  const gone = new AbortController();
  proxy.play = () => {
    gone.abort();
    return { holdMs: 200 };
  };
  await expect(put("a", OWN, gone.signal)).rejects.toThrow();
  await expect.poll(() => proxy.writes).toMatchObject([{ status: null, answered: false }]);
  expect(heard).toEqual([]);
});
