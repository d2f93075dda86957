import { once } from "node:events";
import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import { signed } from "./fakes/fake-verifier.ts";
import { openRaw } from "./fakes/raw-connection.ts";
import { send } from "./fakes/send.ts";
import { startReceiver } from "./fakes/start-receiver.ts";

const READY = "GET /readyz HTTP/1.1\r\nHost: a\r\n\r\n";

test("liveness asks nobody; readiness is what the process says, and red when that fails or takes too long", async () => {
  const answers = [
    async () => true,
    async () => false,
    () => Promise.reject(new Error("no database")),
    () => new Promise<boolean>(() => {}),
    async () => true,
  ];
  let asked = 0;
  const ready = async () => {
    asked += 1;
    return answers[asked - 1]?.() ?? false;
  };
  const { url } = await startReceiver({ ready, limits: { readyTimeMs: 30 } });
  expect((await send(url, { method: "GET", path: "/healthz" })).status).toBe(200);
  expect(asked).toBe(0);
  const statuses: number[] = [];
  for (let probe = 0; probe < 5; probe += 1)
    statuses.push((await send(url, { method: "GET", path: "/readyz" })).status);
  expect(statuses).toEqual([200, 503, 503, 503, 200]);
});

test("stopping: readiness is red at once, what is in flight is finished, then the connections are closed", async () => {
  const { receiver, inbox, url, port } = await startReceiver();
  inbox.hold();
  const probe = await openRaw(port);
  const idle = await openRaw(port);
  idle.write(READY);
  await idle.until("HTTP/1.1 200 OK");
  const busy = await openRaw(port);
  const headers = Object.entries(signed()).map(([name, value]) => `${name}: ${value}\r\n`);
  busy.write(`POST /webhooks/test HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n${headers.join("")}\r\n{}`);
  await inbox.called(1);

  const stopped = receiver.stop();
  await idle.closed();
  probe.write(READY);
  expect(await probe.until("\r\n\r\n")).toMatch(/^HTTP\/1\.1 503 .*\r\n(.*\r\n)*Connection: close\r\n/);
  await expect(send(url)).rejects.toMatchObject({ code: "ECONNREFUSED" });

  inbox.release();
  expect(await busy.closed()).toMatch(/^HTTP\/1\.1 200 .*\r\n(.*\r\n)*Connection: close\r\n/);
  await stopped;
  expect(inbox.rows).toHaveLength(1);
  expect(receiver.server.listening).toBe(false);
});

test("everything queued when the stop comes is stored and acknowledged", async () => {
  const { receiver, inbox, url } = await startReceiver({ limits: { maxBatch: 2 } });
  inbox.hold();
  const first = send(url, { headers: signed({ "x-test-id": "0" }) });
  await inbox.called(1);
  const arrived = Promise.withResolvers<void>();
  let requests = 0;
  receiver.server.on("request", () => {
    requests += 1;
    if (requests === 6) arrived.resolve();
  });
  const six = Array.from({ length: 6 }, (_, n) => send(url, { headers: signed({ "x-test-id": `${n + 1}` }) }));
  await arrived.promise;
  const stopped = receiver.stop();
  inbox.release();
  expect((await Promise.all([first, ...six])).map(({ status }) => status)).toEqual(Array(7).fill(200));
  await stopped;
  expect(inbox.rows).toHaveLength(7);
});

test("a stop waits no longer than its grace; what it cuts off was not acknowledged", async () => {
  const { receiver, inbox, url } = await startReceiver();
  inbox.hold();
  const sent = send(url);
  await inbox.called(1);
  const outcome = expect(sent).rejects.toMatchObject({ code: "ECONNRESET" });
  await receiver.stop({ graceMs: 20 });
  await outcome;
  expect(inbox.rows).toEqual([]);
});

test("a stop waits for the commit of a webhook that was already answered 503", async () => {
  const { receiver, inbox, url } = await startReceiver({ limits: { ackDeadlineMs: 20 } });
  const order: string[] = [];
  inbox.failWhen(() => {
    order.push("commit");
    return null;
  });
  inbox.hold();
  expect((await send(url)).status).toBe(503);
  const stopped = receiver.stop().then(() => order.push("stopped"));
  await once(receiver.server, "close");
  for (let turn = 0; turn < 20; turn += 1) await nextTurn();
  inbox.release();
  await stopped;
  expect(order).toEqual(["commit", "stopped"]);
});

test("a second stop is the first one", async () => {
  const { receiver } = await startReceiver();
  expect(receiver.stop()).toBe(receiver.stop());
});
