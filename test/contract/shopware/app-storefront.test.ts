import { describe, expect, test } from "vitest";
import { filledApp, textOf } from "./filled-app.ts";

/** Tags, expressions and white space in a form that does not depend on where lines break; comments left out. */
const plain = (twig: string) =>
  twig
    .replace(/\{#[\s\S]*?#\}/g, "")
    .replace(/\s+/g, " ")
    .trim();

const script = plain(textOf("Resources/scripts/storefront-karla-tracking/karla-tracking.twig"));
const views = filledApp()
  .filter(({ path }) => path.startsWith("Resources/views/"))
  .map(({ path, bytes }) => [path, plain(bytes.toString("utf8"))] as const);

describe("the script of the tracking page", () => {
  test("looks for an order by a whole deepLinkCode alone", () => {
    const guard = "{% if code is not iterable and code matches '/^[A-Za-z0-9_-]{32}$/D' %}";
    expect(script.split("services.repository.search(")).toHaveLength(2);
    expect(script.indexOf("services.repository.search(")).toBeGreaterThan(script.indexOf(guard));
    expect(script).toContain(guard);
    expect(script).toContain("{ type: 'equals', field: 'deepLinkCode', value: code }");
    expect(script).toContain("{% if order and order.deepLinkCode is same as(code) %}");
    expect(script).not.toContain("orderNumber");
  });

  test("hands out the order to its customer, or to a guest with e-mail address and zip code, and never else", () => {
    const assignments = [...script.matchAll(/(\{% (?:else)?if [^%]*%\})? ?\{% set shownOrder = (\w+) %\}/g)];
    expect(assignments.map(([, , value]) => value)).toEqual(["null", "order", "order"]);
    const [, forCustomer, forGuest] = assignments.map(([, condition]) => condition);
    expect(forCustomer).toBe("{% if visitor and buyer and visitor.id is same as(buyer.customerId) %}");
    expect(forGuest).toBe(
      "{% elseif buyer and buyer.customer and buyer.customer.guest and order.billingAddress " +
        "and email is not iterable and email|trim is not empty and zipcode is not iterable and zipcode|trim is not empty " +
        "and email|trim|lower is same as(buyer.email|lower) " +
        "and zipcode|trim|upper is same as(order.billingAddress.zipcode|default('')|upper) " +
        "and (date(order.createdAt) > date('-30 days') " +
        "or (order.updatedAt and date(order.updatedAt) > date('-30 days'))) %}",
    );
  });

  test("passes nothing of an order on but the one that may be shown", () => {
    const rendered = /services\.response\.render\((.*?)\) %\}/.exec(script)?.[1] ?? "";
    expect([...rendered.matchAll(/(\w+): ([^,}]*)/g)].map(([, key, value]) => [key, value?.trim()])).toEqual([
      ["page", "hook.page"],
      ["karlaOrder", "shownOrder"],
      ["karlaDeepLinkCode", "code is iterable ? '' : code"],
      ["karlaRefused", "shownOrder is null and email is not empty"],
    ]);
    expect(script).not.toContain("addExtension");
  });

  test("takes e-mail address and zip code from the form, never from the address, which ends up in logs", () => {
    expect([...script.matchAll(/hook\.query\.\w+/g)].map(([field]) => field)).toEqual(["hook.query.deepLinkCode"]);
    expect([...script.matchAll(/hook\.request\.\w+/g)].map(([field]) => field)).toEqual([
      "hook.request.email",
      "hook.request.zipcode",
    ]);
  });

  test("keeps its answer out of every cache and out of search engines", () => {
    expect(script.endsWith("{% do response.cache.disable() %} {% do hook.setResponse(response) %}")).toBe(true);
    expect(script).toContain("setRobots('noindex,nofollow')");
  });
});

describe("the templates of the storefront", () => {
  test("are these three, and the two of the account keep what the shop prints", () => {
    expect(views.map(([path]) => path.replace("Resources/views/storefront/page/", ""))).toEqual([
      "account/order-history/order-detail.html.twig",
      "account/order-history/order-item.html.twig",
      "karla-tracking/index.html.twig",
    ]);
    for (const [path, twig] of views.filter(([path]) => path.includes("/account/"))) {
      expect(twig, path).toContain("{{ parent() }}");
    }
  });

  test("of the account link to an order only by its deepLinkCode", () => {
    for (const [path, twig] of views.filter(([path]) => path.includes("/account/"))) {
      expect(twig.indexOf("<a "), path).toBeGreaterThan(twig.indexOf("{% if order.deepLinkCode and "));
      expect(twig, path).toContain("{% if order.deepLinkCode and ");
    }
  });

  test("print an order on the tracking page only where the script has given one", () => {
    const page = views.find(([path]) => path.includes("karla-tracking"))?.[1] ?? "";
    const order = /\{% block page_karla_tracking_order %\}(.*?)\{% endblock %\}/.exec(page)?.[1]?.trim() ?? "";
    expect(order.startsWith("{% if karlaOrder %}") && order.endsWith("{% endif %}")).toBe(true);
    const elsewhere = page.replace(order, "");
    expect([...elsewhere.matchAll(/karlaOrder[.\w]*/g)].map(([use]) => use)).toEqual(["karlaOrder"]);
    expect(page).not.toMatch(/\bhook\.|\bservices\b|\{\{ order\./);
  });

  test.each(views)("%s: escape all that they print, and link to Karla by https alone", (_, twig) => {
    expect(twig).not.toMatch(/\|\s*raw|autoescape/);
    for (const [before] of twig.matchAll(/.*?href="\{\{ trackpageUrl \}\}"/g)) {
      expect(before).toMatch(/\{% if [^%]*trackpageUrl starts with 'https:\/\/' %\}(?!.*\{% endif %\})/);
    }
  });

  test.each(views)("%s: tell the carrier and Karla nothing of the page that they are linked from", (_, twig) => {
    const outward = [...twig.matchAll(/<a [^>]*target="_blank"[^>]*>/g)].map(([tag]) => tag);
    expect(outward.filter((tag) => !tag.includes('rel="noopener noreferrer"'))).toEqual([]);
  });
});
