import { readFileSync } from "node:fs";
import { z } from "zod";

const Listening = z.object({ msg: z.literal("listening"), metricsUrl: z.string() });

/** Where one of our processes serves its metrics, by what it wrote in its log when it had started. */
export function metricsUrl(logFile: string): string {
  for (const line of readFileSync(logFile, "utf8").split("\n")) {
    if (!line.includes('"listening"')) continue;
    const said = Listening.safeParse(JSON.parse(line));
    if (said.success) return said.data.metricsUrl;
  }
  throw new Error(`${logFile} does not say where the metrics are.`);
}
