/** As Karla's own plugin ran when the capture was made: every state of orders and deliveries; and no order is held back. */
export const TAKE_EVERYTHING: Readonly<Record<string, unknown>> = {
  takeTestOrders: true,
  takeCancelledOrders: true,
  takeOrdersWithNothingToShip: true,
  // The plugin takes whichever address comes first.
  fallBackToBillingAddress: true,
  orderStates: null,
  deliveryStates: null,
};

/** Of bodies from elsewhere, as for Shopify: test orders and cancelled ones, in whatever state. */
export const TAKE_EVERY_STATE: Readonly<Record<string, unknown>> = {
  takeTestOrders: true,
  takeCancelledOrders: true,
  orderStates: null,
  deliveryStates: null,
};
