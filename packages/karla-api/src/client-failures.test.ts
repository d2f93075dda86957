import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createKarlaClient, type KarlaClientOptions } from "./client.ts";
import { KarlaContractError, KarlaRefusedError, KarlaTransportError } from "./errors.ts";
import { failureOf as failure } from "./failure-of.ts";
import { answer, answerJson, type Play, playServer } from "./played-server.ts";

const KEY = "key-that-must-not-leak";
const BASIC = Buffer.from(`api:${KEY}`).toString("base64");
const BODY = '{"id":"1001","id_type":"external_id","order":{"total_order_price":398.00},"trackings":[]}';
const NOW = Date.UTC(2026, 2, 1, 12, 0, 0);

let server: Awaited<ReturnType<typeof playServer>>;
beforeAll(async () => {
  server = await playServer();
});
afterAll(() => server.close());

function client(options: Partial<KarlaClientOptions> = {}) {
  return createKarlaClient({
    baseUrl: server.url,
    slug: "example",
    credentials: { username: "api", key: KEY },
    timeoutMs: 2_000,
    clock: { now: () => NOW },
    ...options,
  });
}

const failureOf = (call: Promise<unknown>) => failure(call, [KEY, BASIC, "398.00", server.url, "/shops/"]);

describe("a refusal", () => {
  it.each([
    [400, "invalid", false],
    [401, "credentials", false],
    [403, "credentials", false],
    [404, "not_found", false],
    [408, "unavailable", true],
    [409, "conflict", false],
    [413, "too_large", false],
    [418, "unexpected", true],
    [422, "invalid", false],
    [429, "throttled", true],
    [500, "unavailable", true],
    [502, "unavailable", true],
    [503, "unavailable", true],
  ])("%i is %s", async (status, refusal, retry) => {
    server.plays(answer(status, "<html>no</html>"));
    const failure = await failureOf(client().upsertOrder(BODY));
    expect(failure).toBeInstanceOf(KarlaRefusedError);
    expect(failure).toMatchObject({ kind: "refusal", status, refusal, retry, key: undefined, fields: [] });
    expect(server.requests).toHaveLength(1);
  });

  it("400 to the check of credentials, or without a key, means the credentials", async () => {
    server.plays(answerJson(400, { key: null }));
    expect(await failureOf(client().getShop())).toMatchObject({ refusal: "credentials" });
    const keyless = client({ credentials: { username: "api", key: "" } });
    expect(await failureOf(keyless.upsertOrder(BODY))).toMatchObject({ refusal: "credentials", retry: false });
  });

  it("names Karla's key and the fields, without their values", async () => {
    const loc = ["body", "order", "address", "zip_code"];
    server.plays(
      answerJson(422, {
        key: "zip_code_invalid",
        message: "bad",
        type: "invalid_request_error",
        errors: [{ loc, msg: "x" }],
      }),
    );
    const failure = await failureOf(client().upsertOrder(BODY));
    expect(failure).toMatchObject({ refusal: "invalid", key: "zip_code_invalid", fields: ["order.address.zip_code"] });
    expect(failure.message).toBe("refused by Karla (422 zip_code_invalid)");
  });

  it("reads the validation body of the framework as well", async () => {
    const detail = [
      { loc: ["body", "trackings", 0, "tracking_number"], msg: "field required", type: "value_error.missing" },
      { loc: ["body", "Jane Doe <jane@example.com>"], msg: "x", type: "y" },
    ];
    server.plays(answerJson(422, { detail }));
    expect(await failureOf(client().upsertOrder(BODY))).toMatchObject({ fields: ["trackings.0.tracking_number"] });
    server.plays(answerJson(401, { detail: "Invalid credentials" }));
    expect(await failureOf(client().upsertOrder(BODY))).toMatchObject({ refusal: "credentials", key: undefined });
  });

  it.each([
    ["3", 3_000],
    ["Sun, 01 Mar 2026 12:01:00 GMT", 60_000],
    ["1000000000", 3_600_000],
    ["-1", undefined],
    ["later", undefined],
    [undefined, undefined],
  ])("429 with Retry-After %j asks for a pause of %j ms", async (header, retryAfterMs) => {
    server.plays(answer(429, "", header === undefined ? {} : { "retry-after": header }));
    expect(await failureOf(client().upsertOrder(BODY))).toMatchObject({ refusal: "throttled", retryAfterMs });
  });

  it.each([301, 302, 303, 307, 308])("%i is not followed, so that the credentials stay here", async (status) => {
    server.plays((res, { url }) => {
      res.writeHead(url.startsWith("/elsewhere") ? 200 : status, { location: `${server.url}/elsewhere` }).end();
    });
    expect(await failureOf(client().upsertOrder(BODY))).toMatchObject({ refusal: "redirected", retry: true, status });
    expect(server.requests.map(({ url }) => url)).toEqual(["/v1/shops/example/orders"]);
  });

  it("counts even where its body never ends", async () => {
    server.plays((res) => res.writeHead(401).write("x"));
    const failure = await failureOf(client({ timeoutMs: 300 }).upsertOrder(BODY));
    expect(failure).toMatchObject({ refusal: "credentials", status: 401 });
  });
});

