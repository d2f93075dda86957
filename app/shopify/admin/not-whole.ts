import { AdminError } from "./admin-error.ts";

/**
 * An order that does not add up: it changed between two of the requests that read it, or an answer is not whole. Worth
 * another try, and never a reason to go on with a part of the order.
 */
export class NotWhole extends AdminError {
  constructor(what: string) {
    super(`the order was not read whole: ${what}`, { kind: "contract", retry: true });
  }
}

export function notWhole(what: string): NotWhole {
  return new NotWhole(what);
}

/** What was read, or why it is not whole: one of many must not fail the others. Throws every other error. */
export async function wholeOrNot<Read>(read: () => Promise<Read>): Promise<Read | NotWhole> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof NotWhole) return error;
    throw error;
  }
}

/** The parts of these ids, all of them whole. */
export function wholeParts<Part>(parts: ReadonlyMap<string, Part | NotWhole>, ids: readonly string[]): Part[] {
  return ids.map((id) => {
    const part = parts.get(id);
    if (part === undefined) throw notWhole("a part is missing");
    if (part instanceof NotWhole) throw part;
    return part;
  });
}
