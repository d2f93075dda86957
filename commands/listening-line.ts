import { z } from "zod";

const Listening = z.object({ msg: z.literal("listening"), url: z.string(), metricsUrl: z.string().optional() });

/** Where one of our processes says it listens, in a line of its log: `{"msg":"listening","url":…}`. Null for any other line. */
export function listeningIn(line: string): { url: string; metricsUrl?: string | undefined } | null {
  if (!line.startsWith("{") || !line.includes('"listening"')) return null;
  try {
    return Listening.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}
