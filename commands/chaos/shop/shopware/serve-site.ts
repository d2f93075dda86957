import { serve } from "@hono/node-server";

/** What a shop is asked on this machine. */
export interface ServedSite {
  origin: string;
  /** Requests that came to this address. */
  requests(): number;
  /** From now on whoever reads the order of this id gets it changed in place. */
  alter(orderId: string, change: OrderChange): void;
  /** Keeps back the answer to the next request that fits until then. What it says is as of now. */
  keepBack(fits: (path: string) => boolean, until: Promise<unknown>): void;
  /** From now on what the app writes to orders is answered as ever, and comes to nothing: the shop tells of no write. */
  dropWrites(): void;
  close(): Promise<void>;
}

export type OrderChange = (order: Record<string, unknown>) => void;

/** Listens on a free port of 127.0.0.1. `answer` may be set up once it is known where. */
export async function serveSite(answer: (request: Request) => Response | Promise<Response>): Promise<ServedSite> {
  const changes = new Map<string, OrderChange>();
  let requests = 0;
  let kept: Parameters<ServedSite["keepBack"]> | null = null;
  let dropsWrites = false;
  async function respond(request: Request): Promise<Response> {
    requests += 1;
    if (dropsWrites && request.method === "PATCH" && new URL(request.url).pathname.includes("/api/order/")) {
      return new Response(null, { status: 204 });
    }
    const response = await answer(request);
    const path = new URL(request.url).pathname;
    const [fits, until] = kept ?? [];
    if (fits?.(path) === true) {
      kept = null;
      await until;
    }
    const isOfOrders = path.endsWith("/api/search/order");
    return changes.size > 0 && isOfOrders && response.ok ? changed(response, changes) : response;
  }
  const server = serve({ fetch: respond, hostname: "127.0.0.1", port: 0 });
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  return {
    origin: `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`,
    requests: () => requests,
    keepBack: (fits, until) => {
      kept = [fits, until];
    },
    dropWrites: () => {
      dropsWrites = true;
    },
    alter: (orderId, change) => void changes.set(orderId, change),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ("closeAllConnections" in server) server.closeAllConnections();
      }),
  };
}

async function changed(response: Response, changes: ReadonlyMap<string, OrderChange>): Promise<Response> {
  const answer: { data?: Record<string, unknown>[] } = await response.json();
  for (const order of answer.data ?? []) changes.get(String(order.id))?.(order);
  return new Response(JSON.stringify(answer), { headers: { "Content-Type": "application/json" } });
}
