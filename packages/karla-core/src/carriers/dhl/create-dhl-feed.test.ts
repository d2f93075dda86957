import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { afterEach, expect, test } from "vitest";
import { createDhlFeed } from "./create-dhl-feed.ts";

const NOW = Date.parse("2026-03-01T12:00:00Z");
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
}

const feedOf = (url: string, limits: { timeoutMs?: number; maxBytes?: number } = {}) =>
  createDhlFeed({ url, key: "secret-key", carriers: null, fetch, now: () => NOW, ...limits });

const ask = (url: string, limits = {}, zipCode: string | null = "10115") =>
  feedOf(url, limits).ask({ trackingNumber: " 0034 0434 1234 ", zipCode });

const event = (timestamp: string, more: object = {}) => ({ timestamp, statusCode: "transit", status: "NB", ...more });
const shipmentOf = (more: object) => ({ id: "003404341234", ...more });
const answering = (body: unknown) => serve((_, response) => void response.end(JSON.stringify(body)));

test("the question has number, postal code and key, and goes to the configured path alone", async () => {
  const asked: IncomingMessage[] = [];
  const url = await serve((request, response) => {
    asked.push(request);
    response.end('{"shipments":[]}');
  });
  await ask(`${url}/proxy/`);
  await ask(url, {}, null);
  expect(asked.map((request) => request.url)).toEqual([
    "/proxy/track/shipments?trackingNumber=003404341234&language=en&recipientPostalCode=10115",
    "/track/shipments?trackingNumber=003404341234&language=en",
  ]);
  expect(asked[0]?.headers).toMatchObject({ "dhl-api-key": "secret-key" });
});

test("a number cannot add to the question", async () => {
  const asked: string[] = [];
  const url = await serve((request, response) => {
    asked.push(request.url ?? "");
    response.end('{"shipments":[]}');
  });
  await feedOf(url).ask({ trackingNumber: "1&service=express#/../..", zipCode: "1\r\n&x=1" });
  expect(asked).toEqual([
    "/track/shipments?trackingNumber=1%26service%3Dexpress%23%2F..%2F..&language=en&recipientPostalCode=1%0D%0A%26x%3D1",
  ]);
});

test.each([
  [404, {}, { outcome: "not_found" }],
  [401, {}, { outcome: "refused" }],
  [403, {}, { outcome: "refused" }],
  [429, {}, { outcome: "throttled", retryAfterMs: null }],
  [429, { "retry-after": "120" }, { outcome: "throttled", retryAfterMs: 120_000 }],
  [429, { "retry-after": "Sun, 01 Mar 2026 12:05:00 GMT" }, { outcome: "throttled", retryAfterMs: 300_000 }],
  [429, { "retry-after": "soon" }, { outcome: "throttled", retryAfterMs: null }],
  [503, {}, { outcome: "unavailable", why: "503" }],
  [400, {}, { outcome: "unreadable", why: "400" }],
])("%i with %j is %j", async (status, headers, outcome) => {
  const url = await serve((_, response) => void response.writeHead(status, headers).end("{}"));
  expect(await ask(url)).toEqual(outcome);
});

test("S11: a redirect is not followed, so the key goes to no other host", async () => {
  let reached = 0;
  const elsewhere = await serve((_, response) => {
    reached += 1;
    response.end("{}");
  });
  for (const status of [301, 302, 303, 307, 308]) {
    const url = await serve((_, response) => void response.writeHead(status, { location: elsewhere }).end());
    expect(await ask(url)).toEqual({ outcome: "unreadable", why: String(status) });
  }
  expect(reached).toBe(0);
});

test("S16: an answer without end, or that does not come, is given up", async () => {
  const endless = await serve((_, response) => {
    const write = () => {
      while (!response.destroyed && response.write("x".repeat(65_536)));
    };
    response.on("drain", write);
    write();
  });
  expect(await ask(endless)).toEqual({ outcome: "unreadable", why: "too large" });
  const silent = await serve(() => {});
  expect(await ask(silent, { timeoutMs: 100 })).toEqual({ outcome: "unavailable", why: "timeout" });
  const trickling = await serve((_, response) => void response.write('{"shipments":'));
  expect(await ask(trickling, { timeoutMs: 100 })).toEqual({ outcome: "unavailable", why: "timeout" });
});

test.each(["<html>", '{"shipments": [', "[]", "null", '{"shipments": {}}', '{"shipments": [7]}'])(
  "%s is unreadable",
  async (text) => {
    const url = await serve((_, response) => void response.end(text));
    expect(await ask(url)).toMatchObject({ outcome: "unreadable" });
  },
);

test("nobody there is a carrier that is away", async () => {
  expect(await ask("http://127.0.0.1:1")).toEqual({ outcome: "unavailable", why: "no answer" });
});

test("scans have the carrier's instants and places, whatever is odd about the rest of them", async () => {
  const url = await answering({
    shipments: [
      shipmentOf({
        estimatedDeliveryTimeFrame: {
          estimatedFrom: "2026-03-03T10:00:00+01:00",
          estimatedThrough: "2026-03-03T14:00:00+01:00",
        },
        events: [
          event("2026-03-02T07:45:00", { location: { address: { addressLocality: " Hamburg ", countryCode: "de" } } }),
          event("2026-03-01T07:45:00Z", {
            location: { address: { addressLocality: 7, countryCode: "Germany" } },
            remark: [],
          }),
          event("some time"),
        ],
      }),
    ],
  });
  const answer = await ask(url);
  expect(answer).toMatchObject({
    outcome: "known",
    scans: [
      { at: new Date("2026-03-01T07:45:00Z"), place: null, event: "IN_TRANSIT", code: "transit/NB" },
      { at: new Date("2026-03-02T06:45:00Z"), place: { city: "Hamburg", country_code: "DE" } },
    ],
    arrival: { from: "2026-03-03T09:00:00.000Z", to: "2026-03-03T13:00:00.000Z", words: "2026-03-03, 10:00–14:00" },
  });
});

test("without a list of scans the status is one", async () => {
  const url = await answering({ shipments: [shipmentOf({ status: event("2026-03-01T07:45:00Z") })] });
  expect(await ask(url)).toMatchObject({ outcome: "known", scans: [{ event: "IN_TRANSIT" }] });
});

test("another parcel than the one that was asked about is none, a piece of a shipment is", async () => {
  const events = [event("2026-03-01T07:45:00Z")];
  expect(await ask(await answering({ shipments: [{ id: "999", events }] }))).toEqual({ outcome: "not_found" });
  const piece = { id: "999", details: { pieceIds: ["1", "003404341234"] }, events };
  expect(await ask(await answering({ shipments: [{ id: "998", events: [] }, piece] }))).toMatchObject({
    outcome: "known",
    scans: [{ event: "IN_TRANSIT" }],
  });
});

test("S16: a parcel with more scans than one can have is unreadable", async () => {
  const events = Array.from({ length: 1_001 }, () => event("2026-03-01T07:45:00Z"));
  const url = await answering({ shipments: [shipmentOf({ events })] });
  expect(await ask(url)).toEqual({ outcome: "unreadable", why: "too many scans" });
});
