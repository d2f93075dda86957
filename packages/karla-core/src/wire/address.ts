import { z } from "zod";

const text = z.string().nullish();

const lines = {
  address_line_1: text,
  address_line_2: text,
  city: text,
  country: text,
  country_code: text,
  name: text,
  phone: text,
  province: text,
  province_code: text,
  street: text,
  company: text,
};

/** `AddressDTO`: what an order update may carry. */
export const address = z.strictObject({ ...lines, zip_code: text });

/** `AddressWithZipCodeDTO`: an order cannot be placed without a zip code. */
export const addressWithZip = z.strictObject({
  ...lines,
  zip_code: z.string().refine((zip) => zip.trim() !== "", "zip_code is empty"),
});

export type Address = z.output<typeof address>;
