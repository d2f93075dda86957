import type { JsonValue } from "@karla/sync/read-json";
import { textOf } from "./json-fields.ts";

/** No mailbox has a longer address (RFC 5321, 4.5.3.1.3). */
const MAX_EMAIL = 254;
/** One address and nothing else: a line break would begin another header of a mail, a comma another recipient. */
const EMAIL = /^[^\s\p{Cc}@,;<>]+@[^\s\p{Cc}@,;<>]+$/u;

/** An e-mail address, trimmed, else as written. Null where the text cannot be one: a mail would not arrive, or elsewhere. */
export function emailOf(field: JsonValue | undefined): string | null {
  const email = textOf(field)?.trim() ?? "";
  return email.length <= MAX_EMAIL && EMAIL.test(email) ? email : null;
}
