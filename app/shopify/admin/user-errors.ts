import { z } from "zod";
import { AdminError } from "./admin-error.ts";

const UserErrors = z.object({
  userErrors: z.array(
    z.object({
      code: z.string().nullable().catch(null),
      field: z.array(z.string()).nullable().catch(null),
      message: z.string().catch(""),
    }),
  ),
});

/** Throws where a mutation was understood and refused: Shopify says so in the payload's `userErrors`, with status 200. */
export function refuseUserErrors(data: unknown): void {
  const payloads = typeof data === "object" && data !== null ? Object.values(data) : [];
  for (const payload of payloads) {
    const [first] = UserErrors.safeParse(payload).data?.userErrors ?? [];
    if (first === undefined) continue;
    throw new AdminError(`${first.field?.join(".") ?? "input"}: ${first.message}`.slice(0, 300), {
      kind: "user",
      retry: false,
      code: first.code,
      reached: false,
    });
  }
}
