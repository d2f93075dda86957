interface AdminDifference {
  path: string;
  reason: string;
  /** Whether the sandbox's orders show it: these, and no others, are allowed in the test over all of them. */
  inSandbox: boolean;
}

/** Where an order read from the Admin API differs from the webhook of the same order, and why the two cannot agree. */
export const ADMIN_DIFFERENCES: readonly AdminDifference[] = [
  {
    path: "every instant",
    reason:
      "The Admin API prints UTC, webhooks the shop's own offset. The same instant; all comparisons are by instant.",
    inSandbox: true,
  },
  {
    path: "snapshot.attribution.landingSite",
    reason:
      "The Admin API has the whole URL, webhooks mostly what follows the shop's address. It is cut off where it is the shop's myshopify.com address; a shop's own domain stays. `landingSiteRef` and `utm` are the same.",
    inSandbox: false,
  },
  {
    path: "snapshot.attribution.landingSiteRef",
    reason: "Where the page's query has no `ref`, the Admin API takes its `source` or `r`; a webhook leaves it null.",
    inSandbox: false,
  },
  {
    path: "snapshot.customer.tags",
    reason: "Webhooks lost the customer's tags in 2025, so they are not read here either. Both are empty.",
    inSandbox: false,
  },
  {
    path: "fulfillments[].carrier",
    reason: "The Admin API names the carrier beside a tracking number; a carrier without any number may be lost.",
    inSandbox: false,
  },
  {
    path: "refunds[].amount",
    reason:
      "The Admin API gives every transaction in the shop's currency; a webhook may give one in the customer's alone, which cannot be summed and is null.",
    inSandbox: false,
  },
  {
    path: "snapshot.discounts[].amount",
    reason:
      "Of a code, the Admin API gives no amount: it is the sum of the lines' shares, which does not count what an edit took away.",
    inSandbox: false,
  },
  {
    path: "snapshot.fulfillmentStatus",
    reason:
      "The Admin API has the word its order list displays. Where that tells about the rest (on hold, scheduled, in progress), the fulfillments decide between partial and none.",
    inSandbox: false,
  },
  {
    path: "snapshot.email",
    reason: "A webhook's `contact_email`, which a draft may have alone, has no counterpart.",
    inSandbox: false,
  },
  {
    path: "pictures",
    reason: "No webhook has them. They are read with the order, or after it.",
    inSandbox: true,
  },
];
