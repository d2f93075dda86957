import type { InstalledApp } from "../app/app-manifest.ts";
import type { ShopwareOrder } from "../books/shopware-order.ts";
import type { Shelf } from "../catalogue/shelf.ts";
import { shelfEntities } from "../catalogue/shelf-entities.ts";
import type { Entity, EntityName } from "../entity/entity.ts";
import { orderEntity, type ShopView } from "../entity/order-entity.ts";
import { isList } from "../entity/project.ts";
import { hexId } from "../hex-id.ts";

/** What the Admin API looks into. */
export interface ShopState {
  /** By their ids in the shop. Deleted ones are not in it. */
  orders: ReadonlyMap<string, ShopwareOrder>;
  shelf: Shelf;
  app: InstalledApp | null;
  installedAt: number;
}

/** Everything of one kind, as this view shows it. */
export function entitiesOf(name: EntityName, state: ShopState, view: ShopView, cache: EntityCache): Iterable<Entity> {
  const orders = (): Entity[] => [...state.orders.values()].map((order) => cached(order, view, cache));
  switch (name) {
    case "order":
      return orders();
    case "order_delivery":
      return orders().flatMap((order) => linked(order, "deliveries"));
    case "order_delivery_position":
      return orders()
        .flatMap((order) => linked(order, "deliveries"))
        .flatMap((delivery) => linked(delivery, "positions"));
    case "order_line_item":
      return orders().flatMap((order) => linked(order, "lineItems"));
    case "order_address":
      return orders().flatMap((order) => linked(order, "addresses").map((address) => withOrder(address, order)));
    case "order_customer":
      return orders().flatMap((order) => linked(order, "orderCustomer"));
    case "order_transaction":
      return orders().flatMap((order) => linked(order, "transactions"));
    case "customer":
      return unique(
        orders()
          .flatMap((order) => linked(order, "orderCustomer"))
          .flatMap((each) => linked(each, "customer")),
      );
    case "product":
      return shelfEntities(state.shelf, view);
    case "webhook":
      return webhooksOf(state);
    default:
      return view.entities.all(name);
  }
}

/** Entities of orders that did not change since somebody asked. */
export type EntityCache = WeakMap<ShopwareOrder, Entity>;

function cached(order: ShopwareOrder, view: ShopView, cache: EntityCache): Entity {
  const entity = cache.get(order) ?? orderEntity(order, view);
  cache.set(order, entity);
  return entity;
}

function linked(entity: Entity, name: string): readonly Entity[] {
  const found = entity.links[name]?.() ?? null;
  if (found === null) return [];
  return isList(found) ? found : [found];
}

function withOrder(address: Entity, order: Entity): Entity {
  return { ...address, links: { ...address.links, order: () => order } };
}

function unique(entities: readonly Entity[]): Entity[] {
  return [...new Map(entities.map((entity) => [entity.id, entity])).values()];
}

function webhooksOf({ app, installedAt }: ShopState): Entity[] {
  if (app === null) return [];
  const appEntity: Entity = {
    name: "app",
    id: hexId("app", app.manifest.name),
    versionId: null,
    createdAt: installedAt,
    updatedAt: null,
    translated: null,
    fields: { name: app.manifest.name, version: app.manifest.version, active: app.active },
    links: {},
  };
  return app.webhooks.map(({ id, name, event, url, onlyLiveVersion, active, errorCount }) => ({
    name: "webhook",
    id,
    versionId: null,
    createdAt: installedAt,
    updatedAt: null,
    translated: null,
    fields: { name, eventName: event, url, onlyLiveVersion, appId: appEntity.id, active, errorCount },
    links: { app: () => appEntity },
  }));
}

/** Whether this is an id at all. */
export function isHexId(text: unknown): text is string {
  return typeof text === "string" && /^[0-9a-f]{32}$/.test(text);
}
