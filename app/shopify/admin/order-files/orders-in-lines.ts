import { AdminError } from "../admin-error.ts";
import type { FileLine } from "./file-lines.ts";
import { type HeldOrder, heldOrder } from "./held-order.ts";
import { readLine } from "./read-line.ts";

/** An order that stands in a file. */
export interface FileOrder {
  /** Global. */
  id: string;
  /** Null where the file does not hold it as it should. */
  held: HeldOrder | null;
  /** Where the order after it begins, in bytes of the file. */
  end: number;
}

/** Lines of one order, one after the other. */
interface Gathering {
  id: string;
  /** Null where its own line is not among them. */
  root: object | null;
  parts: object[];
  readable: boolean;
  end: number;
}

/**
 * The orders of a file with their parts, which Shopify puts directly below them (`groupObjects`). That is not relied on: of
 * parts that stand elsewhere the order comes once more, as one that the file does not hold. An order with a line that
 * cannot be read is not held either. Throws where it cannot be told to which order such a line belongs.
 */
export async function* ordersInLines(lines: AsyncIterable<FileLine>): AsyncGenerator<FileOrder> {
  let current = null as Gathering | null;
  for await (const line of lines) {
    const read = readLine(line);
    const id = read.orderId ?? current?.id ?? null;
    if (id === null) throw new AdminError("a file begins with no order", { kind: "contract", retry: true });
    if (current === null || read.kind === "order" || id !== current.id) {
      if (current !== null) yield orderOf(current);
      current = { id, root: null, parts: [], readable: true, end: line.end };
    }
    if (read.kind === "order") current.root = read.value;
    if (read.kind === "part") current.parts.push(read.value);
    if (read.kind === "unreadable") current.readable = false;
    current.end = line.end;
  }
  if (current !== null) yield orderOf(current);
}

function orderOf({ id, root, parts, readable, end }: Gathering): FileOrder {
  return { id, held: root !== null && readable ? heldOrder(root, parts) : null, end };
}
