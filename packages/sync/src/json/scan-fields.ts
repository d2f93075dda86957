const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
/** The longest way to write the longest name we look for: each character as \uXXXX. */
const LONGEST_ESCAPED_KEY = 6 * 32;
/** Room for a global id in which each character is escaped. */
const LONGEST_SCALAR = 1024;
const ESCAPES = new Map([
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

/** The bytes of one value, from `start` up to `end`. */
export interface Span {
  start: number;
  end: number;
}

/** The JSON object a body consists of: not yet known to be valid. Null where the body starts with anything else. */
export function wholeObject(body: Buffer): Span | null {
  const start = body.subarray(0, 3).equals(BYTE_ORDER_MARK) ? 3 : 0;
  return objectAt(body, { start, end: body.length });
}

/** The span narrowed to the object in it, null where it holds another kind of value. */
export function objectAt(body: Buffer, span: Span): Span | null {
  const { start, end } = trim(body, span);
  return body[start] === OPEN_OBJECT ? { start, end } : null;
}

/**
 * Finds the values of the named members of an object, in the order of the names, null for those that are absent. One
 * pass over the bytes that builds nothing, whatever the order of the keys; of a key that comes twice the last one counts,
 * as `JSON.parse` has it. Of bytes that are no JSON it returns something or nothing, and never throws.
 */
export function scanFields(body: Buffer, { start, end }: Span, names: readonly string[]): (Span | null)[] {
  const found = names.map((): Span | null => null);
  let depth = 1;
  let keyComesNext = true;
  let name = -1;
  let valueStart = start;
  for (let i = start + 1; i < end; i++) {
    const byte = body[i];
    if (byte === QUOTE) {
      const close = endOfString(body, i, end);
      if (depth === 1 && keyComesNext) {
        name = indexOfName(body, i + 1, close, names);
        keyComesNext = false;
      }
      i = close;
    } else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
      depth++;
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
      depth--;
      if (depth === 0) {
        if (name >= 0) found[name] = trim(body, { start: valueStart, end: i });
        return found;
      }
    } else if (depth === 1) {
      if (byte === COLON) valueStart = i + 1;
      else if (byte === COMMA) {
        if (name >= 0) found[name] = trim(body, { start: valueStart, end: i });
        name = -1;
        keyComesNext = true;
      }
    }
  }
  // Cut off: no JSON, so nothing in it is known.
  return names.map(() => null);
}

/** The text of a string, or the digits of a number as written. Null for every other value, and for a text no id has. */
export function scalarText(body: Buffer, { start, end }: Span): string | null {
  if (end - start > LONGEST_SCALAR) return null;
  const first = body[start];
  if (first === QUOTE) return body[end - 1] === QUOTE ? unescaped(body.toString("utf8", start + 1, end - 1)) : null;
  const isNumber = first === 0x2d || (first !== undefined && first >= 0x30 && first <= 0x39);
  return isNumber ? body.toString("latin1", start, end) : null;
}

function endOfString(body: Buffer, open: number, end: number): number {
  for (let i = open + 1; i < end; i++) {
    const byte = body[i];
    if (byte === QUOTE) return i;
    if (byte === BACKSLASH) i++;
  }
  return end;
}

function indexOfName(body: Buffer, start: number, end: number, names: readonly string[]): number {
  const length = end - start;
  for (let index = 0; index < names.length; index++) {
    const name = names[index];
    if (name?.length === length && isSpelled(body, start, name)) return index;
  }
  if (length > LONGEST_ESCAPED_KEY || !hasEscape(body, start, end)) return -1;
  return names.indexOf(unescaped(body.toString("utf8", start, end)));
}

/** A loop, because to call `indexOf` on a view costs more than a name is long. */
function hasEscape(body: Buffer, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (body[i] === BACKSLASH) return true;
  return false;
}

function isSpelled(body: Buffer, start: number, name: string): boolean {
  for (let i = 0; i < name.length; i++) if (body[start + i] !== name.charCodeAt(i)) return false;
  return true;
}

function unescaped(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_all, hex: string | undefined, letter: string | undefined) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    return ESCAPES.get(letter ?? "") ?? letter ?? "";
  });
}

function trim(body: Buffer, { start, end }: Span): Span {
  let from = start;
  let to = end;
  while (from < to && isSpace(body[from])) from++;
  while (to > from && isSpace(body[to - 1])) to--;
  return { start: from, end: to };
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
