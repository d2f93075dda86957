import { execFile } from "node:child_process";
import { createServer } from "node:http";
import { createServer as createNetServer } from "node:net";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, test, vi } from "vitest";
import { createShopFetch, type ShopFetchOptions } from "./create-shop-fetch.ts";
import { closeShops, failure, listen, local, plain, tlsShop } from "./played-shop.fixture.ts";
import { ShopUnreachable } from "./shop-unreachable.ts";

afterEach(() => {
  vi.unstubAllEnvs();
  closeShops();
});

const named = (addresses: string[], changes: Partial<ShopFetchOptions> = {}) =>
  createShopFetch({
    allowLoopback: false,
    lookup: async () => addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    ...changes,
  });

describe("a shop", () => {
  test("is asked with method, headers and body, and its answer is there whole", async () => {
    const port = await plain(async (req, res) => {
      let body = "";
      for await (const chunk of req) body += String(chunk);
      res.setHeader("sw-version", "6.6.7.1").setHeader("set-cookie", ["a=1", "b=2"]);
      res.writeHead(422).end(JSON.stringify([req.method, req.url, req.headers["content-type"], body]));
    });
    const answer = await local()(`http://127.0.0.1:${port}/api/search/order?x=1`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: '{"ä":1}',
    });
    expect([answer.status, answer.headers.get("sw-version")]).toEqual([422, "6.6.7.1"]);
    expect(answer.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect(await answer.json()).toEqual(["POST", "/api/search/order?x=1", "application/json", '{"ä":1}']);
  });

  test("may pack its answer, and may have none", async () => {
    const port = await plain((req, res) => {
      if (req.url === "/none") return res.writeHead(204).end();
      res.setHeader("content-encoding", "gzip").end(gzipSync(`packed: ${req.headers["accept-encoding"]}`));
    });
    const packed = await local()(`http://127.0.0.1:${port}/`);
    expect(await packed.text()).toBe("packed: gzip");
    expect(packed.headers.has("content-encoding")).toBe(false);
    expect((await local()(`http://127.0.0.1:${port}/none`)).status).toBe(204);
  });
});

describe("S9, S10: where a name leads", () => {
  test.each([
    ["a private address", ["10.0.0.1"]],
    ["this machine", ["127.0.0.1"]],
    ["a public and a private address", ["8.8.8.8", "192.168.0.1"]],
    ["a private one last, in IPv6", ["8.8.8.8", "2606:4700::1", "fd00::1"]],
    ["a mapped address", ["::ffff:127.0.0.1"]],
  ])("to %s: it is not called", async (_name, addresses) => {
    const port = await plain((_, res) => res.end());
    const fetchShop = named(addresses, { ports: [port] });
    expect(await failure(fetchShop(`https://127.0.0.1.nip.example:${port}/`))).toBe("not_public");
  });

  test("to nothing: that is the same error", async () => {
    expect(await failure(named([])("https://shop.example.com"))).toBe("unknown_host");
    const lookup = () => Promise.reject(Object.assign(new Error("ENOTFOUND shop"), { code: "ENOTFOUND" }));
    expect(await failure(createShopFetch({ allowLoopback: false, lookup })("https://shop.example.com"))).toBe(
      "unknown_host",
    );
  });

  test("is asked once: the connection goes to what was checked, not to a second answer", async () => {
    const { url, options, asked } = await tlsShop();
    const answers = ["127.0.0.1", "10.0.0.1"];
    const lookup = async (name: string) => {
      asked.push(name);
      return [{ address: answers.shift() ?? "10.0.0.1", family: 4 }];
    };
    const fetchShop = createShopFetch({ ...options, lookup });
    expect(await (await fetchShop(url)).text()).toBe("ok");
    expect(asked).toEqual(["shop.example.com"]);
    // The second call does hear the second answer, and is not made.
    expect(await failure(fetchShop(url))).toBe("not_public");
  });

  test("in development, localhost that is another machine is not called", async () => {
    const fetchShop = local({ lookup: async () => [{ address: "10.0.0.1", family: 4 }] });
    expect(await failure(fetchShop("http://localhost:8000"))).toBe("not_public");
  });

  test("a URL that the guard refuses is not even looked up", async () => {
    const asked: string[] = [];
    const lookup = async (name: string) => {
      asked.push(name);
      return [];
    };
    const fetchShop = createShopFetch({ allowLoopback: false, lookup });
    for (const url of [
      "http://127.0.0.1:1",
      "https://shop.local",
      "https://a:b@shop.example.com",
      "x",
      "https://[::1]",
    ]) {
      expect(await failure(fetchShop(url))).toBe("url_refused");
    }
    expect(asked).toEqual([]);
  });
});

