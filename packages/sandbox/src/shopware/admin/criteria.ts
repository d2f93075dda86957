import { z } from "zod";

/** What may be asked of `POST /api/search/…`. */
export type Filter =
  | { type: "equals"; field: string; value: string | number | boolean | null }
  | { type: "equalsAny"; field: string; value: string | readonly (string | number | null)[] }
  | { type: "contains" | "prefix" | "suffix"; field: string; value: string | number }
  | { type: "range"; field: string; parameters: Range }
  | { type: "multi" | "not"; operator: "and" | "or"; queries: readonly Filter[] };

export type Range = Partial<Record<"gt" | "gte" | "lt" | "lte", string | number | undefined>>;

export interface Criteria {
  ids: readonly string[] | null;
  filter: readonly Filter[];
  sort: readonly { field: string; order: "ASC" | "DESC" }[];
  /** Null: none was given. */
  limit: number | null;
  page: number;
  totalCountMode: 0 | 1 | 2;
  associations: Readonly<Record<string, Criteria>>;
  includes: Readonly<Record<string, readonly string[]>>;
}

const Value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const Bound = z.union([z.string(), z.number()]).optional();
/** `and` where none is given, as in Shopware; names of operators in any case. */
const Operator = z
  .string()
  .toLowerCase()
  .pipe(z.enum(["and", "or"]))
  .default("and");

const FilterShape: z.ZodType<Filter> = z.lazy(() =>
  z.discriminatedUnion("type", [
    z.object({ type: z.literal("equals"), field: z.string(), value: Value }),
    z.object({
      type: z.literal("equalsAny"),
      field: z.string(),
      value: z.union([z.string(), z.array(z.union([z.string(), z.number(), z.null()]))]),
    }),
    z.object({
      type: z.enum(["contains", "prefix", "suffix"]),
      field: z.string(),
      value: z.union([z.string(), z.number()]),
    }),
    z.object({
      type: z.literal("range"),
      field: z.string(),
      parameters: z.object({ gt: Bound, gte: Bound, lt: Bound, lte: Bound }),
    }),
    z.object({ type: z.enum(["multi", "not"]), operator: Operator, queries: z.array(FilterShape) }),
  ]),
);

const Sorting = z.object({
  field: z.string(),
  order: z
    .string()
    .toUpperCase()
    .pipe(z.enum(["ASC", "DESC"]))
    .default("ASC"),
});

/** PHP takes an empty list for an empty map. */
const emptyList = z
  .array(z.never())
  .max(0)
  .transform(() => ({}));

const CriteriaShape: z.ZodType<Criteria> = z.lazy(() =>
  z
    .object({
      ids: z.array(z.string()).nullish(),
      filter: z.array(FilterShape).nullish(),
      sort: z.union([z.array(Sorting), Sorting.transform((sorting) => [sorting])]).nullish(),
      limit: z.number().int().nullish(),
      page: z.number().int().nullish(),
      "total-count-mode": z.union([z.literal(0), z.literal(1), z.literal(2)]).nullish(),
      associations: z.union([emptyList, z.record(z.string(), z.union([emptyCriteria(), CriteriaShape]))]).nullish(),
      includes: z.union([emptyList, z.record(z.string(), z.array(z.string()))]).nullish(),
    })
    .transform((given) => ({
      ids: given.ids ?? null,
      filter: given.filter ?? [],
      sort: given.sort ?? [],
      limit: given.limit ?? null,
      page: given.page ?? 1,
      totalCountMode: given["total-count-mode"] ?? 0,
      associations: given.associations ?? {},
      includes: given.includes ?? {},
    })),
);

export const NO_CRITERIA: Criteria = {
  ids: null,
  filter: [],
  sort: [],
  limit: null,
  page: 1,
  totalCountMode: 0,
  associations: {},
  includes: {},
};

function emptyCriteria() {
  return z
    .array(z.never())
    .max(0)
    .transform(() => NO_CRITERIA);
}

/** Null: not criteria, or with something in it that this shop does not know. */
export function readCriteria(body: unknown): Criteria | null {
  const read = CriteriaShape.safeParse(body);
  return read.success ? read.data : null;
}
