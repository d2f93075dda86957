import { systemClock } from "@karla/sync/clock";
import { expect, test } from "vitest";
import { signed } from "./fakes/fake-verifier.ts";
import { openRaw } from "./fakes/raw-connection.ts";
import { send } from "./fakes/send.ts";
import { startReceiver } from "./fakes/start-receiver.ts";
import { createReceiver } from "./receiver.ts";

test("a webhook is acknowledged only after its commit, with an empty body", async () => {
  const { inbox, url } = await startReceiver();
  const order: string[] = [];
  inbox.failWhen(() => {
    order.push("commit");
    return null;
  });
  inbox.hold();
  const sent = send(url, { body: '{"id":1}' }).then((answer) => {
    order.push("acknowledge");
    return answer;
  });
  await inbox.called(1);
  await send(url, { method: "GET", path: "/healthz" });
  expect(order).toEqual([]);
  inbox.release();
  expect(await sent).toMatchObject({ status: 200, body: "" });
  expect(order).toEqual(["commit", "acknowledge"]);
});

test("what is stored are the bytes as they came, with their SHA-256", async () => {
  const { inbox, url } = await startReceiver();
  const body = Buffer.from([0xef, 0xbb, 0xbf, 0x22, 0xff, 0x00, 0x22]);
  const { status } = await send(url, {
    body,
    headers: signed({ "content-encoding": "gzip", "content-type": "text/plain" }),
  });
  expect(status).toBe(200);
  expect(inbox.rows[0]?.body).toEqual(body);
  expect(inbox.rows[0]?.bodyHash.toString("hex")).toBe(
    "254f23fe429d6ef3b63d10edecb38dac3edf9fca211484cff1c52193b492d8df",
  );
});

test.each(["null", "[]", '"x"', "1", '{"id":', "not json"])(
  "an authentic body %s is stored: nothing is parsed before the answer",
  async (body) => {
    const { inbox, url } = await startReceiver();
    expect((await send(url, { body })).status).toBe(200);
    expect(inbox.rows[0]?.body.toString()).toBe(body);
  },
);

test("a second delivery of the same webhook is answered 200 and stored once", async () => {
  const { inbox, url, events } = await startReceiver();
  expect((await send(url)).status).toBe(200);
  expect((await send(url)).status).toBe(200);
  expect(inbox.rows).toHaveLength(1);
  expect(events.map((event) => event.outcome)).toEqual(["stored", "duplicate"]);
});

test("a refused webhook gets the verifier's status, an empty body, and touches no storage", async () => {
  const { inbox, url, events } = await startReceiver();
  expect(await send(url, { headers: signed({ "x-test-signature": "bad" }) })).toMatchObject({ status: 401, body: "" });
  expect(inbox.batches).toEqual([]);
  expect(events).toEqual([{ source: "shopify", topic: "other", outcome: "rejected", reason: "signature" }]);
});

test("an authentic request without a body is 400", async () => {
  const { inbox, url } = await startReceiver();
  expect((await send(url, { body: "" })).status).toBe(400);
  expect(inbox.batches).toEqual([]);
});

test.each(["GET", "PUT", "HEAD", "OPTIONS", "DELETE"])("%s on a webhook's path is 405", async (method) => {
  const { inbox, url } = await startReceiver();
  const { status, headers } = await send(url, { method });
  expect(status).toBe(405);
  expect(headers.allow).toBe("POST");
  expect(inbox.batches).toEqual([]);
});

test("a path is matched as it is spelled, without its query", async () => {
  const { url } = await startReceiver();
  expect((await send(url, { path: "/webhooks/test?hmac=x" })).status).toBe(200);
  for (const path of ["/webhooks/test/", "/WEBHOOKS/TEST", "/webhooks/%74est", "/"]) {
    expect((await send(url, { path })).status, path).toBe(404);
  }
});

test("headers that claim another path, method or host change nothing", async () => {
  const { url } = await startReceiver();
  const spoofed = {
    "x-original-url": "/healthz",
    "x-http-method-override": "GET",
    "x-forwarded-host": "evil.example.com",
    host: "evil.example.com",
  };
  const { status, headers } = await send(url, { headers: signed(spoofed) });
  expect(status).toBe(200);
  expect(JSON.stringify(headers)).not.toContain("evil");
});

