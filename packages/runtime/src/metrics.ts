import { createServer } from "node:http";
import type { ReceiverMetrics } from "@karla/receiver/metrics";
import { REMOVABLE, type Removed } from "@karla/sync/retention";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

export interface Metrics extends ReceiverMetrics {
  /** One attempt to give something to the core has ended. */
  delivered(labels: { effect: string; outcome: string; reason: string; status_class: string }, seconds: number): void;
  turnEnded(outcome: "done" | "lease_lost"): void;
  /** Something past its time was removed. */
  removed(removed: Removed): void;
  /** Shows from now on, in seconds, how long ago the last sweep ended and the oldest body came that it left; 0 where there is none. */
  watchSweeps(agesOf: () => { sweep: number; oldestBody: number }): void;
  /** Shows the connections of these pools from now on, by the name of each. */
  watchPools(pools: ReadonlyMap<string, WatchedPool>): void;
  text(): Promise<string>;
}

interface WatchedPool {
  totalCount: number;
  idleCount: number;
  waitingCount: number;
}

/** Prometheus metrics of one process. Labels have few values each: never a shop, never an order. */
export function createMetrics(): Metrics {
  const registers = [new Registry()];
  for (const register of registers) collectDefaultMetrics({ register });
  const events = new Counter({
    name: "ingest_events_total",
    help: "Webhook requests by what became of them",
    labelNames: ["source", "topic", "outcome", "reason"],
    registers,
  });
  const histograms = {
    ingest_ack_duration_seconds: new Histogram({
      name: "ingest_ack_duration_seconds",
      help: "From the end of a request's headers to its answer",
      buckets: SECONDS,
      registers,
    }),
    ingest_body_bytes: new Histogram({
      name: "ingest_body_bytes",
      help: "Size of webhook bodies",
      buckets: [1_000, 5_000, 20_000, 100_000, 500_000, 2_000_000, 5_000_000],
      registers,
    }),
  };
  const attempts = new Counter({
    name: "delivery_attempts_total",
    help: "Attempts to give something to the core",
    labelNames: ["effect", "outcome", "reason", "status_class"],
    registers,
  });
  const durations = new Histogram({
    name: "delivery_duration_seconds",
    help: "Duration of those attempts",
    buckets: SECONDS,
    registers,
  });
  const turns = new Counter({ name: "worker_turns_total", help: "Turns of lanes", labelNames: ["outcome"], registers });
  const removals = new Counter({
    name: "retention_removed_total",
    help: "What was past its time and is gone",
    labelNames: ["what"],
    registers,
  });
  return {
    increment: (_name, labels) => events.inc({ ...labels }),
    observe: (name, value) => histograms[name].observe(value),
    delivered(labels, seconds) {
      attempts.inc(labels);
      durations.observe(seconds);
    },
    turnEnded: (outcome) => turns.inc({ outcome }),
    removed(removed) {
      for (const what of REMOVABLE) removals.inc({ what }, removed[what]);
    },
    watchSweeps(agesOf) {
      const help = "Age of the last sweep, and of the oldest body that it left of those past the shortest time";
      new Gauge({
        name: "retention_age_seconds",
        help,
        labelNames: ["of"],
        registers,
        collect() {
          const { sweep, oldestBody } = agesOf();
          this.set({ of: "sweep" }, sweep);
          this.set({ of: "oldest_body" }, oldestBody);
        },
      });
    },
    watchPools(pools) {
      const help = "Connections to the database that are idle or busy, and statements that wait for one";
      new Gauge({
        name: "database_connections",
        help,
        labelNames: ["pool", "state"],
        registers,
        collect() {
          for (const [name, { totalCount, idleCount, waitingCount }] of pools) {
            this.set({ pool: name, state: "idle" }, idleCount);
            this.set({ pool: name, state: "busy" }, totalCount - idleCount);
            this.set({ pool: name, state: "waiting" }, waitingCount);
          }
        },
      });
    },
    text: async () => (await Promise.all(registers.map((register) => register.metrics()))).join(""),
  };
}

export interface MetricsServer {
  url: string;
  close(): void;
}

const MAX_CONNECTIONS = 32;
const IDLE_MS = 10_000;

/** Serves `/metrics` and `/healthz` on loopback, apart from what the world can reach. */
export function serveMetrics(metrics: Metrics, port: number): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    if (request.url === "/healthz") return void response.writeHead(200).end();
    if (request.url !== "/metrics") return void response.writeHead(404).end();
    metrics.text().then(
      (text) => response.writeHead(200, { "Content-Type": "text/plain; version=0.0.4" }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  // Collecting costs time that webhooks and deliveries wait for, and an answer that nobody takes costs memory.
  server.maxRequestsPerSocket = 1;
  server.maxConnections = MAX_CONNECTIONS;
  server.setTimeout(IDLE_MS);
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      const bound = typeof address === "object" && address ? address.port : port;
      resolve({ url: `http://127.0.0.1:${bound}`, close: () => void server.close() });
    });
  });
}
