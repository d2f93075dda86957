import type { ShopId } from "../ids.ts";
import { createExporter, type ExporterDeps } from "./create-exporter.ts";
import type { DataExport } from "./data-export.ts";
import type { DataRequests } from "./data-requests.ts";
import type { Whose } from "./erasure-request.ts";
import { saidIn } from "./said-in.ts";

/** Where customers' requests for their data are answered: by the operator, and by the shop's merchant. */
export interface DataDesk {
  /** Whose data a request asks for; null where it is not open. */
  whoseOf(shopId: ShopId, request: string): Promise<Whose | null>;
  /** What is held of somebody. Opens all orders and stored bodies of the shop once, and changes nothing. */
  exportOf(shopId: ShopId, whose: Whose): Promise<DataExport>;
  /** Closes the request, with the numbers of what was exported for it. False where somebody else did so meanwhile. */
  answered(shopId: ShopId, request: string, exported: DataExport): Promise<boolean>;
  /** Ids of the orders that bear this number, two at most, whether or not it is given with its `#`. */
  ordersOf(shopId: ShopId, number: string): Promise<string[]>;
}

export interface DataDeskDeps extends Omit<ExporterDeps, "requests"> {
  dataRequests: DataRequests;
}

const REQUEST = /^[0-9a-f]{64}$/;

export function createDataDesk({ dataRequests, ...deps }: DataDeskDeps): DataDesk {
  return {
    async whoseOf(shopId, request) {
      if (!REQUEST.test(request)) return null;
      const event = await dataRequests.find(shopId, request);
      const said = event && saidIn(event, deps.normalise);
      return said?.outcome === "data_request" ? said.whose : null;
    },
    exportOf: createExporter({ ...deps, requests: dataRequests }),
    answered: (shopId, request, exported) => dataRequests.answer(shopId, request, countsOf(exported)),
    ordersOf: (shopId, number) => dataRequests.ordersNamed(shopId, [number, `#${number}`]),
  };
}

/** What an export comes to. `givenToCore`: of how many orders Karla has to be asked what its core holds. */
export function countsOf({ orders }: Pick<DataExport, "orders">): { orders: number; givenToCore: number } {
  return { orders: orders.length, givenToCore: orders.filter(({ core }) => core.given).length };
}
