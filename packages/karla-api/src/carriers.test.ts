import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { carrierReferenceOf } from "./carriers.ts";
import { CARRIERS } from "./contract.ts";

describe("carrierReferenceOf", () => {
  it.each([
    ["DHL", "dhl"],
    ["DHL Paket", "dhl"],
    ["DHL Express", "dhlexp"],
    ["Deutsche Post", "depost"],
    ["Deutsche Post (DE)", null],
    ["dpd", "dpd"],
    ["DPD UK", "dpduk"],
    ["GLS", "gls"],
    ["Österreichische Post", "postat"],
    ["OESTERREICHISCHE POST", "postat"],
    ["fed ex", "fedex"],
    ["FedEx", "fedex"],
    ["UPS®", "ups"],
    ["PARCEL.ONE", "parcelone"],
    ["Hermes", null],
    ["TNT", null],
    ["Other", null],
    ["", null],
    [null, null],
  ])("%j is %j", (name, code) => {
    expect(carrierReferenceOf(name)).toBe(code);
  });

  it("gives a code of the contract or null, whatever the name", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (name) => {
        const code = carrierReferenceOf(name);
        expect(code === null || CARRIERS.includes(code)).toBe(true);
      }),
    );
  });
});
