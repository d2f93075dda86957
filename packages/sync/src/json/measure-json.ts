/** Deeper or wider than any platform sends. Parsing is linear; what comes after it (recursion, printing) is not. */
export const MAX_DEPTH = 64;
/** Of one object. What all objects of a text have together is bounded by its values. */
export const MAX_KEYS = 50_000;
export const MAX_VALUES = 250_000;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * Says what makes a text too much to parse, null where nothing does. One pass over the bytes that builds nothing, so that a
 * million opening brackets cost milliseconds. It does not judge whether the text is JSON: the parser does.
 */
export function excessOf(bytes: Buffer): string | null {
  let depth = 0;
  /** Of the object that is open at each depth. */
  const keys = new Int32Array(MAX_DEPTH + 1);
  let values = 1;
  for (let i = 0; i < bytes.length; i++) {
    switch (bytes[i]) {
      case QUOTE:
        i = endOfString(bytes, i);
        break;
      case OPEN_OBJECT:
      case OPEN_ARRAY:
        if (++depth > MAX_DEPTH) return `nested deeper than ${MAX_DEPTH}`;
        keys[depth] = 0;
        break;
      case CLOSE_OBJECT:
      case CLOSE_ARRAY:
        depth--;
        break;
      case COLON:
        keys[depth] = (keys[depth] ?? 0) + 1;
        if ((keys[depth] ?? 0) > MAX_KEYS) return `more than ${MAX_KEYS} keys`;
        break;
      case COMMA:
        if (++values > MAX_VALUES) return `more than ${MAX_VALUES} values`;
        break;
    }
  }
  return null;
}

/** Index of the quote that closes the string opened at `start`, or the end of the text. */
function endOfString(bytes: Buffer, start: number): number {
  for (let i = start + 1; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte === QUOTE) return i;
    if (byte === BACKSLASH) i++;
  }
  return bytes.length;
}
