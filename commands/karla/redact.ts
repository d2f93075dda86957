import type { Store } from "@karla/store/open-store";
import { isOrderOf } from "@karla/sync/concern-of";
import { type ErasureRequest, erasureEvent } from "@karla/sync/erasure-request";
import type { Platform, ShopId } from "@karla/sync/ids";
import { watchProgress } from "./watch-progress.ts";
import { lineOf, type Receipt } from "./write-receipts.ts";

const LOOK_MS = 500;
/** A worker that runs takes it up within a second, and waits for three. */
const PATIENCE_MS = 30_000;

export interface RedactCommand {
  platform: Platform;
  customer: string | undefined;
  email: string | undefined;
  order: string | undefined;
  all: boolean;
  /** Without it nothing happens, and it is said what would. */
  confirm: boolean;
  json: boolean;
  say: (line: string) => void;
  now: () => number;
  /** Names the request. */
  newKey: () => string;
}

/** What an operator can ask for by name. */
type Asked = Exclude<ErasureRequest, { kind: "restored" }>;
interface Stores extends Pick<Store, "inbox" | "receipts"> {
  erasures: Pick<Store["erasures"], "isInstalled" | "orders">;
}

/** Has the worker that runs erase a customer, an order or a shop, and waits for the receipt. 1: nobody took it up, or nothing was erased. */
export async function runRedact(stores: Stores, shopId: ShopId, command: RedactCommand): Promise<number> {
  const request = requestOf(command);
  if (!command.confirm) {
    command.say(await wordsFor(stores, shopId, request));
    command.say("Nothing was erased. --confirm erases it, for good.");
    return 0;
  }
  const { platform, say, now } = command;
  const event = erasureEvent({ shopId, platform, topic: "operator/redact", key: command.newKey(), request });
  await stores.inbox.accept([event]);
  const receipt = await watchProgress<Receipt>(
    async () => {
      const found = (await stores.receipts.list(shopId)).find((one) => one.request === event.laneKey);
      if (found === undefined) return {};
      return found.finishedAt === null ? { progress: `${found.orders} orders erased` } : { over: found };
    },
    { say, now, everyMs: LOOK_MS, patienceMs: PATIENCE_MS },
  );
  if (receipt === null) {
    say("It is asked for, and nobody goes on with it. Does the worker run?");
    return 1;
  }
  console.log(command.json ? JSON.stringify(receipt) : lineOf(receipt));
  return receipt.outcome === "erased" ? 0 : 1;
}

function requestOf({ customer, email, order, all }: RedactCommand): Asked {
  const isOfCustomer = customer !== undefined || email !== undefined;
  if ([isOfCustomer, order !== undefined, all].filter(Boolean).length !== 1) {
    throw new Error("Say what: --customer ID, --email ADDRESS (or both, of one customer), --order ID, or --all.");
  }
  if (all) return { kind: "shop", keptUntil: null };
  return {
    kind: "customer",
    customerIds: customer === undefined ? [] : [customer],
    email: email ?? null,
    orderIds: order === undefined ? [] : [order],
  };
}

async function wordsFor({ erasures }: Stores, shopId: ShopId, request: Asked): Promise<string> {
  if (request.kind === "shop") {
    return (await erasures.isInstalled(shopId))
      ? "The app is installed in this shop, as far as is known: as long as it is, nothing will be erased."
      : "All that is kept of this shop would be erased, and its keys.";
  }
  let orders = 0;
  for (let after: string | null = null, isFirst = true; isFirst || after !== null; isFirst = false) {
    const page = await erasures.orders(shopId, after);
    orders += page.items.filter((order) => isOrderOf(order, request)).length;
    after = page.after;
  }
  return `${orders} orders in the books would be erased, with all that is kept of them; and what is pending in the inbox.`;
}
