import { carrierReferenceOf } from "@karla/api/carriers";
import { CARRIERS, type CarrierReference } from "@karla/api/contract";
import type { Scalar } from "./value.ts";
import { textOf } from "./value.ts";

/** What each kind of field at the core takes, from a rule's value. Null where it takes none of it. */

export function acceptText(value: Scalar): string | null {
  const said = textOf(value).trim();
  return said === "" ? null : said;
}

/** From 1 to 1,000. */
export function acceptCount(value: Scalar): number | null {
  const said = textOf(value).trim();
  const count = /^\d{1,4}(\.0+)?$/.test(said) ? Number(said) : 0;
  return count >= 1 && count <= 1_000 ? count : null;
}

/** Zero or more, as the digits it was written with. */
export function acceptWeight(value: Scalar): string | null {
  const said = value.type === "money" ? value.amount : textOf(value).trim();
  return /^\d{1,12}(\.\d{1,6})?$/.test(said) ? said : null;
}

/** The core's own reference, or a name that stands for one: "DHL Paket". */
export function acceptCarrier(value: Scalar): CarrierReference | null {
  const said = textOf(value).trim();
  return CARRIERS.find((carrier) => carrier === said) ?? carrierReferenceOf(said);
}

export function acceptUrl(value: Scalar): string | null {
  const said = textOf(value).trim();
  const url = URL.canParse(said) ? new URL(said) : null;
  return url !== null && /^https?:$/.test(url.protocol) && said.length <= 2_000 ? said : null;
}

export function acceptProductType(value: Scalar): "product" | "bundle" | null {
  const said = textOf(value).trim().toLowerCase();
  return said === "product" || said === "bundle" ? said : null;
}
