import { KNOWN_EVENTS, SILENT_EVENT } from "@karla/tracking/known-events";
import { expect, test } from "vitest";
import { CATALOGUE } from "../events/catalogue.ts";

test("the tracking page has words for every event of a parcel, but for the one that says nothing of it", () => {
  const ofParcels = [...CATALOGUE].flatMap(([name, { source }]) => (source === "shipments" ? [name] : []));
  expect([...KNOWN_EVENTS, SILENT_EVENT]).toEqual(expect.arrayContaining(ofParcels));
});
