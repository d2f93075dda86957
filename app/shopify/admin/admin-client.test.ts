import { describe, expect, test } from "vitest";
import { type AdminClientDeps, createAdminClient } from "./admin-client.ts";
import { AdminError } from "./admin-error.ts";
import { OrderUpdatedAtDocument } from "./graphql.generated.ts";

const TOKEN = "shpat_0123456789abcdef";
const ID = { id: "gid://shopify/Order/1" };
const found = { data: { order: { updatedAt: "2026-11-24T00:00:00Z" } } };

function json(body: unknown, init?: ResponseInit): Response {
  return Response.json(body, init);
}

/** A client whose requests are answered by these, one after the other, the last one again and again. */
function playing(answers: readonly (() => Response | Promise<Response>)[], deps: Partial<AdminClientDeps> = {}) {
  let at = 0;
  const sent: { url: string; init: RequestInit | undefined }[] = [];
  const waits: number[] = [];
  const client = createAdminClient({
    shop: "some-shop.myshopify.com",
    accessToken: TOKEN,
    origin: "https://some-shop.myshopify.com",
    fetch: async (input, init) => {
      sent.push({ url: String(input), init });
      const answer = answers[Math.min(sent.length, answers.length) - 1];
      if (answer === undefined) throw new Error("nothing to answer");
      return answer();
    },
    sleep: async (ms) => {
      waits.push(ms);
      at += ms;
    },
    now: () => at,
    ...deps,
  });
  return {
    sent,
    waits,
    ask: () => client.request(OrderUpdatedAtDocument, ID),
    askGranted: () => client.requestGranted(OrderUpdatedAtDocument, ID),
  };
}

async function failure(ask: () => Promise<unknown>): Promise<AdminError> {
  const error: unknown = await ask().then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AdminError)) throw new Error(`no AdminError: ${String(error)}`);
  return error;
}

const refusal = (code: string, cost?: object) => () =>
  json({ errors: [{ message: `says ${TOKEN}`, extensions: { code } }], ...(cost && { extensions: { cost } }) });
const empty = (requestedQueryCost: number, currentlyAvailable: number) =>
  refusal("THROTTLED", { requestedQueryCost, throttleStatus: { currentlyAvailable, restoreRate: 100 } });

describe("a request to the Admin API", () => {
  test("goes to the version's address with the token in its header, and gives the answer's data", async () => {
    const { sent, ask } = playing([() => json(found)]);
    expect(await ask()).toEqual(found.data);
    expect(sent[0]?.url).toBe("https://some-shop.myshopify.com/admin/api/2026-10/graphql.json");
    expect(new Headers(sent[0]?.init?.headers).get("x-shopify-access-token")).toBe(TOKEN);
    expect(String(sent[0]?.init?.body)).toContain('"variables":{"id":"gid://shopify/Order/1"}');
  });

  test.each([
    [401, "unauthorised", false],
    [403, "unauthorised", false],
    [402, "payment_required", true],
    [423, "payment_required", true],
    [404, "payment_required", false],
    [430, "transport", true],
    [500, "transport", true],
    [503, "transport", true],
    [400, "contract", false],
    [302, "contract", false],
  ] as const)("answered %i is %s", async (status, kind, retry) => {
    const headers = { location: "https://example.com/" };
    const { sent, ask } = playing([() => new Response("<html>", { status, headers })]);
    expect(await failure(ask)).toMatchObject({ kind, retry, status });
    // Not repeated here, and no redirect followed.
    expect(sent).toHaveLength(1);
    expect(sent[0]?.init?.redirect).toBe("manual");
  });

  test.each([
    ["MAX_COST_EXCEEDED", "max_cost", false],
    ["ACCESS_DENIED", "access_denied", false],
    ["SHOP_INACTIVE", "payment_required", false],
    ["INTERNAL_SERVER_ERROR", "transport", true],
    ["undefinedField", "contract", false],
  ] as const)("refused with %s is %s", async (code, kind, retry) => {
    expect(await failure(playing([refusal(code)]).ask)).toMatchObject({ kind, retry });
  });

  test("an answer with errors beside its data is not taken for the data", async () => {
    const half = { data: { order: null }, errors: [{ message: "no", extensions: { code: "ACCESS_DENIED" } }] };
    expect(await failure(playing([() => json(half)]).ask)).toMatchObject({ kind: "access_denied" });
  });

  test("what a mutation refuses is the user's", async () => {
    const refused = { data: { some: { userErrors: [{ field: ["input", "key"], message: "is taken" }] } } };
    const error = await failure(playing([() => json(refused)]).ask);
    expect(error).toMatchObject({ kind: "user", retry: false, message: "input.key: is taken" });
  });

  test.each([
    ["a page", () => new Response("<html>hello</html>", { headers: { "content-type": "text/html" } })],
    ["cut-off JSON", () => new Response('{"data":', { headers: { "content-type": "application/json" } })],
    ["no data", () => json({})],
    ["a list", () => json([])],
  ] as const)("an answer that is %s breaks the contract", async (_what, answer) => {
    expect(await failure(playing([answer]).ask)).toMatchObject({ kind: "contract" });
  });

  test("no connection is worth another try", async () => {
    const { ask } = playing([() => Promise.reject(new TypeError("fetch failed"))]);
    expect(await failure(ask)).toMatchObject({ kind: "transport", retry: true });
  });

  test("an answer that does not come is given up", async () => {
    const never: typeof fetch = (_input, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener("abort", () => reject(init.signal?.reason));
      });
    const { ask } = playing([], { fetch: never, timeoutMs: 1 });
    expect(await failure(ask)).toMatchObject({
      kind: "transport",
      retry: true,
      message: expect.stringMatching(/time/),
    });
  });
});

