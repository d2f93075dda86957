import type { ScalarTransform, Transform } from "./transforms.ts";
import { typeOfLiteral } from "./type-of-source.ts";
import { type ScalarType, sameType, type ValueType } from "./value.ts";

/** What is wrong with the types of a step. */
export type TypeFault = "needs_one_value" | "needs_list" | "types_differ" | "type_not_taken";

export type TypeStep = { type: ValueType } | { fault: TypeFault };

/** The type that a step makes of another, as `applyTransform` does it. */
export function typeAfter(transform: Transform, type: ValueType): TypeStep {
  switch (transform.do) {
    case "split":
      return typeof type === "string" ? { type: { list: "text" } } : { fault: "needs_one_value" };
    case "join":
      return typeof type === "string" ? { fault: "needs_list" } : { type: "text" };
    case "pick":
    case "pick_nth":
      return typeof type === "string" ? { fault: "needs_list" } : { type: type.list };
    case "filter":
      return typeof type === "string" ? { fault: "needs_list" } : { type };
    case "each": {
      if (typeof type === "string") return { fault: "needs_list" };
      let item: ScalarType = type.list;
      for (const step of transform.transforms) {
        const after = scalarAfter(step, item);
        if ("fault" in after) return after;
        item = after.type;
      }
      return { type: { list: item } };
    }
    case "condition":
      return typeAfterCondition(transform, type);
    default:
      return typeof type === "string" ? scalarAfter(transform, type) : { fault: "needs_one_value" };
  }
}

function scalarAfter(transform: ScalarTransform, type: ScalarType): { type: ScalarType } | { fault: TypeFault } {
  switch (transform.do) {
    case "default":
      return typeOfLiteral(transform.value) === type ? { type } : { fault: "types_differ" };
    case "number":
      return type === "boolean" || type === "instant" ? { fault: "type_not_taken" } : { type: "number" };
    case "money":
      return type === "boolean" || type === "instant" ? { fault: "type_not_taken" } : { type: "money" };
    case "date":
      return type === "text" || type === "instant" ? { type: "text" } : { fault: "type_not_taken" };
    default:
      return { type: "text" };
  }
}

/** Both ways must end in one type; a way that ends in nothing ends in any. */
function typeAfterCondition({ yes, no }: Extract<Transform, { do: "condition" }>, type: ValueType): TypeStep {
  const ends = [yes, no].flatMap((outcome): ValueType[] => {
    if (outcome.use === "nothing") return [];
    return [outcome.use === "value" ? type : typeOfLiteral(outcome.value)];
  });
  const [first = type, second = first] = ends;
  return sameType(first, second) ? { type: first } : { fault: "types_differ" };
}
