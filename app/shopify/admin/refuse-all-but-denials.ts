import { z } from "zod";
import { errorOfAnswer } from "./error-of-answer.ts";

const Denial = z.object({ extensions: z.object({ code: z.literal("ACCESS_DENIED") }) });
const Data = z.record(z.string(), z.unknown()).catch({});

/**
 * Throws for an answer with errors, unless all they say is that the app has no right to some fields, and something is left:
 * those fields are null then, or what holds them is, where they cannot be.
 */
export function refuseAllButDenials(answer: { data?: unknown; errors?: unknown } | Error): void {
  if (answer instanceof Error || answer.errors === undefined) return;
  if (!Array.isArray(answer.errors)) throw errorOfAnswer(answer);
  const others: unknown[] = answer.errors.filter((error) => !Denial.safeParse(error).success);
  // What is denied does not hide what is worth another try.
  if (others.length > 0) throw errorOfAnswer({ ...answer, errors: others });
  const left = Object.values(Data.parse(answer.data)).some((field) => field !== null);
  if (!left) throw errorOfAnswer(answer);
}
