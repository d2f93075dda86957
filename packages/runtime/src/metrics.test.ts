import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createMetrics, type MetricsServer, serveMetrics } from "./metrics.ts";

const REQUEST = "GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
let server: MetricsServer | null = null;
afterEach(() => server?.close());

async function serve(): Promise<{ url: URL; collected: () => number }> {
  let collected = 0;
  const collect = async () => {
    collected += 1;
    return "a_metric 1\n";
  };
  server = await serveMetrics({ ...createMetrics(), text: collect }, 0);
  return { url: new URL(server.url), collected: () => collected };
}

it("shows what the connections to the database do", async () => {
  const metrics = createMetrics();
  const quiet = { totalCount: 0, idleCount: 0, waitingCount: 0 };
  metrics.watchPools(
    new Map([
      ["main", { totalCount: 5, idleCount: 2, waitingCount: 7 }],
      ["pages", quiet],
    ]),
  );
  const text = await metrics.text();
  for (const line of ['"main",state="idle"} 2', '"main",state="busy"} 3', '"main",state="waiting"} 7'])
    expect(text).toContain(`database_connections{pool=${line}`);
  expect(text).toContain('database_connections{pool="pages",state="busy"} 0');
});

it("shows what was removed, and how old what is left is", async () => {
  const metrics = createMetrics();
  metrics.watchSweeps(() => ({ sweep: 60, oldestBody: 700_000 }));
  for (let n = 0; n < 2; n += 1)
    metrics.removed({ body: 3, event: 0, attempt: 1, lane: 0, comparison: 0, claim_form: 0 });
  const text = await metrics.text();
  expect(text).toContain('retention_removed_total{what="body"} 6');
  expect(text).toContain('retention_age_seconds{of="sweep"} 60');
  expect(text).toContain('retention_age_seconds{of="oldest_body"} 700000');
});

describe("the metrics' server", () => {
  it("collects once for a connection that asks for more than it takes", async () => {
    const { url, collected } = await serve();
    const client = connect(Number(url.port), url.hostname, () => client.write(REQUEST.repeat(200)));
    let answers = "";
    for await (const chunk of client) {
      answers += chunk;
      if (answers.split("HTTP/1.1 ").length > 200) break;
    }
    expect(answers).toContain("a_metric 1");
    expect(collected()).toBe(1);
  });

  it("answers whoever comes again", async () => {
    const { url } = await serve();
    const metrics = new URL("/metrics", url);
    expect(await (await fetch(metrics)).text()).toBe("a_metric 1\n");
    expect(await (await fetch(metrics)).text()).toBe("a_metric 1\n");
    expect((await fetch(new URL("/healthz", url))).status).toBe(200);
  });
});
