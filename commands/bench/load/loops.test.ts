import { createServer } from "node:http";
import { describe, expect, it, onTestFinished } from "vitest";
import { runClosedLoop } from "./closed-loop.ts";
import { runOpenLoop } from "./open-loop.ts";
import { webhookRequest } from "./webhook-request.ts";

const request = webhookRequest({
  topic: "orders/updated",
  shopDomain: "bench.myshopify.com",
  body: JSON.stringify({ text: "x".repeat(12_000) }),
  secret: "shpss_example",
});

/** Answers the n-th request with the n-th status, over and over; 0 hangs up. */
async function serverThat(statuses: readonly number[]) {
  const ids: string[] = [];
  const bodies: number[] = [];
  const server = createServer((incoming, answer) => {
    let bytes = 0;
    incoming.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
    });
    incoming.on("end", () => {
      const status = statuses[ids.length % statuses.length] ?? 200;
      ids.push(String(incoming.headers["x-shopify-webhook-id"]));
      bodies.push(bytes);
      if (status === 0) return void answer.destroy();
      if (status === 503) answer.setHeader("Retry-After", "2").setHeader("Connection", "close");
      answer.writeHead(status).end("some text");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return { port: typeof address === "object" && address !== null ? address.port : 0, path: "/", ids, bodies };
}

describe("the closed loop", () => {
  it("counts each request that the server saw, once, by its answer", async () => {
    const server = await serverThat([200, 503, 200, 0]);
    const { acknowledged, others } = await runClosedLoop({
      ...server,
      connections: 4,
      durationMs: 100,
      requests: [request],
    });
    const refused = others.get(503) ?? 0;
    const lost = others.get(0) ?? 0;
    expect(acknowledged).toBe(server.ids.filter((_, index) => index % 2 === 0).length);
    expect(refused).toBe(server.ids.filter((_, index) => index % 4 === 1).length);
    expect(lost).toBe(server.ids.filter((_, index) => index % 4 === 3).length);
    expect(acknowledged).toBeGreaterThan(4);
  });

  it("sends the whole body, each time under an id of its own", async () => {
    const server = await serverThat([200]);
    await runClosedLoop({ ...server, connections: 3, durationMs: 50, requests: [request] });
    expect(new Set(server.ids).size).toBe(server.ids.length);
    expect(new Set(server.bodies)).toEqual(new Set([request.body.length]));
  });
});

describe("the open loop", () => {
  it("sends every delivery, and gives each its own answer", async () => {
    const server = await serverThat([200, 503, 0]);
    const deliveries = Array.from({ length: 9 }, (_, index) => ({
      atMs: index * 2,
      webhookId: `id-${index}`,
      request,
    }));
    const delivered = await runOpenLoop(server, deliveries);
    expect(delivered.map(({ delivery }) => delivery.webhookId)).toEqual(deliveries.map(({ webhookId }) => webhookId));
    for (const { delivery, status, retryAfter } of delivered) {
      const expected = [200, 503, 0][server.ids.indexOf(delivery.webhookId) % 3];
      expect(status).toBe(expected);
      expect(retryAfter).toBe(expected === 503 ? "2" : "");
    }
    expect([...server.ids].sort()).toEqual(deliveries.map(({ webhookId }) => webhookId));
  });

  it("does not wait with a delivery for the answer to another", async () => {
    let arrived = 0;
    const answers: (() => void)[] = [];
    const server = createServer((incoming, answer) => {
      incoming.resume().on("end", () => {
        answers.push(() => answer.writeHead(200).end());
        arrived += 1;
        // No answer to anybody before the last one is here.
        if (arrived === 5) for (const give of answers) give();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const deliveries = Array.from({ length: 5 }, (_, index) => ({ atMs: index, webhookId: String(index), request }));
    const delivered = await runOpenLoop({ port, path: "/" }, deliveries);
    expect(delivered.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  });
});
