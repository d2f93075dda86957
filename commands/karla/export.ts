import { writeFile } from "node:fs/promises";
import type { Store } from "@karla/store/open-store";
import { countsOf, createDataDesk, type DataDesk, type DataDeskDeps } from "@karla/sync/data-desk";
import { dataExportAsJson } from "@karla/sync/data-export";
import type { Whose } from "@karla/sync/erasure-request";
import type { ShopId } from "@karla/sync/ids";

export interface ExportCommand {
  customer: string | undefined;
  email: string | undefined;
  order: string | undefined;
  /** A request that the shop passed on, as `receipts` names it. */
  request: string | undefined;
  /** The customer has the answer: the request is closed, and what it said is taken away. */
  answered: boolean;
  file: string | undefined;
  normalise: DataDeskDeps["normalise"];
  clock: DataDeskDeps["clock"];
  keptFor: DataDeskDeps["keptFor"];
  say: (line: string) => void;
}

type Stores = Pick<Store, "dataRequests" | "histories"> & { erasures: DataDeskDeps["erasures"] };

/** Writes what is held of a customer as JSON, into a file or to standard output. 1: there is no such open request. */
export async function runExport(stores: Stores, shopId: ShopId, command: ExportCommand): Promise<number> {
  const { request, answered, file, normalise, clock, keptFor, say } = command;
  if (answered && request === undefined) throw new Error("--answered closes a request: say which, --request KEY.");
  const desk = createDataDesk({ ...stores, normalise, clock, keptFor });
  const whose = await whoseOf(desk, shopId, command);
  if (whose === null) {
    say("No such request is open: it was answered, or the customer was erased. `karla -- receipts` lists them.");
    return 1;
  }
  const exported = await desk.exportOf(shopId, whose);
  const text = dataExportAsJson(exported);
  if (file === undefined) process.stdout.write(text);
  else await writeFile(file, text, { mode: 0o600 });
  const { messages, said, saidUnusable } = exported.keptDays;
  say(
    `That a message came is known for ${messages} days, and what it said for ${said}, or ${saidUnusable} where it could not be used.`,
  );
  const { orders, givenToCore } = countsOf(exported);
  say(`${orders} orders written. Karla's core was given ${givenToCore} of them.`);
  if (request === undefined) return 0;
  if (!answered) {
    say("The request stays open until --answered says that the customer has the answer.");
    return 0;
  }
  const isClosed = await desk.answered(shopId, request, exported);
  say(isClosed ? "The request is closed." : "The request was closed by somebody else meanwhile.");
  return isClosed ? 0 : 1;
}

async function whoseOf(
  desk: DataDesk,
  shopId: ShopId,
  { customer, email, order, request }: ExportCommand,
): Promise<Whose | null> {
  const isNamed = customer !== undefined || email !== undefined || order !== undefined;
  if (isNamed === (request !== undefined)) {
    throw new Error(
      "Say whose: --customer ID, --email ADDRESS, --order ID (or several, of one customer), or --request KEY.",
    );
  }
  if (request !== undefined) return desk.whoseOf(shopId, request);
  return { customerIds: [customer ?? []].flat(), email: email ?? null, orderIds: [order ?? []].flat() };
}
