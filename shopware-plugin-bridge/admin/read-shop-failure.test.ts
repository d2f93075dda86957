import { expect, test } from "vitest";
import { readShopFailure } from "./create-order-reader.ts";
import { errorOfAnswer } from "./error-of-answer.ts";

/** As a real 6.6.7.1 answers: the detail is JSON in a text. */
const missing = (privilege: string) => {
  const detail = JSON.stringify({ message: "Missing privilege", missingPrivileges: [privilege] });
  const code = "FRAMEWORK__MISSING_PRIVILEGE_ERROR";
  return JSON.stringify({ errors: [{ status: "403", code, title: "Forbidden", detail, meta: { parameters: [] } }] });
};
const failureOf = (status: number, body: string) => readShopFailure(errorOfAnswer(new Response("", { status }), body));

test("a permission that is missing is named", () => {
  expect(failureOf(403, missing("order_delivery:read"))).toMatchObject({
    kind: "refusal",
    credentials: true,
    permission: "order_delivery:read",
  });
});

test.each([
  ["a 403 that names none", 403, "{}"],
  ["a 403 that names anything but a permission", 403, missing("<b>")],
  ["refused credentials", 401, missing("order:read")],
])("%s is no more than refused access", (_, status, body) => {
  const failure = failureOf(status, body);
  expect(failure).toMatchObject({ kind: "refusal", credentials: true });
  expect(failure?.permission).toBeUndefined();
});

test.each([
  [401, false],
  [403, false],
  [429, false],
  [400, true],
  [404, true],
  [500, true],
  [503, true],
])("after a %i something of what was asked may have been done: %s", (status, reached) => {
  expect(failureOf(status, "{}")?.reached).toBe(reached);
});
