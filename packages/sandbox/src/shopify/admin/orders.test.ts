import { describe, expect, it } from "vitest";
import { orderBody } from "../body/write-order.ts";
import type { Kind } from "../kinds.ts";
import { SHOP, testAdmin } from "./admin.fixture.ts";

const { askRested: ask, entries } = testAdmin({ orders: 110 });
const gidOf = (id: string): string => `gid://shopify/Order/${id}`;

function one(kind: Kind) {
  const found = entries.find(({ order }) => order.kinds.includes(kind) && order.deletedAt === null);
  if (found === undefined) throw new Error(`no ${kind}`);
  return found.order;
}

const MONEY = "{ shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }";
const ADDRESS = `{ name firstName lastName company address1 address2 zip city province provinceCode country
  countryCodeV2 phone }`;
const LINE = `{ id title variantTitle name sku vendor quantity currentQuantity unfulfilledQuantity requiresShipping
  isGiftCard taxable originalUnitPriceSet ${MONEY} totalDiscountSet ${MONEY} discountedTotalSet ${MONEY}
  customAttributes { key value } product { id legacyResourceId } variant { id legacyResourceId }
  taxLines { title rate priceSet ${MONEY} } duties { id price ${MONEY} }
  discountAllocations { allocatedAmountSet ${MONEY} discountApplication { index } } weight { unit value } }`;
/** What an integration could want to know, in portions that stay below the cost of one query. */
const PORTIONS = [
  `id legacyResourceId name number email phone createdAt processedAt updatedAt cancelledAt cancelReason test tags note
   sourceName customerLocale poNumber statusPageUrl currencyCode presentmentCurrencyCode taxesIncluded
   displayFinancialStatus displayFulfillmentStatus returnStatus customAttributes { key value }
   totalPriceSet ${MONEY} currentTotalPriceSet ${MONEY} subtotalPriceSet ${MONEY} totalShippingPriceSet ${MONEY}
   totalDiscountsSet ${MONEY} totalTaxSet ${MONEY} originalTotalDutiesSet ${MONEY} totalRefundedSet ${MONEY}
   shippingAddress ${ADDRESS} billingAddress ${ADDRESS} customer { id firstName lastName email phone tags locale }
   purchasingEntity { __typename ... on PurchasingCompany { company { id } location { id } } }
   customerJourneySummary { ready firstVisit { landingPage referrerUrl referralCode utmParameters { source } } }
   taxLines { title rate ratePercentage priceSet ${MONEY} } discountCodes
   discountApplications(first: 10) { nodes { index targetType allocationMethod ... on DiscountCodeApplication { code }
     value { ... on MoneyV2 { amount } ... on PricingPercentageValue { percentage } } } }
   shippingLines(first: 5) { nodes { id title code originalPriceSet ${MONEY} } }`,
  `lineItems(first: 25) { nodes ${LINE} pageInfo { hasNextPage endCursor } }`,
  `fulfillments(first: 10) { id legacyResourceId name status createdAt updatedAt order { id }
     trackingInfo(first: 10) { company number url }
     fulfillmentLineItems(first: 40) { nodes { id quantity lineItem { id } } pageInfo { hasNextPage } } }`,
  `refunds(first: 5) { id createdAt updatedAt note totalRefundedSet ${MONEY}
     refundLineItems(first: 20) { nodes { id quantity subtotalSet ${MONEY} lineItem { id } } }
     transactions(first: 5) { nodes { id kind status amountSet ${MONEY} } } }`,
];

