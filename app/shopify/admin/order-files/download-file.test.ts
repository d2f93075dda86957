import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import { downloadFile } from "./download-file.ts";

const FILE = Buffer.from("0123456789".repeat(20_000));
const HTTPS = "https://shop.myshopify.com";
const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function serve(answer: RequestListener) {
  const asked: IncomingMessage[] = [];
  let hungUp = 0;
  const server = createServer((request, response) => {
    asked.push(request);
    response.on("close", () => {
      if (!response.writableEnded) hungUp += 1;
    });
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stops.push(() => new Promise((resolve) => server.close(resolve).closeAllConnections()));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  const download = (from: number) =>
    downloadFile({ url: `${origin}/file`, from, fetch, adminOrigin: `${origin}/shop.myshopify.com`, patienceMs: 500 });
  return { origin, asked, hungUp: () => hungUp, download };
}

async function read(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

/** A server that knows `Range`, as the place has where Shopify puts files. */
const ranged: RequestListener = (request, response) => {
  const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
  const headers = { "Content-Range": `bytes ${start}-${FILE.length - 1}/${FILE.length}` };
  response.writeHead(request.headers.range === undefined ? 200 : 206, headers).end(FILE.subarray(start));
};

describe("the bytes of a file", () => {
  test("come from the first one on, or from any other, without a token and uncompressed", async () => {
    const { download, asked } = await serve(ranged);
    expect((await read(download(0))).equals(FILE)).toBe(true);
    expect((await read(download(99_999))).equals(FILE.subarray(99_999))).toBe(true);
    expect(asked.map(({ headers }) => headers.range)).toEqual([undefined, "bytes=99999-"]);
    // Where a range is asked for, `fetch` says so once more by itself.
    expect(asked.map(({ headers }) => headers["accept-encoding"])).toEqual(["identity", "identity, identity"]);
    expect(asked.some(({ headers }) => "x-shopify-access-token" in headers || "authorization" in headers)).toBe(false);
  });

  test("are the same where the whole file comes, or more of it, though a part was asked for", async () => {
    const whole = await serve((_, response) => response.end(FILE));
    expect((await read(whole.download(99_999))).equals(FILE.subarray(99_999))).toBe(true);
    const more = await serve((_, response) =>
      response.writeHead(206, { "Content-Range": `bytes 90000-${FILE.length - 1}/*` }).end(FILE.subarray(90_000)),
    );
    expect((await read(more.download(99_999))).equals(FILE.subarray(99_999))).toBe(true);
  });

  test("stop where nobody wants more: the server is not asked to send on", async () => {
    const { download, hungUp } = await serve((_, response) => void response.writeHead(200).write(FILE));
    for await (const chunk of download(0)) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
    await expect.poll(hungUp).toBe(1);
  });
});

describe("a file that cannot be had is an error that is worth another try:", () => {
  const answers: [string, RequestListener][] = [
    ["a server that is in trouble", (_, response) => response.writeHead(503).end()],
    ["an address that is out of date", (_, response) => response.writeHead(403).end()],
    ["one that is elsewhere", (_, response) => response.writeHead(302, { Location: "/other" }).end()],
    ["a part that does not say which", (_, response) => response.writeHead(206).end("x")],
    [
      "a part that begins too late",
      (_, response) => response.writeHead(206, { "Content-Range": "bytes 9-9/*" }).end("x"),
    ],
    ["an answer that does not come", () => undefined],
    ["bytes that do not come", (_, response) => void response.writeHead(200).write("x")],
    [
      "a connection that breaks",
      (_, response) => {
        response.writeHead(200, { "Content-Length": 100 }).write("x".repeat(9));
        setImmediate(() => response.destroy());
      },
    ],
  ];
  test.each(answers)("%s", async (_what, answer) => {
    const { download, asked } = await serve(answer);
    await expect(read(download(5))).rejects.toMatchObject({ name: "AdminError", kind: "transport", retry: true });
    expect(asked).toHaveLength(1);
  });

  test("a server that is not there", async () => {
    const chunks = downloadFile({ url: "http://127.0.0.1:1/", from: 0, fetch, adminOrigin: "http://127.0.0.1:1/shop" });
    await expect(read(chunks)).rejects.toMatchObject({ kind: "transport", retry: true });
  });
});

test.each([
  ["http://169.254.169.254/latest", HTTPS],
  ["http://127.0.0.1:9/file", HTTPS],
  ["http://127.0.0.1:9/file", "http://127.0.0.1:8/shop.myshopify.com"],
  ["file:///etc/passwd", HTTPS],
  ["data:text/plain,x", HTTPS],
  ["nowhere", HTTPS],
])("nothing is asked of %s, where the shop's admin is at %s", async (url, adminOrigin) => {
  const asked: unknown[] = [];
  const send: typeof fetch = async (input) => {
    asked.push(input);
    return new Response("x");
  };
  await expect(read(downloadFile({ url, from: 0, fetch: send, adminOrigin }))).rejects.toMatchObject({
    kind: "contract",
  });
  expect(asked).toEqual([]);
  expect(
    (await read(downloadFile({ url: "https://storage/file", from: 0, fetch: send, adminOrigin }))).toString(),
  ).toBe("x");
});
