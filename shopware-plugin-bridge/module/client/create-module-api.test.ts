import { expect, test } from "vitest";
import { createModuleApi } from "./create-module-api.ts";

const { signal } = new AbortController();

/** The client of a server that gives these answers, and what was asked of it. */
function apiOf(...answers: (Response | Error)[]) {
  const asked: string[] = [];
  const over: boolean[] = [];
  const api = createModuleApi({
    async fetch(url, init) {
      const token = new Headers(init?.headers).get("authorization");
      asked.push([init?.method ?? "GET", String(url), token, init?.body].filter(Boolean).join(" "));
      const answer = answers.shift() ?? new Error("nobody listens");
      if (answer instanceof Error) throw answer;
      return answer;
    },
    session: "first",
    onOver: (pressed) => over.push(pressed),
  });
  return { api, asked, over };
}

const json = (body: object, status = 200, headers: Record<string, string> = {}) =>
  Response.json(body, { status, headers });

test("each answer brings the token that is used from then on", async () => {
  const { api, asked } = apiOf(json({}, 200, { "karla-session": "second" }), json({ outcome: "done" }), json({}));
  await api.read("certificate", "day=2026-11-29", signal);
  await api.ask("import", { intent: "pause" }, signal);
  await api.read("home", "", signal);
  expect(asked).toEqual([
    "GET /shopware/module/pages/certificate?day=2026-11-29 Bearer first",
    'POST /shopware/module/pages/import Bearer second {"intent":"pause"}',
    "GET /shopware/module/pages/home Bearer second",
  ]);
});

test.each([
  [404, { outcome: "no_such_version" }],
  [409, { outcome: "stale", revision: 3 }],
  [413, { outcome: "refused", code: "too_large" }],
  [422, { outcome: "findings", findings: [] }],
])("a refusal (%i) is an answer", async (status, body) => {
  const { api } = apiOf(json(body, status));
  const exchange = await api.ask("mapping", { intent: "restore", version: 1 }, signal);
  expect(exchange).toEqual({ outcome: "answered", answer: body });
});

test.each([
  ["the network is gone", new TypeError("fetch failed")],
  ["the server is broken", json({ error: "failed" }, 500)],
  ["somebody before the server refuses", json({ error: "too_large" }, 413)],
  ["what comes back is no JSON", new Response("<h1>Bad gateway</h1>", { status: 200 })],
])("nothing was answered when %s", async (_, answer) => {
  const { api, over } = apiOf(answer);
  expect(await api.ask("problems", { remedy: "replay", code: "orders_refused" }, signal)).toEqual({
    outcome: "failed",
  });
  expect(over).toEqual([]);
});

test("that the session is over is said, and whether somebody waits for an answer", async () => {
  const { api, over } = apiOf(json({ error: "session_over" }, 401), json({ error: "session_over" }, 401));
  expect(await api.read("home", "", signal)).toEqual({ outcome: "session_over" });
  expect(await api.ask("import", { intent: "resume" }, signal)).toEqual({ outcome: "session_over" });
  expect(over).toEqual([false, true]);
});
