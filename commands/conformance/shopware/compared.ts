import type { Finding } from "../compare-upsert.ts";
import type { PluginDefect } from "./plugin-defects.ts";

/** How what the core holds differs from what Karla's plugin told it. */
export interface Compared {
  deviations: readonly PluginDefect[];
  findings: readonly Finding[];
}

export const SAME: Compared = { deviations: [], findings: [] };

export function deviating(defect: PluginDefect): Compared {
  return { deviations: [defect], findings: [] };
}

export function wrong(rule: string, detail: string): Compared {
  return { deviations: [], findings: [{ rule, detail }] };
}

export function together(parts: readonly Compared[]): Compared {
  return {
    deviations: parts.flatMap(({ deviations }) => deviations),
    findings: parts.flatMap(({ findings }) => findings),
  };
}
