/** @jsxImportSource react */
import { usePrimitives } from "../primitives.tsx";
import type { CertificateActions } from "./data.ts";

interface OrderNameProps {
  order: { id: string; name: string };
  orderHref: CertificateActions["orderHref"];
}

/** An order's name, and the way to it. Set apart: a name written from the right would turn the row around. */
export function OrderName({ order, orderHref }: OrderNameProps) {
  const { Link } = usePrimitives();
  const href = orderHref(order);
  return <bdi>{href === null ? order.name : <Link href={href}>{order.name}</Link>}</bdi>;
}
