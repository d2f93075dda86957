import {
  AddressWithZip,
  CARRIERS,
  OrderAnalytics,
  OrderDiscount,
  OrderPlacement,
  OrderTracking,
  OrderUpsert,
  Product,
} from "@karla/api/contract";
import { TARGETS } from "@karla/api/targets";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryUpsert } from "./arbitrary-upsert.ts";
import { contractDocument, type Schema } from "./contract-document.ts";
import { validateRequest } from "./contract-validator.ts";

const { schemas } = contractDocument().components;
const keysOf = (name: string) => Object.keys(schemas[name]?.properties ?? {}).sort();
const validate = (body: unknown) => validateRequest("PUT", "/shops/{slug}/orders", body);

/** What is on the wire. */
const sent = (upsert: unknown): unknown => JSON.parse(JSON.stringify(upsert));

/** Paths of all objects and leaves below `value`. */
function placesIn(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  const children = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return [
    path,
    ...children.flatMap(([key, child]) => placesIn(child, [...path, Array.isArray(value) ? Number(key) : key])),
  ];
}

function at(value: unknown, path: (string | number)[]): unknown {
  return path.reduce<unknown>((node, key) => (node as Record<string | number, unknown>)[key], value);
}

function withValueAt(value: unknown, path: (string | number)[], next: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return next;
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) };
  return Object.assign(copy, { [key]: withValueAt(at(value, [key]), rest, next) });
}

function bothRefuse(body: unknown): void {
  expect(OrderUpsert.safeParse(body).success).toBe(false);
  expect(validate(body).outcome).toBe("invalid");
}

describe("our request schema and the contract", () => {
  it("agree on every upsert that ours accepts, alone and in bulk", () => {
    fc.assert(
      fc.property(arbitraryUpsert, (upsert) => {
        expect(OrderUpsert.safeParse(upsert).error).toBeUndefined();
        expect(OrderUpsert.safeParse(sent(upsert)).error).toBeUndefined();
        expect(validate(sent(upsert))).toEqual({ outcome: "valid" });
        expect(validateRequest("PUT", "/v1/shops/example/orders/bulk", [sent(upsert)])).toEqual({ outcome: "valid" });
      }),
    );
  });

  it("both refuse an unknown key anywhere", () => {
    fc.assert(
      fc.property(arbitraryUpsert, fc.nat(), fc.constantFrom("surprise", "Id", "cancelled_at"), (upsert, pick, key) => {
        const body = sent(upsert);
        const objects = placesIn(body).filter((path) => {
          const node = at(body, path);
          return typeof node === "object" && !Array.isArray(node);
        });
        const path = objects[pick % objects.length] ?? [];
        bothRefuse(withValueAt(body, [...path, key], "x"));
      }),
    );
  });

  it("both refuse a value of the wrong type anywhere", () => {
    fc.assert(
      fc.property(arbitraryUpsert, fc.nat(), (upsert, pick) => {
        const body = sent(upsert);
        const places = placesIn(body);
        bothRefuse(withValueAt(body, places[pick % places.length] ?? [], true));
      }),
    );
  });

  it("both refuse an address without a zip code", () => {
    fc.assert(
      fc.property(
        arbitraryUpsert.filter(({ order }) => order !== undefined),
        (upsert) => bothRefuse(withValueAt(sent(upsert), ["order", "address", "zip_code"], undefined)),
      ),
    );
  });

  it("both refuse an instant that is no date-time", () => {
    for (const instant of ["", "2026-03-01", "2026-03-01T12:00Z", "2026-02-30T12:00:00Z", "2026-03-01T12:00:00"]) {
      bothRefuse({
        id: "1",
        id_type: "external_id",
        trackings: [{ tracking_number: "T1", tracking_placed_at: instant }],
      });
    }
  });

  it("know the same fields", () => {
    const known = (shape: { shape: object }) => Object.keys(shape.shape).sort();
    expect(known(OrderPlacement)).toEqual(keysOf("OrderPlacementDTO"));
    expect(known(OrderTracking)).toEqual(keysOf("OrderTrackingDTO"));
    expect(known(Product)).toEqual(keysOf("ProductDTO"));
    expect(known(AddressWithZip)).toEqual(keysOf("AddressWithZipCodeDTO"));
    expect(known(OrderAnalytics)).toEqual(keysOf("OrderAnalytics"));
    expect(known(OrderDiscount)).toEqual(keysOf("OrderDiscountDTO"));
    // The envelope's own order_analytics is left out on purpose, see the schema.
    expect([...known(OrderUpsert), "order_analytics"].sort()).toEqual(keysOf("OrderFulfillmentDTO"));
  });

  it("know the same carriers", () => {
    expect(CARRIERS).toEqual(schemas.CarrierEnum?.enum);
  });
});

describe("the list of targets", () => {
  const places = [
    ["order.", "OrderPlacementDTO"],
    ["order.address.", "AddressWithZipCodeDTO"],
    ["order.order_analytics.", "OrderAnalytics"],
    ["order.products[].", "ProductDTO"],
    ["trackings[].", "OrderTrackingDTO"],
  ] as const;

  it("names every field of the contract once, and no other", () => {
    const inContract = places.flatMap(([prefix, name]) => keysOf(name).map((key) => prefix + key));
    expect(TARGETS.map(({ path }) => path).sort()).toEqual(inContract.sort());
  });

  it("protects what says which order, product or parcel it is", () => {
    expect(TARGETS.filter((target) => target.protected).map(({ path }) => path)).toEqual([
      "order.order_number",
      "order.external_id",
      "order.address.zip_code",
      "order.products[].shipment_id",
      "order.products[].product_id",
      "order.products[].variant_id",
      "trackings[].tracking_number",
      "trackings[].external_shipment_id",
    ]);
  });

  it("has the types of the contract", () => {
    const kinds: Record<string, string> = { string: "text", number: "amount", integer: "integer", array: "list" };
    const kindOf = ({ $ref, type, format }: Schema) => {
      const base = [type].flat().find((name) => name !== "null" && name !== undefined);
      if (format === "date-time") return "instant";
      return base === undefined ? ($ref?.endsWith("Enum") ? "text" : "object") : kinds[base];
    };
    const inContract = places.flatMap(([prefix, name]) =>
      Object.entries(schemas[name]?.properties ?? {}).map(([key, schema]) => `${prefix}${key}: ${kindOf(schema)}`),
    );
    expect(TARGETS.map(({ path, type }) => `${path}: ${type}`).sort()).toEqual(inContract.sort());
  });
});
