import { type Fields, fieldsOf, listOf, readBody } from "../read-body.ts";
import type { FolderBody } from "../read-folder.ts";
import type { BodyKind } from "./body-topics.ts";

/** The version that everybody sees; a draft in the administration is another one. */
const LIVE_VERSION = "0fa91ce3e96a4bc2be4bd9ce752c3425";
const ID = /^[0-9a-f]{32}$/;

/** The order that a body carries, numbers as the text of their digits; null for a draft, and where there is none. */
export function orderInBody({ bytes }: Pick<FolderBody, "bytes">): Fields | null {
  const order = fieldsOf(fieldsOf(payloadOf(bytes))?.order);
  const isOrder = typeof order?.id === "string" && ID.test(order.id);
  return isOrder && (order.versionId === undefined || order.versionId === LIVE_VERSION) ? order : null;
}

/** The id of the one order that a body is about; null where it is about several, a draft, or none. */
export function orderIdInBody(kind: BodyKind, body: Pick<FolderBody, "bytes">): string | null {
  switch (kind) {
    case "order":
      return String(orderInBody(body)?.id ?? "") || null;
    case "keys": {
      const written = payloadOf(body.bytes);
      const items = Array.isArray(written) ? listOf(written) : Object.values(fieldsOf(written) ?? {});
      const live = items
        .map(fieldsOf)
        .filter((item) => item?.versionId === undefined || item.versionId === LIVE_VERSION);
      const [id, ...others] = new Set(live.map((item) => String(item?.primaryKey)));
      return id !== undefined && others.length === 0 && ID.test(id) ? id : null;
    }
    case "none":
      return null;
  }
}

function payloadOf(bytes: Buffer): unknown {
  return fieldsOf(readBody(bytes)?.data)?.payload;
}
