import { inspect } from "node:util";
import { expect } from "vitest";
import { KarlaError } from "./errors.ts";

/**
 * What the call threw. Fails where it threw nothing, and where what it threw says any of `secrets` in its message, its
 * stack or its properties. Tests only.
 */
export async function failureOf(call: Promise<unknown>, secrets: readonly string[]): Promise<KarlaError> {
  const error = await call.then(
    () => new Error("did not fail"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof KarlaError)) throw error;
  const everything = `${inspect(error, { depth: null, showHidden: true })}${JSON.stringify(error)}${error.stack}`;
  for (const secret of secrets) expect(everything).not.toContain(secret);
  return error;
}
