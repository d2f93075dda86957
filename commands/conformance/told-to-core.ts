import { readNumbersAsText } from "../proof/read-numbers-as-text.ts";
import { type Fields, objectsIn } from "./read-body.ts";
import type { RecordedRequest } from "./recording-proxy.ts";

/** The requests that concern one shop. */
export function requestsOf(slug: string, requests: readonly RecordedRequest[]): RecordedRequest[] {
  return requests.filter(({ path }) => path.startsWith(`/v1/shops/${slug}/`));
}

/** The upserts among the requests that the core took, oldest first; numbers as the text of their digits. */
export function upsertsIn(requests: readonly RecordedRequest[]): Fields[] {
  return requests.flatMap(({ method, path, body, status }) => {
    if (method !== "PUT" || status < 200 || status > 299) return [];
    if (path.endsWith("/orders/bulk")) return objectsIn(readNumbersAsText(body));
    return path.endsWith("/orders") ? objectsIn([readNumbersAsText(body)]) : [];
  });
}

/** Every tracking number told, in the order of telling. */
export function numbersTold(upserts: readonly Fields[]): unknown[] {
  return upserts.flatMap(({ trackings }) => objectsIn(trackings).map(({ tracking_number: number }) => number));
}