test.each([301, 302, 303, 307, 308])("S11: %i is an answer, and nobody goes where it points", async (status) => {
  const paths: (string | undefined)[] = [];
  const port = await plain((req, res) => {
    paths.push(req.url);
    res.writeHead(status, { location: "/admin", refresh: "0; url=/admin" }).end();
  });
  const answer = await local()(`http://127.0.0.1:${port}/`);
  expect([answer.status, answer.headers.get("location"), paths]).toEqual([status, "/admin", ["/"]]);
});

describe("S14: certificates", () => {
  test("the right one passes, by the shop's name although the address is pinned", async () => {
    const { url, options, seen } = await tlsShop();
    expect((await createShopFetch(options)(url)).status).toBe(200);
    expect(seen).toEqual(["shop.example.com"]);
  });

  test("one that nobody vouches for, also where the environment says not to check", async () => {
    const { url, options } = await tlsShop();
    const { ca: _, ...unvouched } = options;
    vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
    expect(await failure(createShopFetch(unvouched)(url))).toBe("tls");
  });

  test("one for another name, and one that is over", async () => {
    const other = await tlsShop("other.example.com");
    expect(await failure(createShopFetch(other.options)(other.url))).toBe("tls");
    const over = await tlsShop("shop.example.com", new Date("2020-01-01T00:00:00Z"));
    expect(await failure(createShopFetch(over.options)(over.url))).toBe("tls");
  });

  test("a server that does not speak TLS", async () => {
    const { options } = await tlsShop();
    const port = await plain((_, res) => res.end());
    const fetchShop = createShopFetch({ ...options, ports: [port] });
    expect(await failure(fetchShop(`https://shop.example.com:${port}/`))).toMatch(/^(?:tls|connection)$/);
  });
});

test("S17: a closed port and an open one that says nothing of use give the same error", async () => {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  expect(await failure(local()(`http://127.0.0.1:${port}/`))).toBe("connection");
});

test("S18: a proxy in the environment is not used", async () => {
  let proxied = 0;
  const proxyServer = createServer((_, res) => {
    proxied += 1;
    res.end("by the proxy");
  }).on("connect", (_, socket) => {
    proxied += 1;
    socket.destroy();
  });
  const proxy = `http://127.0.0.1:${await listen(proxyServer)}`;
  const shop = await plain((_, res) => res.end("by the shop"));
  const program = (call: string) => `
    import { get } from "node:http";
    import { createShopFetch } from ${JSON.stringify(new URL("./create-shop-fetch.ts", import.meta.url).href)};
    const url = "http://127.0.0.1:${shop}/";
    process.stdout.write(await ${call});`;
  const env = { HTTP_PROXY: proxy, http_proxy: proxy, NODE_USE_ENV_PROXY: "1" };
  const run = async (call: string) => {
    const args = ["--input-type=module", "--no-warnings", "-e", program(call)];
    const cwd = fileURLToPath(new URL(".", import.meta.url));
    return (await promisify(execFile)(process.execPath, args, { env, cwd, timeout: 20_000 })).stdout;
  };
  // What Node's own client does shows that the environment is heard at all.
  const usual = "new Promise((done) => get(url, async (answer) => done(Buffer.concat(await answer.toArray()))))";
  expect([await run(usual), proxied]).toEqual(["by the proxy", 1]);
  expect([await run("(await createShopFetch({ allowLoopback: true })(url)).text()"), proxied]).toEqual([
    "by the shop",
    1,
  ]);
});

describe("whether a request may have arrived", () => {
  const sent = (calling: Promise<Response>) =>
    calling.then(
      () => null,
      (error: unknown) => error instanceof ShopUnreachable && error.sent,
    );

  test("it may where there was a connection, however that ended", async () => {
    const cut = await plain((req) => void req.socket.destroy());
    expect(await sent(local()(`http://127.0.0.1:${cut}/`))).toBe(true);
    const silent = await plain(() => {});
    expect(await sent(local({ timeoutMs: 200 })(`http://127.0.0.1:${silent}/`))).toBe(true);
    const half = await plain((_, res) => void res.writeHead(200, { "content-length": "9" }).write("half"));
    expect(await sent(local({ timeoutMs: 200 })(`http://127.0.0.1:${half}/`))).toBe(true);
    const { url, options } = await tlsShop("shop.example.com", undefined, (req) => void req.socket.destroy());
    expect(await sent(createShopFetch(options)(url))).toBe(true);
  });

  test("it surely did not where nobody listens, or somebody else does", async () => {
    const port = await plain((_, res) => res.end());
    closeShops();
    expect(await sent(local()(`http://127.0.0.1:${port}/`))).toBe(false);
    expect(await sent(named([])("https://shop.example.com"))).toBe(false);
    const { url, options } = await tlsShop("other.example.com");
    expect(await sent(createShopFetch(options)(url))).toBe(false);
    const mute = await listen(createNetServer(() => {}));
    expect(
      await sent(createShopFetch({ ...options, ports: [mute], timeoutMs: 200 })(`https://shop.example.com:${mute}/`)),
    ).toBe(false);
  });
});
