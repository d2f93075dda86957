const GLOBAL_ID = /^gid:\/\/shopify\/([A-Za-z]+)\/(\d{1,64})$/;
/** What may be an id: it becomes a key (`ReceivedEvent.laneKey`), so it is short, visible and plain ASCII. */
const PLAIN_ID = /^[\x21-\x7e]{1,64}$/;

/** The digits of `gid://shopify/{type}/{digits}`, null for anything else, an id of another type included. */
export function digitsOfGlobalId(text: string, type: string): string | null {
  const match = GLOBAL_ID.exec(text);
  return match?.[1] === type ? (match[2] ?? null) : null;
}

/** The type in a global id ("Order"), null where the text is none. */
export function typeOfGlobalId(text: string): string | null {
  return GLOBAL_ID.exec(text)?.[1] ?? null;
}

/** The id that stands in an id field: as written, or the digits of a global id of this type. Null where it is no id of it. */
export function idAsWritten(text: string, type: string): string | null {
  if (typeOfGlobalId(text) !== null) return digitsOfGlobalId(text, type);
  return PLAIN_ID.test(text) ? text : null;
}
