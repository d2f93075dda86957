import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { captured, capturedModule, golden, rawQueryOf } from "./captured.fixture.ts";
import { isSigned } from "./is-signed.ts";
import { sign } from "./sign.ts";
import { readQuery, readSignedQuery } from "./signed-query.ts";

const SECRET = "app-secret";
const verifies = (raw: string, signature: string | undefined, secret = SECRET) =>
  isSigned(readQuery(raw)?.spellings ?? [], signature, secret);
const moduleVerifies = (raw: string, secret: string) => {
  const read = readSignedQuery(raw);
  return read !== null && isSigned(read.query.spellings, read.signature, secret);
};

describe("as PHP and Guzzle make it", () => {
  test.each(golden.cases)("a registration from $shopUrl", ({ shopUrl, registration }) => {
    const raw = rawQueryOf(registration.url);
    expect(verifies(raw, registration["shopware-app-signature"], golden.appSecret)).toBe(true);
    expect(verifies(raw, registration["shopware-shop-signature"], golden.shopSecret)).toBe(true);
    expect(readQuery(raw)?.values.get("shop-url")).toBe(shopUrl);
  });

  test.each(golden.cases)("a registration URL with a query of its own, from $shopUrl", (each) => {
    const { url, "shopware-app-signature": signature } = each.registrationUrlWithOwnQuery;
    expect(verifies(rawQueryOf(url), signature, golden.appSecret)).toBe(true);
    expect(readQuery(rawQueryOf(url))?.values.get("env")).toBe("prod");
  });

  test.each(golden.cases)("the page in the administration of $shopUrl", ({ shopUrl, module }) => {
    expect(moduleVerifies(rawQueryOf(module.url), golden.shopSecret)).toBe(true);
    expect(moduleVerifies(rawQueryOf(module.url), golden.newShopSecret)).toBe(false);
    expect(readSignedQuery(rawQueryOf(module.url))?.query.values.get("shop-url")).toBe(shopUrl);
  });

  test.each(golden.cases)("after a proxy has encoded it anew, from $shopUrl", ({ shopUrl, registration }) => {
    const anew = new URLSearchParams([...(readQuery(rawQueryOf(registration.url))?.values ?? [])])
      .toString()
      .replaceAll("+", "%20");
    // A separator inside a value could be one between values: such a query counts as it was sent, or not at all.
    const unambiguous = !shopUrl.includes("&");
    expect(verifies(anew, registration["shopware-app-signature"], golden.appSecret)).toBe(unambiguous);
  });
});

describe("as a real shop sends it", () => {
  test.each(["install.1-register", "move-shop.1-register", "reinstall-apps.1-register"])("%s", (name) => {
    const { url, headers, secret } = captured(`lifecycle/${name}`);
    expect(verifies(rawQueryOf(url), headers["shopware-app-signature"], secret.app)).toBe(true);
    expect(readQuery(rawQueryOf(url))?.values.get("build")).toBe("probe");
  });

  test("the page in the administration", () => {
    const { url, secret } = capturedModule();
    expect(moduleVerifies(rawQueryOf(url), secret)).toBe(true);
  });

  test("the page, to whose signed address a newer administration has added the user's colour scheme", () => {
    const { url, secret } = capturedModule();
    const added = `${rawQueryOf(url)}&color-scheme=dark`;
    expect(moduleVerifies(added, secret)).toBe(true);
    expect(readSignedQuery(added)?.query).toEqual(readSignedQuery(rawQueryOf(url))?.query);
  });
});

describe("R11: a query that was changed after it was signed", () => {
  const raw = "shop-id=A&shop-url=https://shop.example.com&timestamp=1";
  const signature = sign(raw, SECRET);

  test.each([
    ["another order", "shop-url=https://shop.example.com&shop-id=A&timestamp=1"],
    ["the shop id twice", "shop-id=A&shop-id=B&shop-url=https://shop.example.com&timestamp=1"],
    ["a parameter more", `${raw}&more=1`],
    ["a parameter less", "shop-id=A&shop-url=https://shop.example.com"],
    ["broken percent-encoding", "shop-id=A&shop-url=%zz&timestamp=1"],
    ["half a percent-encoding", `${raw}%`],
    ["percent-encoding that is no UTF-8", "shop-id=%ff&shop-url=https://shop.example.com&timestamp=1"],
    ["two values melted into one", "shop-id=A%26shop-url%3Dhttps://shop.example.com&timestamp=1"],
    ["name and value melted", "shop-id%3DA=&shop-url=https://shop.example.com&timestamp=1"],
    ["nothing", ""],
    ["an empty part", `${raw}&`],
    ["a name without a value", `${raw}&more`],
  ])("%s is not verified", (_name, changed) => {
    expect(verifies(changed, signature)).toBe(false);
  });

  test("what is broken stays refused when it is rightly signed", () => {
    for (const broken of ["shop-id=A&shop-url=%zz&timestamp=1", "a=1&a=1", "a=1&%61=2"]) {
      expect(verifies(broken, sign(broken, SECRET))).toBe(false);
    }
  });

  test("a page: anything behind the signature, a second one, none, or one under another name", () => {
    const signed = `${raw}&shopware-shop-signature=${signature}`;
    expect(moduleVerifies(signed, SECRET)).toBe(true);
    for (const changed of [
      `${signed}&more=1`,
      `${signed}&shopware-shop-signature=${signature}`,
      raw,
      `shopware-shop-signature=${sign("", SECRET)}`,
      signed.replace("shopware-shop", "Shopware-shop"),
    ]) {
      expect(moduleVerifies(changed, SECRET)).toBe(false);
    }
  });

  test("no text makes it throw, and only the shop's own pairs are verified", () => {
    const text = fc.string({ unit: "binary", maxLength: 20 });
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.stringMatching(/^[a-z-]{1,8}$/), text), { selector: ([name]) => name }),
        text,
        (pairs, noise) => {
          readQuery(noise);
          readSignedQuery(noise);
          const sent = pairs.map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`).join("&");
          const read = readQuery(sent);
          if (pairs.length === 0) return read === null;
          // Whatever else may have been signed reads as the same pairs, or as nothing.
          for (const spelling of read?.spellings ?? []) {
            const again = readQuery(spelling);
            if (again !== null && spelling !== sent && !spelling.includes("%")) {
              expect([...again.values]).toEqual([...(read?.values ?? [])]);
            }
          }
          return read !== null && verifies(sent, sign(sent, SECRET));
        },
      ),
    );
  });
});
