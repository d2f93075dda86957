import { readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { describe, expect, it } from "vitest";
import { SHOP, testAdmin } from "../admin.fixture.ts";
import type { Misbehaviour } from "../misbehaviour.ts";
import { carryOut, linesAt, look, order, type SeenOperation } from "./bulk.fixture.ts";

const QUERY = "{ orders { edges { node { id name lineItems { edges { node { id title } } } } } } }";
const DAY = 86_400_000;

async function written(bad: Misbehaviour | null = null) {
  const days = { next: null as Misbehaviour | null };
  const admin = testAdmin({ orders: 250, misbehave: () => days.next });
  const operation = await carryOut(admin, QUERY);
  const url = operation.url ?? "";
  const whole = await (await admin.api.request(url)).text();
  days.next = bad;
  const from = (range: string) => admin.api.request(url, { headers: { range } });
  return { admin, operation, url, whole, from };
}

describe("the file of a bulk operation", () => {
  it("is given to whoever has its address, at the origin that was asked, and to nobody else", async () => {
    const { admin, url, whole } = await written();
    expect(url).toMatch(new RegExp(`^http://localhost/${SHOP}/bulk/[0-9a-f]{32}\\.jsonl$`));
    const response = await admin.api.request(url);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-length")).toBe(String(Buffer.byteLength(whole)));
    expect((await admin.api.request(`${url}x`)).status).toBe(404);
    expect((await admin.api.request(url.replace(SHOP, "other.myshopify.com"))).status).toBe(404);
  });

  it("is continued where a download stopped, across its levels", async () => {
    const { from, whole } = await written();
    const bytes = Buffer.from(whole);
    const childrenAt = bytes.indexOf('{"id":"gid://shopify/LineItem');
    for (const start of [0, 1, childrenAt - 1, childrenAt, bytes.length - 1]) {
      const response = await from(`bytes=${start}-`);
      expect(response.status).toBe(206);
      expect(response.headers.get("content-range")).toBe(`bytes ${start}-${bytes.length - 1}/${bytes.length}`);
      expect(response.headers.get("content-length")).toBe(String(bytes.length - start));
      expect(Buffer.from(await response.arrayBuffer()).equals(bytes.subarray(start))).toBe(true);
    }
    const middle = await from(`bytes=5-${childrenAt + 5}`);
    expect(await middle.text()).toBe(bytes.subarray(5, childrenAt + 6).toString());
  });

  it("has nothing past its end", async () => {
    const { from, whole } = await written();
    const size = Buffer.byteLength(whole);
    const response = await from(`bytes=${size}-`);
    expect([response.status, response.headers.get("content-range")]).toEqual([416, `bytes */${size}`]);
  });

  it("is gone after seven days, and the operation says so", async () => {
    const { admin, operation, url } = await written();
    admin.clock.now += 6 * DAY;
    expect((await admin.api.request(url)).status).toBe(200);
    admin.clock.now += 2 * DAY;
    expect((await admin.api.request(url)).status).toBe(403);
    expect(await look(admin, operation.id)).toMatchObject({ status: "EXPIRED", url: null });
  });

  it("has no name in its folder, from the first byte on", async () => {
    const folder = await mkdtemp(join(tmpdir(), "bulk-"));
    try {
      const admin = testAdmin({ temporaryFolder: folder });
      const { bulkOperation } = await order(admin, QUERY);
      let seen: SeenOperation;
      do {
        seen = await look(admin, bulkOperation.id);
        expect(readdirSync(folder)).toEqual([]);
        await new Promise((resolve) => setImmediate(resolve));
      } while (seen.url === null);
      expect((await linesAt(admin, seen.url)).length).toBeGreaterThan(40);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe("a bad day of a download", () => {
  it("breaks off, over HTTP too, and can be continued", async () => {
    const { admin, url, whole } = await written({ kind: "file_cut", bytes: 1000 });
    const server = serve({ fetch: admin.api.fetch, port: 0, hostname: "127.0.0.1" });
    try {
      await new Promise((resolve) => server.once("listening", resolve));
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      const response = await fetch(url.replace("localhost", `127.0.0.1:${port}`));
      expect(response.headers.get("content-length")).toBe(String(Buffer.byteLength(whole)));
      let got = 0;
      const reader = response.body?.getReader();
      const reading = async () => {
        for (let read = await reader?.read(); read?.done === false; read = await reader?.read())
          got += read.value.length;
      };
      await expect(reading()).rejects.toThrow("terminated");
      expect(got).toBe(1000);
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });

  it("finds the file gone before its time", async () => {
    const { admin, operation, url } = await written({ kind: "file_expired" });
    expect((await admin.api.request(url)).status).toBe(403);
    expect(await look(admin, operation.id)).toMatchObject({ status: "EXPIRED", url: null });
  });

  it("answers with another status", async () => {
    const { admin, url } = await written({ kind: "status", status: 503, retryAfterSeconds: 3 });
    const response = await admin.api.request(url);
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "3"]);
  });
});