describe("the Admin API's orders", () => {
  it.each(["2026-07", "2026-10"])("answer broad queries for every order without an error, in %s", async (version) => {
    for (const { order } of entries.filter(({ order }) => order.deletedAt === null)) {
      for (const portion of PORTIONS) {
        const answer = await ask(
          `query ($id: ID!) { order(id: $id) { ${portion} } }`,
          { id: gidOf(order.id) },
          version,
        );
        expect(answer.errors, order.name).toBeUndefined();
        expect(answer.data.order, order.name).not.toBeNull();
      }
    }
  });

  it("say the same as the webhook of that moment", async () => {
    for (const { order } of entries.slice(0, 60).filter(({ order }) => order.deletedAt === null)) {
      const body = JSON.parse(JSON.stringify(orderBody(order, SHOP)));
      const { data } = await ask(`query ($id: ID!) { order(id: $id) { ${PORTIONS[0]} } }`, { id: gidOf(order.id) });
      const asNumber = (amount: string): number => Number(amount);
      expect(data.order).toMatchObject({
        legacyResourceId: String(body.id),
        number: body.order_number,
        statusPageUrl: body.order_status_url,
        displayFinancialStatus: body.financial_status.toUpperCase(),
        customAttributes: body.note_attributes.map((entry: { name: string; value: string }) => ({
          key: entry.name,
          value: entry.value,
        })),
      });
      expect(Date.parse(data.order.updatedAt)).toBe(Date.parse(body.updated_at));
      expect(asNumber(data.order.totalPriceSet.presentmentMoney.amount)).toBe(
        asNumber(body.total_price_set.presentment_money.amount),
      );
      expect(asNumber(data.order.currentTotalPriceSet.shopMoney.amount)).toBe(asNumber(body.current_total_price));
    }
  });

  it("print amounts without needless zeros and with a decimal place, whatever the currency", async () => {
    const { data } = await ask(`query ($id: ID!) { order(id: $id) { totalPriceSet ${MONEY} } }`, {
      id: gidOf(one("no_decimals").id),
    });
    expect(data.order.totalPriceSet.shopMoney).toEqual({
      amount: expect.stringMatching(/^\d+\.0$/),
      currencyCode: "JPY",
    });
  });

  it("know nothing of a deleted or never seen order", async () => {
    const deleted = entries.find(({ order }) => order.deletedAt !== null);
    for (const id of [deleted?.order.id ?? "", "1"])
      expect((await ask("query ($id: ID!) { order(id: $id) { id } }", { id: gidOf(id) })).data).toEqual({
        order: null,
      });
  });

  it("are found by node and nodes as well, with their fulfillments and refunds", async () => {
    const order = one("partly_refunded");
    const [fulfillment, refund] = [order.fulfillments[0]?.id, order.refunds[0]?.id];
    const ids = [gidOf(order.id), `gid://shopify/Fulfillment/${fulfillment}`, `gid://shopify/Refund/${refund}`];
    const { data } = await ask(
      `query ($ids: [ID!]!, $id: ID!) { node(id: $id) { __typename id } nodes(ids: $ids) { __typename id
        ... on Fulfillment { order { name } } ... on Refund { order { name } } } }`,
      { ids: [...ids, gidOf("1")], id: ids[0] },
    );
    expect(data.node).toEqual({ __typename: "Order", id: ids[0] });
    expect(data.nodes).toEqual([
      { __typename: "Order", id: ids[0] },
      { __typename: "Fulfillment", id: ids[1], order: { name: order.name } },
      { __typename: "Refund", id: ids[2], order: { name: order.name } },
      null,
    ]);
  });

  it("refuse an id that is none", async () => {
    const { errors } = await ask(`{ order(id: "1001") { id } }`);
    expect(errors?.[0]?.message).toContain("Invalid global id");
  });

  it("say what the books do not know instead of inventing it", async () => {
    const id = gidOf(one("plain").id);
    const { data, errors } = await ask(
      `query ($id: ID!) { order(id: $id) { staffMember { id } risk { recommendation } } productsCount { count } }`,
      { id },
    );
    expect(data).toEqual({ order: null, productsCount: null });
    expect(errors?.map(({ message }) => message).sort()).toEqual([
      "The sandbox does not know Order.risk.",
      "The sandbox does not know QueryRoot.productsCount.",
    ]);
  });

  it("refuse what Shopify's schema does not have", async () => {
    const { errors } = await ask(`query { order(id: "gid://shopify/Order/1") { noteAttributes landingSite } }`);
    expect(errors).toHaveLength(2);
  });

  it("name the shop, and what the app may do in it", async () => {
    const { data } = await ask(
      "{ shop { name myshopifyDomain currencyCode } currentAppInstallation { launchUrl accessScopes { handle } } }",
    );
    expect(data.shop).toEqual({ name: "sandbox-shop", myshopifyDomain: SHOP, currencyCode: "EUR" });
    expect(data.currentAppInstallation.accessScopes).toEqual([
      { handle: "read_orders" },
      { handle: "read_fulfillments" },
    ]);
  });
});
