import { validateRequest } from "../../test/contract/karla/contract-validator.ts";
import type { RecordedRequest } from "./recording-proxy.ts";
import type { Violation } from "./violation.ts";

/** Every request to the core is one that the contract knows, and was taken. */
export function judgeRequests(file: string, requests: readonly RecordedRequest[]): Violation[] {
  return requests.flatMap((request) => {
    const { method, status } = request;
    const wrong = againstContract(request);
    const taken = status >= 200 && status < 300;
    return [
      ...(wrong.length === 0 ? [] : [{ file, rule: "contract", detail: wrong.slice(0, 5).join("; ") }]),
      ...(taken ? [] : [{ file, rule: "refused", detail: `the core answered ${status} to ${method}` }]),
    ];
  });
}

function againstContract({ method, path, body }: RecordedRequest): string[] {
  let parsed: unknown;
  try {
    parsed = body === "" ? undefined : JSON.parse(body);
  } catch {
    return ["the request's body is no JSON"];
  }
  const verdict = validateRequest(method, path, parsed);
  return verdict.outcome === "valid" ? [] : verdict.why;
}