describe("a request for what was granted", () => {
  const denied = { message: "no", path: ["order", "customer"], extensions: { code: "ACCESS_DENIED" } };
  const other = { message: "no", extensions: { code: "INTERNAL_SERVER_ERROR" } };

  test("gives the answer's data, whole or without the fields the app has no right to", async () => {
    const { sent, askGranted } = playing([() => json(found), () => json({ ...found, errors: [denied, denied] })]);
    expect(await askGranted()).toEqual(found.data);
    expect(await askGranted()).toEqual(found.data);
    expect(new Headers(sent[0]?.init?.headers).get("x-shopify-access-token")).toBe(TOKEN);
  });

  test.each([
    ["nothing is left", { data: { order: null }, errors: [denied] }, "access_denied"],
    ["there is no data", { data: null, errors: [denied] }, "access_denied"],
    ["something else is wrong as well", { ...found, errors: [denied, other] }, "transport"],
    ["the error has no code", { ...found, errors: [{ message: "no" }] }, "contract"],
    ["there is neither data nor an error", {}, "contract"],
  ] as const)("fails as any other where %s", async (_what, answer, kind) => {
    expect(await failure(playing([() => json(answer)]).askGranted)).toMatchObject({ kind });
  });

  test("waits as any other, and fails by its status as any other", async () => {
    const { waits, askGranted } = playing([empty(602, 102), () => json(found)]);
    expect(await askGranted()).toEqual(found.data);
    expect(waits).toEqual([5000]);
    const gone = playing([() => new Response("", { status: 401 })]);
    expect(await failure(gone.askGranted)).toMatchObject({ kind: "unauthorised", status: 401 });
  });

  test("leaves an order that is not there null", async () => {
    expect(await playing([() => json({ data: { order: null } })]).askGranted()).toEqual({ order: null });
  });
});

describe("a throttled request", () => {
  test("waits until the bucket holds its cost, and is sent again", async () => {
    const { waits, sent, ask } = playing([empty(602, 102), () => json(found)]);
    expect(await ask()).toEqual(found.data);
    expect(waits).toEqual([5000]);
    expect(sent).toHaveLength(2);
  });

  test("waits as long as a 429 says", async () => {
    const { waits, ask } = playing([
      () => new Response("", { status: 429, headers: { "retry-after": "2.0" } }),
      () => json(found),
    ]);
    expect(await ask()).toEqual(found.data);
    expect(waits).toEqual([2000]);
  });

  test("is given up when its time is used up, and says when to come again", async () => {
    const { waits, ask } = playing([empty(900, 0)]);
    expect(await failure(ask)).toMatchObject({ kind: "throttled", retry: true, retryAfterMs: 9000 });
    expect(waits).toEqual([9000, 9000, 9000]);
  });
});

test("no error tells the token", async () => {
  const answers = [refusal("ACCESS_DENIED"), () => new Response(TOKEN, { status: 401 }), () => json({ errors: TOKEN })];
  const asks = answers.flatMap((answer) => [playing([answer]).ask, playing([answer]).askGranted]);
  for (const ask of asks) {
    const error = await failure(ask);
    expect([error.message, error.stack, JSON.stringify(error), String(error.cause)].join()).not.toContain(TOKEN);
  }
});
