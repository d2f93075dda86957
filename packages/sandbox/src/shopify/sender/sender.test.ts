import { mkdtempSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { seededRandom } from "../../random.ts";
import { fillBooks } from "../fill-books.ts";
import type { Webhook } from "../webhook.ts";
import { createJournal, type Journal } from "./journal.ts";
import { GOOD_DAY, type Plays } from "./plan-deliveries.ts";
import { createSender } from "./sender.ts";

interface Delivered {
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A receiver that answers what `answer` says to the n-th delivery. */
async function receiver(
  answer: (n: number) => number,
): Promise<{ url: string; delivered: Delivered[]; most: () => number }> {
  const delivered: Delivered[] = [];
  let open = 0;
  let most = 0;
  const server = createServer((request, response) => {
    open += 1;
    most = Math.max(most, open);
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      delivered.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      open -= 1;
      response.writeHead(answer(delivered.length)).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(
    () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  );
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("not listening");
  return { url: `http://127.0.0.1:${address.port}/webhooks/shopify`, delivered, most: () => most };
}

const { webhooks } = fillBooks({ seed: 5, orders: 40, shopDomain: "sandbox-shop.myshopify.com" });

async function send(
  url: string,
  journal: Journal,
  plays: Partial<Plays>,
  some: readonly Webhook[],
  retriesMs: number[] = [],
  isWanted: (webhook: Webhook) => boolean = () => true,
) {
  const pauses: number[] = [];
  const sender = createSender({
    url,
    shopDomain: "sandbox-shop.myshopify.com",
    secret: "hush",
    plays: { ...GOOD_DAY, ...plays },
    random: seededRandom(1),
    journal,
    fetch,
    now: () => 0,
    sleep: async (ms) => {
      pauses.push(ms);
    },
    retriesMs,
    isWanted,
    concurrency: 4,
  });
  await sender.send(some);
  return pauses;
}

describe("the sender", () => {
  it("signs the bytes it sends: base64 of the HMAC-SHA256 with the app's secret", async () => {
    const { url, delivered } = await receiver(() => 200);
    const [first] = webhooks;
    if (first === undefined) throw new Error("no webhook");
    // printf '{"id":1,"name":"Grüße"}' | openssl dgst -sha256 -hmac hush -binary | base64
    await send(url, createJournal(), {}, [{ ...first, body: '{"id":1,"name":"Grüße"}' }]);
    expect(delivered[0]?.headers).toMatchObject({
      "x-shopify-hmac-sha256": "FAdLQtPdSiVm8JHGKr3M5+JI0J+Yb+1s9LrSFq3B0nM=",
      "x-shopify-topic": first.topic,
      "x-shopify-shop-domain": "sandbox-shop.myshopify.com",
      "x-shopify-api-version": "2026-07",
      "x-shopify-webhook-id": first.webhookId,
      "x-shopify-event-id": first.eventId,
      "x-shopify-triggered-at": first.triggeredAt,
    });
  });

  it("delivers each webhook once on a good day, with no more at a time than allowed", async () => {
    const { url, delivered, most } = await receiver(() => 200);
    const journal = createJournal();
    await send(url, journal, {}, webhooks);
    expect(delivered.map(({ body }) => body).sort()).toEqual(webhooks.map(({ body }) => body).sort());
    expect(journal.counts()).toEqual({
      events: webhooks.length,
      received: webhooks.length,
      acknowledged: webhooks.length,
      failed: 0,
    });
    expect(most()).toBeLessThanOrEqual(4);
  });

  it("tries again after each pause, with the same id and the same bytes, until it is acknowledged", async () => {
    const { url, delivered } = await receiver((n) => (n < 3 ? 503 : 200));
    const journal = createJournal();
    const pauses = await send(url, journal, {}, webhooks.slice(0, 1), [10, 20, 40]);
    expect(pauses).toEqual([10, 20]);
    expect(new Set(delivered.map(({ headers, body }) => `${headers["x-shopify-webhook-id"]} ${body}`)).size).toBe(1);
    expect(journal.counts()).toEqual({ events: 1, received: 1, acknowledged: 1, failed: 2 });
  });

  it("does not send what the app no longer wants: before the first try, and between two", async () => {
    const { url, delivered } = await receiver(() => 503);
    const journal = createJournal();
    const isWanted = ({ webhookId }: Webhook) => webhookId === webhooks[1]?.webhookId && delivered.length < 2;
    await send(url, journal, {}, webhooks.slice(0, 3), [1, 1, 1], isWanted);
    expect(delivered.map(({ headers }) => headers["x-shopify-webhook-id"])).toEqual([
      webhooks[1]?.webhookId,
      webhooks[1]?.webhookId,
    ]);
    expect(journal.counts()).toMatchObject({ events: 1, failed: 2 });
  });

  it("remembers which webhooks never left the shop, as neither sent nor acknowledged", async () => {
    const { url, delivered } = await receiver(() => 200);
    const journal = createJournal();
    await send(url, journal, { lost: 0.3 }, webhooks, [], ({ topic }) => topic !== "orders/paid");
    const wanted = webhooks.filter(({ topic }) => topic !== "orders/paid");
    const came = new Set(delivered.map(({ headers }) => headers["x-shopify-webhook-id"]));
    const missing = wanted.filter(({ webhookId }) => !came.has(webhookId));
    expect(missing.length).toBeGreaterThan(0);
    const dropped = new Map(journal.dropped().map((each) => [each.webhookId, each]));
    expect(dropped).toEqual(
      new Map(missing.map(({ webhookId, topic, orderId }) => [webhookId, { webhookId, topic, orderId }])),
    );
    expect(journal.dropped()).toHaveLength(missing.length);
    expect(journal.counts()).toEqual({
      events: came.size,
      received: came.size,
      acknowledged: came.size,
      failed: 0,
    });
    expect(missing.some(({ webhookId }) => journal.isAcknowledged(webhookId))).toBe(false);
  });

  it("takes a redirect for a failure and gives the webhook up after the last try", async () => {
    const { url, delivered } = await receiver(() => 302);
    const journal = createJournal();
    await send(url, journal, {}, webhooks.slice(0, 1), [1, 1]);
    expect(delivered).toHaveLength(3);
    expect(journal.counts()).toEqual({ events: 1, received: 0, acknowledged: 0, failed: 3 });
  });

  it("writes every try into the journal's file", async () => {
    const { url } = await receiver((n) => (n === 1 ? 500 : 200));
    const path = join(mkdtempSync(join(tmpdir(), "journal-")), "journal.jsonl");
    await send(url, createJournal({ path, fsync: true }), {}, webhooks.slice(0, 1), [1]);
    const lines = readFileSync(path, "utf8").trim().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { webhookId: webhooks[0]?.webhookId, attempt: 1, status: 500 },
      { webhookId: webhooks[0]?.webhookId, attempt: 2, status: 200 },
    ]);
  });

  it("notes an error where nobody answers", async () => {
    const journal = createJournal();
    await send("http://127.0.0.1:1/", journal, {}, webhooks.slice(0, 1));
    expect(journal.counts()).toEqual({ events: 1, received: 0, acknowledged: 0, failed: 1 });
  });
});
