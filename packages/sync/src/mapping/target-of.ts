import { TARGETS, type TargetMapping, type TargetType } from "@karla/api/targets";
import type { Scope } from "./source-fields.ts";

/** A field of the core that a mapping may write. */
export interface MappedTarget {
  path: string;
  mapping: TargetMapping;
  type: TargetType;
  /** What a rule for it runs on. */
  scope: Scope;
}

export type FoundTarget =
  | { target: MappedTarget }
  | { fault: "target_unknown" | "target_protected" | "target_of_shop" };

/** Looked up for every rule of every order. */
const BY_PATH = new Map(TARGETS.map((target) => [target.path, target]));

/** `target_of_shop`: the core takes it, and gets what the shop says. */
export function targetOf(path: string): FoundTarget {
  const found = BY_PATH.get(path);
  if (found === undefined) return { fault: "target_unknown" };
  if (found.protected) return { fault: "target_protected" };
  if (found.mapping === null) return { fault: "target_of_shop" };
  return { target: { path, mapping: found.mapping, type: found.type, scope: scopeOf(path) } };
}

function scopeOf(path: string): Scope {
  if (path.startsWith("order.products[].")) return "line";
  return path.startsWith("trackings[].") ? "parcel" : "order";
}