describe("an answer that cannot be read", () => {
  it.each<[string, Play, string]>([
    ["truncated JSON", answer(200, '{"a":'), "not_json"],
    ["HTML with status 200", answer(200, "<html>maintenance</html>", { "content-type": "text/html" }), "not_json"],
    ["bytes that are not UTF-8", answer(200, Buffer.from([0x22, 0xff, 0x22])), "encoding"],
    ["broken gzip", answer(200, "not gzip", { "content-encoding": "gzip" }), "encoding"],
    ["a body beyond the cap", answer(200, `"${"a".repeat(2 * 1024 * 1024)}"`), "too_long"],
    [
      "a compression bomb",
      answer(200, gzipSync(Buffer.alloc(50 * 1024 * 1024)), { "content-encoding": "gzip" }),
      "too_long",
    ],
    ["a body that never ends", (res) => void setInterval(() => res.write("a".repeat(65_536)), 0).unref(), "too_long"],
  ])("%s fails, to be tried again", async (_what, play, breach) => {
    server.plays(play);
    const failure = await failureOf(client().upsertOrder(BODY));
    expect(failure).toBeInstanceOf(KarlaContractError);
    expect(failure).toMatchObject({ kind: "contract", breach, retry: true });
  });

  it("JSON of another shape fails where we rely on it", async () => {
    server.plays(answerJson(200, { data: [], metadata: {} }));
    expect(await failureOf(client().findOrders({}))).toMatchObject({ kind: "contract", breach: "shape" });
  });

  it("a list that never ends is given up", async () => {
    server.plays(answerJson(200, Array(30).fill({ uuid: "w1" })));
    expect(await failureOf(client({ timeoutMs: 60_000 }).listShopifyWebhooks())).toMatchObject({
      breach: "endless_pages",
    });
  });
});

describe("no answer", () => {
  const short = () => client({ headersMs: 200, timeoutMs: 300 });

  it.each<[string, Play, string]>([
    ["silence", () => {}, "headers"],
    ["headers without a body", (res) => res.writeHead(200).flushHeaders(), "total"],
    ["a body in drops", (res) => void setInterval(() => res.write(" "), 50).unref(), "total"],
    ["the connection cut after the request was read", (res) => res.destroy(), "network"],
    ["the connection cut within the answer", (res) => res.write('{"a":1', () => res.destroy()), "network"],
    ["bytes that are not HTTP", (res) => void res.socket?.end("nonsense\r\n\r\n"), "network"],
  ])("%s fails, to be tried again", async (_what, play, failed) => {
    server.plays(play);
    const failure = await failureOf(short().upsertOrder(BODY));
    expect(failure).toBeInstanceOf(KarlaTransportError);
    expect(failure).toMatchObject({ kind: "transport", failure: failed, retry: true, status: undefined });
  });

  it("nobody listens", async () => {
    const gone = await playServer();
    await gone.close();
    const failure = await failureOf(client({ baseUrl: gone.url }).upsertOrder(BODY));
    expect(failure).toMatchObject({ failure: "network", code: "ECONNREFUSED" });
  });

  it("the next call works again", async () => {
    const karla = short();
    server.plays((res) => res.destroy());
    await failureOf(karla.upsertOrder(BODY));
    server.plays(answer(204));
    await expect(karla.upsertOrder(BODY)).resolves.toBeUndefined();
  });
});