test("paths of nobody go to the fallback, which reads its own bodies", async () => {
  const { inbox, url, port } = await startReceiver({
    fallback: (request, response) => void request.pipe(response.writeHead(201)),
  });
  expect(await send(url, { path: "/app", body: "hello" })).toMatchObject({ status: 201, body: "hello" });
  const waiting = await openRaw(port);
  waiting.write("POST /app HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  await waiting.until("100 Continue");
  expect((await send(url)).status).toBe(200);
  expect(inbox.rows).toHaveLength(1);
});

test("when the inbox rejects, the answer is 503 with Retry-After and the sender's next try is stored", async () => {
  const { inbox, url, lines } = await startReceiver();
  inbox.failWhen(() =>
    Object.assign(new Error("password authentication failed for jane@example.com"), { code: "28P01" }),
  );
  const { status, headers } = await send(url);
  expect(status).toBe(503);
  expect(headers["retry-after"]).toBe("2");
  expect(lines.map(({ level, message }) => [level, message])).toEqual([["warn", "webhook not stored"]]);
  expect(lines[0]?.fields).toMatchObject({ reason: "storage", error: "Error", code: "28P01" });
  inbox.failWhen(() => null);
  expect((await send(url)).status).toBe(200);
});

test("when the verifier fails, the answer is 503: the request may be authentic", async () => {
  const routes = new Map([["/webhooks/test", () => Promise.reject(new Error("no secret could be read"))]]);
  const { inbox, url } = await startReceiver({ routes });
  expect((await send(url)).status).toBe(503);
  expect(inbox.batches).toEqual([]);
});

test("a commit that outlasts the deadline is answered 503; stored after all, the retry is a duplicate", async () => {
  const { inbox, url, events, lines } = await startReceiver({ limits: { ackDeadlineMs: 30 } });
  const patient = await startReceiver({ inbox });
  inbox.hold();
  const { status, headers } = await send(url);
  expect([status, headers["retry-after"]]).toEqual([503, "2"]);
  expect(events).toEqual([{ source: "shopify", topic: "other", outcome: "unavailable", reason: "ack_deadline" }]);
  inbox.release();
  expect((await send(patient.url)).status).toBe(200);
  expect(inbox.rows).toHaveLength(1);
  expect(patient.events[0]?.outcome).toBe("duplicate");
  expect(lines.map(({ fields }) => [fields.outcome, fields.reason])).toEqual([
    ["unavailable", "ack_deadline"],
    ["stored", ""],
  ]);
});

test("past the queue's bound the answer is 503 at once, and what was queued is stored", async () => {
  const { inbox, url } = await startReceiver({ limits: { maxBatch: 1, maxQueued: 1 } });
  inbox.hold();
  const first = send(url, { headers: signed({ "x-test-id": "1" }) });
  await inbox.called(1);
  // One of the two finds the queue full; it is the only answer while the inbox is held.
  const two = ["2", "3"].map((id) => send(url, { headers: signed({ "x-test-id": id }) }));
  expect((await Promise.race(two)).status).toBe(503);
  inbox.release();
  const statuses = (await Promise.all([first, ...two])).map(({ status }) => status);
  expect(statuses.toSorted()).toEqual([200, 200, 503]);
});

test("failpoints are passed in the order body, commit, committed", async () => {
  const passed: string[] = [];
  const { url } = await startReceiver({ failpoint: (name) => void passed.push(name) });
  await send(url);
  expect(passed).toEqual(["after_body", "before_commit", "after_commit"]);
});

test("a topic outside the allow-list is counted as other", async () => {
  const { url, events, observed } = await startReceiver();
  await send(url);
  await send(url, { headers: signed({ "x-test-id": "2", "x-test-topic": "x".repeat(8_000) }) });
  expect(events.map(({ topic }) => topic)).toEqual(["orders/create", "other"]);
  expect(observed.map(({ name }) => name)).toEqual(
    Array(2).fill(["ingest_body_bytes", "ingest_ack_duration_seconds"]).flat(),
  );
});

test("no log line holds a header, a body, a query or the text of an error", async () => {
  const { inbox, url, lines } = await startReceiver();
  const canary = "jane-canary";
  const request = {
    path: `/webhooks/test?email=${canary}`,
    body: canary,
    headers: signed({ "x-test-id": canary, "x-test-topic": canary }),
  };
  await send(url, request);
  await send(url, { ...request, headers: { ...request.headers, "x-test-signature": canary } });
  await send(url, { ...request, path: `/${canary}` });
  inbox.failWhen(() => new Error(canary));
  await send(url, request);
  expect(lines.map(({ level }) => level)).toEqual(["debug", "info", "info", "warn"]);
  expect(JSON.stringify(lines)).not.toContain(canary);
});

test("a port that is taken is refused, and another can be tried on the same receiver", async () => {
  const taken = await startReceiver();
  const receiver = createReceiver({
    routes: new Map(),
    inbox: taken.inbox,
    clock: systemClock(),
    log: { debug: () => {}, info: () => {}, warn: () => {} },
    ready: async () => true,
  });
  await expect(receiver.listen(taken.port, "127.0.0.1")).rejects.toMatchObject({ code: "EADDRINUSE" });
  const { url } = await receiver.listen(0, "127.0.0.1");
  expect((await send(url, { method: "GET", path: "/healthz" })).status).toBe(200);
  await receiver.stop();
});
