import { Agent, type IncomingHttpHeaders, type IncomingMessage, request, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { listenOnLoopback } from "../core-proxy.ts";
import type { Receiver } from "./shop/selling-shop.ts";

/** What stands in front of several receivers, as in every deployment that is not stopped for a new version. */
export interface Balancer extends Receiver {
  /** Requests that were given to the next receiver, as one did not take them. */
  passedOn(): number;
  /** Requests that no receiver took. */
  failed(): number;
  close(): Promise<void>;
}

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Each twice: who was just stopped may be the next one's last hope. */
const ROUNDS = 2;

/** Gives each request to the receivers in turn; what one hangs up on, or refuses with 503, the next one gets. */
export async function startBalancer(receivers: readonly Receiver[]): Promise<Balancer> {
  const agent = new Agent({ keepAlive: true });
  let turn = 0;
  let passedOn = 0;
  let failed = 0;

  async function pass(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    const body = await buffer(incoming);
    const first = turn++;
    for (let next = first; next < first + receivers.length * ROUNDS; next += 1) {
      const receiver = receivers[next % receivers.length];
      const taken = receiver === undefined ? null : await ask(receiver, incoming, { body, agent });
      if (taken === null || taken.status === 503) {
        passedOn += 1;
        continue;
      }
      const { connection: _, "keep-alive": __, "transfer-encoding": ___, ...headers } = taken.headers;
      answer.writeHead(taken.status, headers).end(taken.body);
      return;
    }
    failed += 1;
    answer.writeHead(502).end();
  }

  const { url, close } = await listenOnLoopback(pass);
  return {
    name: "balancer",
    url,
    passedOn: () => passedOn,
    failed: () => failed,
    async close() {
      await close();
      agent.destroy();
    },
  };
}

/** Null where it did not come to an answer. */
function ask(
  receiver: Receiver,
  { method, url, headers }: IncomingMessage,
  { body, agent }: { body: Buffer; agent: Agent },
): Promise<Answer | null> {
  const { connection: _, ...own } = headers;
  return new Promise((resolve) => {
    const outgoing = request(new URL(url ?? "/", receiver.url), { method, headers: own, agent }, (response) => {
      buffer(response).then(
        (bytes) => resolve({ status: response.statusCode ?? 502, headers: response.headers, body: bytes }),
        () => resolve(null),
      );
    });
    outgoing.on("error", () => resolve(null));
    outgoing.end(body);
  });
}
