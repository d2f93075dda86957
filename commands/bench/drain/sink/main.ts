import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { z } from "zod";
import { whenOrphaned } from "../../../when-orphaned.ts";
import type { JobName } from "../drain-job.ts";
import { createSinkJournal, type SinkJournal } from "./sink-journal.ts";

/**
 * Where the jobs of the drain suite go: `POST /RUN/ORDER/N`, or `PUT` of an order as the core takes it with RUN as the shop.
 * Answered after 20 ms. `GET /RUN` says what that run's jobs did. A process of its own, so that no system pays for it and
 * none can hide from it.
 */
const SERVICE_MS = 20;

const OrderPut = z.object({ id: z.string(), order: z.object({ order_name: z.string() }) });

const journals = new Map<string, SinkJournal>();
function journalOf(run: string): SinkJournal {
  const journal = journals.get(run) ?? createSinkJournal(() => performance.now());
  journals.set(run, journal);
  return journal;
}

async function jobOf(request: IncomingMessage): Promise<JobName & { run: string }> {
  const parts = (request.url ?? "").split("/");
  if (request.method === "POST") return { run: parts[1] ?? "", order: parts[2] ?? "", n: Number(parts[3]) };
  const { id, order } = OrderPut.parse(await json(request));
  return { run: parts[3] ?? "", order: id, n: Number(order.order_name.slice(1)) };
}

const server = createServer(async (request, response) => {
  if (request.method === "GET") {
    response.end(JSON.stringify(journalOf((request.url ?? "").slice(1)).summary()));
    return;
  }
  const { run, order, n } = await jobOf(request);
  const end = journalOf(run).start(order, n);
  setTimeout(() => {
    end();
    response.end();
  }, SERVICE_MS);
});
// No connection ends between two jobs.
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ msg: "listening", url: `http://127.0.0.1:${port}` })}\n`);
});
process.on("SIGTERM", () => process.exit(0));
whenOrphaned(() => process.exit(0));
