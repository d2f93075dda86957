import { ErrorBody, type ErrorEntry } from "./answers.ts";
import { KarlaRefusedError, type Refusal } from "./errors.ts";
import { parseJson } from "./parse-json.ts";
import { parseRetryAfter } from "./retry-after.ts";

const MOST_FIELDS = 20;
const KEY = /^[a-z][a-z0-9_.]{0,63}$/i;
/** A field path and nothing that could be a value: names, indexes, dots. */
const FIELD = /^[a-z0-9_]{1,40}(\.[a-z0-9_]{1,40}){0,9}$/i;

export interface RefusedAnswer {
  status: number;
  retryAfter: string | undefined;
  /** The body as far as it could be read, "" where it could not. */
  text: string;
}

/**
 * Classifies an answer outside 2xx. `onlyCredentials`: the request could not be bad in any other way, so that a 400 means
 * "no credentials" (Karla answers 400, not 401, where they are missing).
 */
export function readRefusal(answer: RefusedAnswer, onlyCredentials: boolean, now: number): KarlaRefusedError {
  const said = readErrorBody(answer.text);
  return new KarlaRefusedError(refusalOf(answer.status, onlyCredentials), {
    status: answer.status,
    key: said.key,
    fields: said.fields,
    retryAfterMs: parseRetryAfter(answer.retryAfter, now),
  });
}

function refusalOf(status: number, onlyCredentials: boolean): Refusal {
  if (status >= 500 || status === 408 || status === 425) return "unavailable";
  if (status >= 300 && status < 400) return "redirected";
  switch (status) {
    case 400:
      return onlyCredentials ? "credentials" : "invalid";
    case 401:
    case 403:
      return "credentials";
    case 404:
      return "not_found";
    case 409:
      return "conflict";
    case 413:
      return "too_large";
    case 422:
      return "invalid";
    case 429:
      return "throttled";
    default:
      return "unexpected";
  }
}

/** Key and field paths out of either error body; nothing else of it leaves this file. */
function readErrorBody(text: string): { key: string | undefined; fields: string[] } {
  const json = parseJson(text);
  const body = ErrorBody.safeParse(json.outcome === "value" ? json.value : undefined);
  if (!body.success) return { key: undefined, fields: [] };
  const { key, entries } = body.data;
  return { key: key !== null && KEY.test(key) ? key : undefined, fields: fieldsOf(entries) };
}

function fieldsOf(entries: readonly ErrorEntry[]): string[] {
  const paths = entries.map(({ loc, field }) => (Array.isArray(loc) ? loc.join(".") : (loc ?? field ?? "")));
  // FastAPI starts each path with where it looked.
  const names = paths.map((path) => path.replace(/^body\./, "")).filter((path) => FIELD.test(path));
  return [...new Set(names)].slice(0, MOST_FIELDS);
}
