import { writeFile } from "node:fs/promises";
import type { Store } from "@karla/store/open-store";
import type { Whose } from "@karla/sync/erasure-request";
import { createExporter, type ExporterDeps } from "@karla/sync/exporter";
import type { ShopId } from "@karla/sync/ids";
import { saidIn } from "@karla/sync/said-in";

export interface ExportCommand {
  customer: string | undefined;
  email: string | undefined;
  order: string | undefined;
  /** A request that the shop passed on, as `receipts` names it. */
  request: string | undefined;
  /** The customer has the answer: the request is closed, and what it said is taken away. */
  answered: boolean;
  file: string | undefined;
  normalise: ExporterDeps["normalise"];
  clock: ExporterDeps["clock"];
  say: (line: string) => void;
}

type Stores = Pick<Store, "dataRequests" | "histories"> & { erasures: ExporterDeps["erasures"] };

/** Writes what is held of a customer as JSON, into a file or to standard output. 1: there is no such open request. */
export async function runExport(stores: Stores, shopId: ShopId, command: ExportCommand): Promise<number> {
  const { request, answered, file, say } = command;
  if (answered && request === undefined) throw new Error("--answered closes a request: say which, --request KEY.");
  const whose = await whoseOf(stores, shopId, command);
  if (whose === null) {
    say("No such request is open: it was answered, or the customer was erased. `karla -- receipts` lists them.");
    return 1;
  }
  const { dataRequests, erasures, histories } = stores;
  const { normalise, clock } = command;
  const exported = await createExporter({ erasures, requests: dataRequests, histories, normalise, clock })(
    shopId,
    whose,
  );
  const text = JSON.stringify(exported, null, 2);
  if (file === undefined) console.log(text);
  else await writeFile(file, `${text}\n`, { mode: 0o600 });
  const givenToCore = exported.orders.filter(({ core }) => core.given).length;
  say(`${exported.orders.length} orders written. Karla's core was given ${givenToCore} of them.`);
  if (request === undefined) return 0;
  if (!answered) {
    say("The request stays open until --answered says that the customer has the answer.");
    return 0;
  }
  const isClosed = await dataRequests.answer(shopId, request, { orders: exported.orders.length, givenToCore });
  say(isClosed ? "The request is closed." : "The request was closed by somebody else meanwhile.");
  return isClosed ? 0 : 1;
}

async function whoseOf(
  { dataRequests }: Stores,
  shopId: ShopId,
  { customer, email, order, request, normalise }: ExportCommand,
): Promise<Whose | null> {
  const isNamed = customer !== undefined || email !== undefined || order !== undefined;
  if (isNamed === (request !== undefined)) {
    throw new Error(
      "Say whose: --customer ID, --email ADDRESS, --order ID (or several, of one customer), or --request KEY.",
    );
  }
  if (request === undefined) {
    return { customerIds: [customer ?? []].flat(), email: email ?? null, orderIds: [order ?? []].flat() };
  }
  if (!/^[0-9a-f]{64}$/.test(request)) return null;
  const event = await dataRequests.find(shopId, request);
  const said = event && saidIn(event, normalise);
  return said?.outcome === "data_request" ? said.whose : null;
}
