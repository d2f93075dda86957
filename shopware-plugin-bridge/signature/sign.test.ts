import { describe, expect, test } from "vitest";
import { captured, capturedEvents, golden, published } from "./captured.fixture.ts";
import { isSigned } from "./is-signed.ts";
import { proofOf } from "./proof-of.ts";
import { sign } from "./sign.ts";

describe("as others have published it", () => {
  test.each(published.hmacSha256Hex)("$kind: $message", ({ message, secret, expected }) => {
    expect(sign(message, secret)).toBe(expected);
    expect(isSigned([message], expected, secret)).toBe(true);
  });

  test("a storefront token is signed with the same function", () => {
    const [header, payload, signature = ""] = published.jwt.token.split(".");
    const hex = Buffer.from(signature, "base64url").toString("hex");
    expect(sign(`${header}.${payload}`, published.jwt.secret)).toBe(hex);
  });

  test("the proof is over shop id, URL as received and app name", () => {
    const { message, secret, expected } = { ...published.hmacSha256Hex.find(({ kind }) => kind.startsWith("proof")) };
    expect(message).toBe("testtest.detest");
    expect(proofOf({ shopId: "test", shopUrl: "test.de", appName: "test" }, secret ?? "")).toBe(expected);
  });
});

describe("as PHP and Guzzle make it", () => {
  const cases = golden.cases.map((each, index) => ({ ...each, shopId: `Shop${index}` }));

  test.each(cases)("the proof for $shopUrl", ({ shopId, shopUrl, registration }) => {
    expect(proofOf({ shopId, shopUrl, appName: golden.appName }, golden.appSecret)).toBe(registration.proof);
  });

  test.each(cases)("the confirmation of $shopUrl, with the new secret and the one before", ({ confirmation }) => {
    const { body, ...signatures } = confirmation;
    expect(isSigned([body], signatures["shopware-shop-signature"], golden.newShopSecret)).toBe(true);
    expect(isSigned([body], signatures["shopware-shop-signature-previous"], golden.shopSecret)).toBe(true);
    expect(isSigned([body], signatures["shopware-shop-signature"], golden.shopSecret)).toBe(false);
  });

  test("a webhook, over its escaped slashes", () => {
    const { body, "shopware-shop-signature": signature } = golden.webhook;
    expect(isSigned([Buffer.from(body)], signature, golden.shopSecret)).toBe(true);
    expect(isSigned([JSON.stringify(JSON.parse(body))], signature, golden.shopSecret)).toBe(false);
  });
});

test.each(capturedEvents)("a real shop's %s is signed over its bytes", (event) => {
  const { headers, body, secret } = captured(`webhooks/${event}`);
  expect(isSigned([Buffer.from(body)], headers["shopware-shop-signature"], secret.shop ?? "")).toBe(true);
  expect(isSigned([Buffer.from(`${body} `)], headers["shopware-shop-signature"], secret.shop ?? "")).toBe(false);
});

test("there is a captured request for each of fourteen events", () => {
  expect(capturedEvents).toHaveLength(14);
});

test("the call of an action button is signed over its bytes", () => {
  const { headers, body, secret } = captured("module/action-button");
  expect(isSigned([body], headers["shopware-shop-signature"], secret.shop ?? "")).toBe(true);
});

describe("no signature of a shop", () => {
  const right = sign("body", "secret");
  test.each([
    ["none", undefined],
    ["an empty one", ""],
    ["upper-case hex", right.toUpperCase()],
    ["base64", Buffer.from(right, "hex").toString("base64")],
    ["62 digits", right.slice(2)],
    ["66 digits", `${right}00`],
    ["two, joined as headers are", `${right}, ${right}`],
    ["a space before it", ` ${right}`],
    ["a line break after it", `${right}\n`],
    ["characters of several bytes", "é".repeat(64)],
    ["the one of another body", sign("Body", "secret")],
    ["the one of another secret", sign("body", "Secret")],
  ])("%s", (_name, signature) => {
    expect(isSigned(["body"], signature, "secret")).toBe(false);
  });

  test("an empty secret verifies nothing, not even what is signed with it", () => {
    expect(isSigned(["body"], sign("body", ""), "")).toBe(false);
  });

  test("no message, nothing signed", () => {
    expect(isSigned([], right, "secret")).toBe(false);
  });
});
