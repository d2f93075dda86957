/**
 * Whether a 2xx answer to many orders (`PUT /orders/bulk`) or variants (`POST /products`) says of each that it was taken. The
 * contract calls the answer an object and no more (`object (untyped)`), so this is the one place that reads it, and it never
 * takes silence about one of them for a yes: it is taken when the answer has no list at all (our core: `{}`), or when a list
 * names it without a word of failure.
 */
export function notTaken(answer: unknown, ids: readonly string[]): string[] {
  const lists = listsIn(answer);
  if (lists.length === 0) return [];
  const taken = new Set<string>();
  const failed = new Set<string>();
  for (const { ofFailures, items } of lists) {
    for (const [index, item] of items.entries()) {
      const id = idOf(item) ?? (!ofFailures && items.length === ids.length ? ids[index] : undefined);
      // A failure of nobody in particular may be anybody's.
      if (id === undefined && (ofFailures || hasFailed(item))) return [...ids];
      if (id !== undefined) (ofFailures || hasFailed(item) ? failed : taken).add(id);
    }
  }
  // Only failures are listed: the others were taken.
  const silenceIsYes = lists.every(({ ofFailures }) => ofFailures);
  return ids.filter((id) => failed.has(id) || !(silenceIsYes || taken.has(id)));
}

interface List {
  ofFailures: boolean;
  items: readonly unknown[];
}

const OF_FAILURES = /err|fail|reject|invalid/i;

function listsIn(answer: unknown): List[] {
  if (Array.isArray(answer)) return [{ ofFailures: false, items: answer }];
  if (!isObject(answer)) return [];
  return Object.entries(answer).flatMap(([key, items]) =>
    Array.isArray(items) ? [{ ofFailures: OF_FAILURES.test(key), items }] : [],
  );
}

function idOf(item: unknown): string | undefined {
  if (typeof item === "string") return item;
  if (!isObject(item)) return undefined;
  const id = item.variant_id ?? item.external_id ?? item.id ?? item.order_id;
  return typeof id === "string" || typeof id === "number" ? String(id) : undefined;
}

function hasFailed(item: unknown): boolean {
  if (!isObject(item)) return false;
  const { status, success, ok } = item;
  if (success === false || ok === false) return true;
  if (typeof status === "number" && status >= 400) return true;
  if (typeof status === "string" && OF_FAILURES.test(status)) return true;
  return Object.entries(item).some(([key, value]) => OF_FAILURES.test(key) && !isNothing(value));
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || value === false || (Array.isArray(value) && value.length === 0);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
