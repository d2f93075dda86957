import { objectOf } from "@karla/sync/json-fields";
import { addDecimals, Decimal } from "@karla/sync/money";
import type { JsonObject, JsonValue } from "@karla/sync/read-json";
import { objectsOf } from "../json-fields.ts";
import { moneyOf, shopAmount } from "./money-as-webhook.ts";

const TYPES: ReadonlyMap<JsonValue, string> = new Map<JsonValue, string>([
  ["DiscountCodeApplication", "discount_code"],
  ["AutomaticDiscountApplication", "automatic"],
  ["ManualDiscountApplication", "manual"],
  ["ScriptDiscountApplication", "script"],
]);

/**
 * A webhook's `discount_applications`, in the order to which the lines' shares refer, and its `discount_codes`, which the
 * Admin API knows by their text alone: what a code took off is the sum of the lines' shares.
 */
export function discountsAsWebhook(order: JsonObject): {
  discount_applications: JsonValue[];
  discount_codes: JsonValue[];
} {
  const applications = objectsOf(order.discountApplications);
  const shares = sharesOf(order);
  return {
    discount_applications: byIndex(applications).map((application) =>
      application === null ? null : asApplication(application),
    ),
    discount_codes: applications.flatMap((application): JsonObject[] => {
      if (application.__typename !== "DiscountCodeApplication") return [];
      const amount = shares.get(application.index ?? null) ?? fixedAmount(application);
      return [{ code: application.code ?? null, amount, type: typeOfCode(application) }];
    }),
  };
}

function asApplication(application: JsonObject): JsonObject {
  return {
    type: TYPES.get(application.__typename ?? null) ?? null,
    title: application.title ?? null,
    value_type: isPercentage(application) ? "percentage" : "fixed_amount",
    value: isPercentage(application) ? (objectOf(application.value)?.percentage ?? null) : fixedAmount(application),
  };
}

/** Each at the place that `index` names; a gap stays a gap, so that the places after it are right. */
function byIndex(applications: readonly JsonObject[]): (JsonObject | null)[] {
  const placed: (JsonObject | null)[] = [];
  for (const application of applications) {
    const place = typeof application.index === "string" ? Number(application.index) : Number.NaN;
    if (!Number.isInteger(place) || place < 0 || place > applications.length * 4) continue;
    while (placed.length <= place) placed.push(null);
    placed[place] = application;
  }
  return placed;
}

/** What each discount took off all lines, in the shop's currency. */
function sharesOf(order: JsonObject): Map<JsonValue, Decimal> {
  const sums = new Map<JsonValue, Decimal>();
  for (const line of [...objectsOf(order.lineItems), ...objectsOf(order.shippingLines)]) {
    for (const share of objectsOf(line.discountAllocations)) {
      const index = objectOf(share.discountApplication)?.index;
      const amount = Decimal.safeParse(shopAmount(share.allocatedAmountSet));
      if (index === undefined || !amount.success) continue;
      const sum = sums.get(index);
      sums.set(index, sum === undefined ? amount.data : addDecimals(sum, amount.data));
    }
  }
  return sums;
}

/** A webhook calls a code by what it takes off: of shipping, a share, or an amount. */
function typeOfCode(application: JsonObject): string {
  if (application.targetType === "SHIPPING_LINE") return "shipping";
  return isPercentage(application) ? "percentage" : "fixed_amount";
}

function isPercentage(application: JsonObject): boolean {
  return objectOf(application.value)?.__typename === "PricingPercentageValue";
}

function fixedAmount(application: JsonObject): JsonValue {
  return isPercentage(application) ? null : (moneyOf(application.value)?.amount ?? null);
}
