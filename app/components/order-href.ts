/** Where an order can be seen in the shop's admin; null for what has no number there. */
export function orderHref({ id }: { id: string }): string | null {
  return /^\d+$/.test(id) ? `shopify:admin/orders/${id}` : null;
}
