import type { RequestListener } from "node:http";
import { createServer } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import { createShopFetch } from "./create-shop-fetch.ts";
import { closeShops, failure, listen, local, plain } from "./played-shop.fixture.ts";

afterEach(closeShops);

describe("S16: an answer that is no answer", () => {
  const endless: RequestListener = (_, res) => {
    const more = () => {
      while (!res.destroyed && res.write(Buffer.alloc(64 * 1024))) {}
    };
    res.on("drain", more);
    more();
  };

  test("that never ends is cut off at 1 MiB, or where the caller says", async () => {
    const port = await plain(endless);
    expect(await failure(local()(`http://127.0.0.1:${port}/`))).toBe("too_large");
    const exact = await plain((_, res) => res.end(Buffer.alloc(2_000)));
    expect(await failure(local({ maxBytes: 1_999 })(`http://127.0.0.1:${exact}/`))).toBe("too_large");
    expect(await failure(local()(`http://127.0.0.1:${exact}/`, { maxBytes: 1_999 }))).toBe("too_large");
    const answer = await local({ maxBytes: 1_999 })(`http://127.0.0.1:${exact}/`, { maxBytes: 2_000 });
    expect((await answer.arrayBuffer()).byteLength).toBe(2_000);
  });

  test("that unpacks to a thousand times its size is cut off as well", async () => {
    const bomb = gzipSync(Buffer.alloc(100 * 1024 * 1024));
    expect(bomb.byteLength).toBeLessThan(200_000);
    const port = await plain((_, res) => res.setHeader("content-encoding", "gzip").end(bomb));
    const before = process.memoryUsage().arrayBuffers;
    expect(await failure(local()(`http://127.0.0.1:${port}/`))).toBe("too_large");
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50 * 1024 * 1024);
  });

  test("that comes byte by byte, not at all, or whose name is never resolved, is over in time", async () => {
    const drip = await plain((_, res) => {
      const timer = setInterval(() => res.write("x"), 20);
      res.on("close", () => clearInterval(timer));
    });
    const silent = await plain(() => {});
    const fetchShop = local({ timeoutMs: 200 });
    expect(await failure(fetchShop(`http://127.0.0.1:${drip}/`))).toBe("timeout");
    expect(await failure(fetchShop(`http://127.0.0.1:${silent}/`))).toBe("timeout");
    const never = createShopFetch({ allowLoopback: false, timeoutMs: 50, lookup: () => new Promise(() => {}) });
    expect(await failure(never("https://shop.example.com"))).toBe("timeout");
  });

  test("is not waited for when the caller has gone", async () => {
    const silent = await plain(() => {});
    const signal = AbortSignal.abort();
    expect(await failure(local()(`http://127.0.0.1:${silent}/`, { signal }))).toBe("timeout");
  });

  test("that breaks off, is packed otherwise or wrongly, or is no HTTP", async () => {
    const port = await plain((req, res) => {
      if (req.url === "/short") {
        res.writeHead(200, { "content-length": "10" }).write("short");
        return setTimeout(() => res.destroy(), 20);
      }
      res.setHeader("content-encoding", req.url === "/zip" ? "gzip" : "gzip, gzip").end("not packed");
    });
    const ssh = await listen(createServer((socket) => void socket.on("error", () => {}).end("SSH-2.0-OpenSSH\r\n")));
    expect(await failure(local()(`http://127.0.0.1:${port}/short`))).toBe("connection");
    expect(await failure(local()(`http://127.0.0.1:${port}/zip`))).toBe("bad_answer");
    expect(await failure(local()(`http://127.0.0.1:${port}/twice`))).toBe("bad_answer");
    expect(await failure(local()(`http://127.0.0.1:${ssh}/`))).toBe("bad_answer");
  });
});
