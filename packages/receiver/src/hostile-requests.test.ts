import type { Socket } from "node:net";
import { expect, test } from "vitest";
import { signed } from "./fakes/fake-verifier.ts";
import { createManualClock } from "./fakes/manual-clock.ts";
import { openRaw } from "./fakes/raw-connection.ts";
import { send } from "./fakes/send.ts";
import { startReceiver } from "./fakes/start-receiver.ts";

/** Head of a POST to the webhook's path. */
function head(headers: Record<string, string | number>): string {
  const all = Object.entries({ Host: "receiver.example.com", ...signed(), ...headers });
  return `POST /webhooks/test HTTP/1.1\r\n${all.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`;
}

test("both Transfer-Encoding and Content-Length: refused by the parser, and nothing smuggled is seen", async () => {
  const { inbox, port } = await startReceiver();
  const raw = await openRaw(port);
  raw.write(
    `${head({ "Content-Length": 5, "Transfer-Encoding": "chunked" })}0\r\n\r\n${head({ "Content-Length": 2 })}{}`,
  );
  expect(await raw.closed()).toMatch(/^HTTP\/1\.1 400/);
  expect(inbox.batches).toEqual([]);
});

test.each([
  ["a bare LF after a header", `POST /webhooks/test HTTP/1.1\nHost: a\n\n`],
  ["two lengths", head({ "Content-Length": "2\r\nContent-Length: 3" })],
  ["a length that is no number", head({ "Content-Length": "+2" })],
  ["a NUL in a header", head({ "x-test-topic": "a\0b", "Content-Length": 2 })],
  ["no Host", "POST /webhooks/test HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}"],
  ["no HTTP at all", "\x16\x03\x01\x02\x00\x01\x00\r\n\r\n"],
])("%s is 400 and the connection is closed", async (_name, bytes) => {
  const { inbox, port } = await startReceiver();
  const raw = await openRaw(port);
  raw.write(bytes);
  expect(await raw.closed()).toMatch(/^HTTP\/1\.1 400 /);
  expect(inbox.batches).toEqual([]);
});

test("200 headers, or headers of 64 kB, are 431", async () => {
  const { inbox, port } = await startReceiver();
  const many = await openRaw(port);
  many.write(
    `${head({ ...Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`x-${n}`, "1"])), "Content-Length": 2 })}{}`,
  );
  expect(await many.closed()).toMatch(/^HTTP\/1\.1 431 /);
  const long = await openRaw(port);
  long.write(head({ "x-long": "x".repeat(64_000), "Content-Length": 2 }));
  expect(await long.closed()).toMatch(/^HTTP\/1\.1 431 /);
  expect(inbox.batches).toEqual([]);
});

test("a body announced as too long is 413 before any of it is sent", async () => {
  const { port } = await startReceiver();
  const raw = await openRaw(port);
  raw.write(head({ "Content-Length": 5 * 1024 * 1024 + 1 }));
  expect(await raw.until("\r\n\r\n")).toMatch(/^HTTP\/1\.1 413 .*\r\n(.*\r\n)*Connection: close\r\n/);
});

test("a body of exactly the limit is taken; of one byte more, without a length, 413 at the byte that crosses it", async () => {
  const { inbox, port, url } = await startReceiver({ limits: { maxBodyBytes: 1_000 } });
  expect((await send(url, { body: "x".repeat(1_000) })).status).toBe(200);
  const raw = await openRaw(port);
  raw.write(`${head({ "Transfer-Encoding": "chunked" })}3e8\r\n${"x".repeat(1_000)}\r\n`);
  raw.write("1\r\nx\r\n");
  expect(await raw.until("\r\n\r\n")).toMatch(/^HTTP\/1\.1 413 /);
  expect(inbox.batches).toEqual([1]);
});

test("a sender in the middle of a far too long body still gets to read its 413", async () => {
  const { receiver, port } = await startReceiver({ limits: { maxBodyBytes: 1_000, lingerMs: 60_000 } });
  const sockets: Socket[] = [];
  receiver.server.on("connection", (socket) => void sockets.push(socket));
  const raw = await openRaw(port);
  const sent = head({ "Content-Length": 3_000 });
  raw.write(sent);
  await raw.until("HTTP/1.1 413 ");
  raw.write("x".repeat(3_000));
  await raw.closed();
  // Everything was read before the connection was closed: unread bytes would have been answered by a reset.
  expect(sockets[0]?.bytesRead).toBe(sent.length + 3_000);
});

