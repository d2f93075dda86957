import { Agent, get, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { proxyQuery } from "@karla/sandbox/proxy-query";

/** What a customer types into the shop's tracking page. */
export interface Look {
  orderNumber: string;
  zipCode: string;
  /** The customer's network address. */
  address: string;
  /** As the theme block asks, which is answered with JSON. */
  asBlock?: boolean;
}

export interface Answer {
  status: number;
  /** All that can tell one answer from another: the status, the headers in their order but for the date, the body. */
  text: string;
  body: string;
  /** Nothing was looked up, because the core did not answer in time: the page asks to come again. */
  isAway: boolean;
  /** From the request to the last byte. */
  ms: number;
}

export interface StorefrontVisitor {
  visit(look: Look): Promise<Answer>;
  close(): void;
}

const PATH_PREFIX = "/apps/karla";

/** Asks the receiver as Shopify passes customers' requests on: signed, over connections that stay open. */
export function createStorefrontVisitor(setup: {
  receiverUrl: string;
  shop: string;
  secret: string;
  connections: number;
}): StorefrontVisitor {
  const { receiverUrl, shop, secret, connections } = setup;
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    async visit({ orderNumber, zipCode, address, asBlock = false }) {
      const asked = new URLSearchParams({ orderNumber, zipCode, ...(asBlock && { format: "json" }) });
      const query = proxyQuery(asked, { shop, secret, pathPrefix: PATH_PREFIX, customerId: null, now: Date.now() });
      // Shopify's own address follows the customer's.
      const headers = { "X-Forwarded-For": `${address}, 192.0.2.1` };
      const sentAt = performance.now();
      const response = await new Promise<IncomingMessage>((resolve, reject) => {
        get(`${receiverUrl}/proxy/track?${query}`, { agent, headers }, resolve).on("error", reject);
      });
      const bytes = await buffer(response);
      const ms = performance.now() - sentAt;
      const status = response.statusCode ?? 0;
      const body = bytes.toString("latin1");
      const isAway = status !== 429 && response.headers["retry-after"] === "60";
      return { status, body, isAway, text: `${status}\n${headersOf(response).join("\n")}\n\n${body}`, ms };
    },
    close: () => agent.destroy(),
  };
}

function headersOf({ rawHeaders }: IncomingMessage): string[] {
  const pairs = rawHeaders.flatMap((name, index) => (index % 2 === 0 ? [`${name}: ${rawHeaders[index + 1]}`] : []));
  return pairs.filter((pair) => !/^date:/i.test(pair));
}
