import { expect, test } from "vitest";
import { isOwnAddress } from "./is-own-address.ts";

const OWN = "https://app.example";

test.each(["/", "/app?a=//b", "/app/connection", `${OWN}/`, `${OWN}/app?shop=tea.myshopify.com#x`, "/%09/evil.com"])(
  "%j stays with the app",
  (text) => expect(isOwnAddress(text, OWN)).toBe(true),
);

test.each([
  "",
  "app",
  ".",
  OWN,
  "https://app.example:444/",
  "http://app.example/",
  "HTTPS://evil.com",
  " /app",
  "/\u0000",
])("%j is none of ours", (text) => expect(isOwnAddress(text, OWN)).toBe(false));
