import { readFileSync } from "node:fs";
import { listeningIn } from "../listening-line.ts";

/**
 * Where one of our processes serves its metrics, by what it wrote in its log when it had started. One that serves nothing
 * else names one address.
 */
export function metricsUrl(logFile: string): string {
  for (const line of readFileSync(logFile, "utf8").split("\n")) {
    const said = listeningIn(line);
    if (said !== null) return said.metricsUrl ?? said.url;
  }
  throw new Error(`${logFile} does not say where the metrics are.`);
}
