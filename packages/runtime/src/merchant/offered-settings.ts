import type { SettingName } from "@karla/merchant-ui/settings-data";
import type { Platform } from "@karla/sync/ids";

const ON_BOTH: readonly SettingName[] = [
  // Where states are chosen, `cancelled` among them says the same: it is asked only while all states are taken.
  "takeCancelledOrders",
  "takeOrdersWithNothingToShip",
  "historicalCutoff",
  "fallBackToBillingAddress",
  "zipCodeWhereMissing",
  "sendOrderCancelled",
];

/** The settings that mean something on a platform. Shopware knows no test orders; Shopify's orders have no states of their own, and its products are not read. */
export const OFFERED_ON: Record<Platform, readonly SettingName[]> = {
  shopify: ["takeTestOrders", "noteParcels", ...ON_BOTH],
  shopware: ["orderStates", "deliveryStates", "depositLineType", "syncProducts", ...ON_BOTH],
};
