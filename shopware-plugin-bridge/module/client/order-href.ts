/** Where an order can be seen in the shop's administration; null for what has no id there. */
export function orderHref(adminUrl: string, { id }: { id: string }): string | null {
  return /^[0-9a-f]{32}$/.test(id) ? `${adminUrl}#/sw/order/detail/${id}/general` : null;
}