test("a sender that waits for 100 Continue is asked for its body only when it is welcome", async () => {
  const { inbox, port } = await startReceiver({ limits: { maxBodyBytes: 1_000 } });
  const welcome = await openRaw(port);
  welcome.write(head({ Expect: "100-continue", "Content-Length": 2 }));
  await welcome.until("100 Continue\r\n\r\n");
  welcome.write("{}");
  await welcome.until("HTTP/1.1 200 OK");
  const unwelcome = await openRaw(port);
  unwelcome.write(head({ Expect: "100-continue", "Content-Length": 1_001 }));
  expect(await unwelcome.until("\r\n\r\n")).toMatch(/^HTTP\/1\.1 413 /);
  expect(inbox.rows).toHaveLength(1);
});

test("a body that stalls is 408 and its connection is closed", async () => {
  const { inbox, port } = await startReceiver({ limits: { bodyTimeMs: 30, lingerMs: 1 } });
  const raw = await openRaw(port);
  raw.write(`${head({ "Content-Length": 1_000 })}{`);
  expect(await raw.closed()).toMatch(/^HTTP\/1\.1 408 /);
  expect(inbox.batches).toEqual([]);
});

test("headers that do not end in time are 408 and the connection is closed", async () => {
  const { port } = await startReceiver({ limits: { headersTimeMs: 50 } });
  const raw = await openRaw(port);
  raw.write("POST /webhooks/test HTTP/1.1\r\nHost:");
  expect(await raw.closed()).toMatch(/^HTTP\/1\.1 408 /);
});

test("a sender that hangs up in its body leaves nothing behind but a count", async () => {
  const counted = Promise.withResolvers<void>();
  const outcomes: string[] = [];
  const { inbox, port, url } = await startReceiver({
    limits: { maxBodies: 1 },
    metrics: {
      increment: (_name, { outcome }) => {
        outcomes.push(outcome);
        counted.resolve();
      },
      observe: () => {},
    },
  });
  const raw = await openRaw(port);
  raw.write(head({ Expect: "100-continue", "Content-Length": 1_000 }));
  await raw.until("100 Continue");
  raw.end();
  await counted.promise;
  expect((await send(url)).status).toBe(200);
  expect(outcomes).toEqual(["aborted", "stored"]);
  expect(inbox.batches).toEqual([1]);
});

test("one body more than may arrive at once is 503 with Retry-After", async () => {
  const { port, url } = await startReceiver({ limits: { maxBodies: 2 } });
  for (let held = 0; held < 2; held += 1) {
    const raw = await openRaw(port);
    raw.write(head({ Expect: "100-continue", "Content-Length": 2 }));
    await raw.until("100 Continue");
  }
  const { status, headers } = await send(url);
  expect([status, headers["retry-after"]]).toEqual([503, "2"]);
});

test("a body that has arrived holds nobody up while it is being stored", async () => {
  const { inbox, url } = await startReceiver({ limits: { maxBodies: 1 } });
  inbox.hold();
  const first = send(url);
  await inbox.called(1);
  const second = send(url, { headers: signed({ "x-test-signature": "bad" }) });
  expect((await second).status).toBe(401);
  inbox.release();
  expect((await first).status).toBe(200);
});

test("slow senders give way to others, the slowest first", async () => {
  const clock = createManualClock();
  const { port, url } = await startReceiver({ clock, limits: { maxBodies: 2 } });
  const slow = [await openRaw(port), await openRaw(port)];
  for (const raw of slow) {
    raw.write(head({ Expect: "100-continue", "Content-Length": 2 }));
    await raw.until("100 Continue");
  }
  clock.advance(2_000);
  expect((await send(url)).status).toBe(200);
  expect(await slow[0]?.until("\r\n\r\nHTTP")).toContain("HTTP/1.1 408 ");
  slow[1]?.write("{}");
  expect(await slow[1]?.until("\r\n\r\nHTTP")).toContain("HTTP/1.1 200 ");
});

test("bodies are held in memory up to a number of bytes in all; past it 503, and again 200 once they are stored", async () => {
  const { inbox, url } = await startReceiver({ limits: { maxHeldBytes: 1_000 } });
  inbox.hold();
  const held = send(url, { body: "x".repeat(600) });
  await inbox.called(1);
  expect((await send(url, { body: "y".repeat(600) })).status).toBe(503);
  inbox.release();
  expect((await held).status).toBe(200);
  expect((await send(url, { body: "y".repeat(600) })).status).toBe(200);
});
