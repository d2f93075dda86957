import { describe, expect, it } from "vitest";
import { defaultSettings, sampleAddress, sampleSnapshot } from "./sample-order.fixture.ts";
import { toAddress } from "./to-address.ts";

const full = sampleAddress({
  company: "Beispiel GmbH",
  line2: "Hinterhof",
  province: "Berlin",
  provinceCode: "BE",
  phone: "+49 30 1234",
});

describe("the address", () => {
  it("has every part that the shop knows", () => {
    expect(toAddress(sampleSnapshot({ shippingAddress: full }), defaultSettings)).toEqual({
      outcome: "address",
      address: {
        address_line_1: "Musterweg 1",
        address_line_2: "Hinterhof",
        street: "Musterweg 1, Hinterhof",
        city: "Berlin",
        country: "Germany",
        country_code: "DE",
        name: "Ada Beispiel",
        phone: "+49 30 1234",
        province: "Berlin",
        province_code: "BE",
        zip_code: "10115",
        company: "Beispiel GmbH",
      },
    });
  });

  it("is where the parcel goes, though the billing address comes first or is allowed", () => {
    const snapshot = sampleSnapshot({ shippingAddress: sampleAddress({ zip: "80331" }), billingAddress: full });
    const settings = { ...defaultSettings, fallBackToBillingAddress: true };
    expect(toAddress(snapshot, settings)).toMatchObject({ address: { zip_code: "80331" } });
    expect(toAddress({ ...snapshot, shippingAddress: null }, settings)).toMatchObject({
      address: { zip_code: "10115" },
    });
  });

  it.each([
    ["Musterweg 1", "Hinterhof", "Musterweg 1, Hinterhof"],
    ["Musterweg 1", null, "Musterweg 1"],
    ["Musterweg 1", " ", "Musterweg 1"],
    [null, "Hinterhof", "Hinterhof"],
  ])("joins the lines %j and %j to a street", (line1, line2, street) => {
    const shippingAddress = sampleAddress({ line1, line2 });
    expect(toAddress(sampleSnapshot({ shippingAddress }), defaultSettings)).toMatchObject({ address: { street } });
  });

  it("leaves out what is null or empty", () => {
    const nothing = { name: "", company: "", line1: "", line2: " ", city: null, country: "", countryCode: null };
    expect(toAddress(sampleSnapshot({ shippingAddress: sampleAddress(nothing) }), defaultSettings)).toEqual({
      outcome: "address",
      address: { zip_code: "10115" },
    });
  });

  it("takes the merchant's zip code only where the address has none", () => {
    const settings = { ...defaultSettings, zipCodeWhereMissing: "00000" };
    const zip = (zip: string | null) =>
      toAddress(sampleSnapshot({ shippingAddress: sampleAddress({ zip }) }), settings);
    expect(zip(null)).toMatchObject({ address: { zip_code: "00000" } });
    expect(zip("D-10 115")).toMatchObject({ address: { zip_code: "D-10 115" } });
  });
});
