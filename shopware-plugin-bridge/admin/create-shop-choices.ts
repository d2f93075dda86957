import type { ChannelChoice, ChannelKind, NotRead, StateChoice } from "@karla/merchant-ui/settings-data";
import type { ShopChoices } from "@karla/runtime/shop-choices";
import type { ShopId } from "@karla/sync/ids";
import { objectOf, textOf } from "@karla/sync/json-fields";
import type { JsonObject } from "@karla/sync/read-json";
import { translatedOf } from "../order/json-fields.ts";
import { languageIdOf } from "./language-id-of.ts";
import { clientOfShop, type ShopClientDeps } from "./shop-client.ts";
import { ShopError } from "./shop-error.ts";

/** As much as every version of Shopware answers at once. */
const PAGE = 100;
const MOST_PAGES = 5;
const ORDER_MACHINE = "order.state";
const DELIVERY_MACHINE = "order_delivery.state";
/** The states of every shop, in the order in which they come. */
const ORDER_STATES = ["open", "in_progress", "completed", "cancelled"];
const DELIVERY_STATES = ["open", "shipped_partially", "shipped", "returned_partially", "returned", "cancelled"];

const STATE_CRITERIA = {
  filter: [{ type: "equalsAny", field: "stateMachine.technicalName", value: [ORDER_MACHINE, DELIVERY_MACHINE] }],
  sort: [{ field: "technicalName", order: "ASC" }],
  associations: { stateMachine: {} },
  includes: {
    state_machine_state: ["technicalName", "name", "translated", "stateMachine"],
    state_machine: ["technicalName"],
  },
};

/** By Shopware's constants (`Defaults.php`): a name of a type would need a permission of its own. */
const KINDS: ReadonlyMap<string, ChannelKind> = new Map([
  ["8a243080f92e4c719546314b577cf82b", "storefront"],
  ["f183ee5650cf4bdb8a774337575067a6", "headless"],
  ["5e29f9890c4d4d519a1c7f9d5c24b7c1", "agent"],
]);
/** Lists products for others; nothing is ordered there. */
const PRODUCT_COMPARISON = "ed535e5722134ac1aa6524f73e26881b";

const CHANNEL_CRITERIA = {
  filter: [{ type: "not", operator: "and", queries: [{ type: "equals", field: "typeId", value: PRODUCT_COMPARISON }] }],
  sort: [{ field: "createdAt", order: "ASC" }],
  includes: { sales_channel: ["id", "name", "translated", "typeId"] },
};

/** The states of orders and deliveries, and the sales channels, as the shop has and calls them. */
export function createShopChoices(deps: ShopClientDeps): ShopChoices {
  async function search(shopId: ShopId, entity: string, criteria: object, language: string): Promise<JsonObject[]> {
    const client = await clientOfShop(deps, shopId);
    const languageId = await languageIdOf(client, language);
    const all: JsonObject[] = [];
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const { entities } = await client.search(entity, { ...criteria, limit: PAGE, page }, languageId);
      all.push(...entities);
      if (entities.length < PAGE) break;
    }
    return all;
  }

  return {
    async states(shopId, language) {
      const found = await unlessNotRead(search(shopId, "state-machine-state", STATE_CRITERIA, language));
      const read = found.outcome === "read" ? found.entities : [];
      return {
        orders: statesOf(read, ORDER_MACHINE, ORDER_STATES),
        deliveries: statesOf(read, DELIVERY_MACHINE, DELIVERY_STATES),
        notRead: found.outcome === "read" ? null : found.notRead,
      };
    },
    async channels(shopId, language) {
      const found = await unlessNotRead(search(shopId, "sales-channel", CHANNEL_CRITERIA, language));
      return found.outcome === "read"
        ? { channels: found.entities.flatMap(channelIn), notRead: null }
        : { channels: [], notRead: found.notRead };
    },
  };
}

type Read = { outcome: "read"; entities: JsonObject[] } | { outcome: "not_read"; notRead: NotRead };

async function unlessNotRead(search: Promise<JsonObject[]>): Promise<Read> {
  try {
    return { outcome: "read", entities: await search };
  } catch (error) {
    if (!(error instanceof ShopError)) throw error;
    const { permission } = error;
    const notRead: NotRead = permission === null ? { why: "unreachable" } : { why: "permission_missing", permission };
    return { outcome: "not_read", notRead };
  }
}

/** What every shop has comes first, what this one has besides after it. */
function statesOf(entities: readonly JsonObject[], machine: string, ofEveryShop: readonly string[]): StateChoice[] {
  const names = new Map(ofEveryShop.map((state): [string, string | null] => [state, null]));
  for (const entity of entities) {
    const state = textOf(entity.technicalName);
    if (state === null || textOf(objectOf(entity.stateMachine)?.technicalName) !== machine) continue;
    names.set(state, translatedOf(entity, "name"));
  }
  return [...names].map(([state, name]) => ({ state, name }));
}

function channelIn(entity: JsonObject): ChannelChoice[] {
  const id = textOf(entity.id);
  const kind = KINDS.get(textOf(entity.typeId) ?? "") ?? "other";
  return id === null ? [] : [{ id, name: translatedOf(entity, "name"), kind }];
}
