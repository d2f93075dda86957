import { emailOf } from "@karla/sync/json-fields";
import { expect, test } from "vitest";
import { snapshotOf } from "../../test/fixtures/shopify/normalised.ts";
import { orderBody } from "../../test/fixtures/shopify/order-body.ts";

test.each([
  "ada@example.com",
  "ADA@EXAMPLE.COM",
  "ada+tag@exämple.com",
  "o'neil@example.com",
  `${"a".repeat(242)}@example.com`,
])("%s stays as written", (email) => {
  expect(emailOf(email)).toBe(email);
  expect(emailOf(` ${email}\n`)).toBe(email);
});

test.each([
  "ada@example.com\r\nBcc: eve@example.com",
  "ada@example.com\nbcc:eve@example.com",
  "ada@example.com, eve@example.com",
  "ada@example.com;eve@example.com",
  "Ada <ada@example.com>",
  "ada\t@example.com",
  "ada@example.com\u2028x",
  "ada@example.com\u0085x",
  "ada",
  "@example.com",
  "ada@",
  `${"a".repeat(243)}@example.com`,
  "",
  null,
  undefined,
  true,
  ["ada@example.com"],
])("%j is none", (email) => {
  expect(emailOf(email)).toBeNull();
});

test("an order without a usable address takes the next one, and is an order without any", () => {
  const broken = "ada@example.com\r\nBcc: eve@example.com";
  expect(snapshotOf(orderBody({ email: broken, contact_email: "ada@example.com" })).email).toBe("ada@example.com");
  const snapshot = snapshotOf(orderBody({ email: broken, contact_email: broken, customer: { id: 1, email: broken } }));
  expect([snapshot.email, snapshot.customer?.email]).toEqual([null, null]);
});
