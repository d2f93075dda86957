import type { StackRun } from "./on-stack.ts";
import { type FolderBody, readFolder } from "./read-folder.ts";
import type { ConformanceOptions } from "./read-options.ts";
import { runConformance } from "./run-conformance.ts";
import { isCapture, readCapture } from "./shopware/read-capture.ts";
import { runBodies } from "./shopware/run-bodies.ts";
import { runCapture } from "./shopware/run-capture.ts";
import { WHERE_TO_LOOK } from "./shopware/where-to-look.ts";
import { captureJson, captureText, writeCaptureReport } from "./shopware/write-capture-verdict.ts";
import { REWRITTEN } from "./shopware/write-source.ts";
import { verdictJson, verdictText, writeReport } from "./write-verdict.ts";

/** What a folder asks to be run. */
export interface Suite {
  /** Bodies or steps. */
  size: number;
  run(run: StackRun): Promise<Told>;
}

/** A run's outcome, as it may be told. */
export interface Told {
  /** Nothing was violated. */
  clean: boolean;
  /** One line. */
  json(): string;
  text(): string;
  writeReport(path: string): void;
}

/** The suite of a folder: its index lists bodies of one platform, or the steps of a capture. Throws where it cannot be used. */
export function suiteFor({ dir, platform }: Pick<ConformanceOptions, "dir" | "platform">): Suite {
  if (isCapture(dir)) return captureSuite(dir);
  const bodies = readFolder(dir);
  const isShopware = (platform ?? platformOf(bodies)) === "shopware";
  return {
    size: bodies.length,
    async run(run) {
      const verdict = await (isShopware ? runBodies : runConformance)({ ...run, bodies });
      return {
        clean: verdict.violations.length === 0,
        json: () => verdictJson(verdict),
        text: () => verdictText(verdict, isShopware ? WHERE_TO_LOOK : undefined),
        writeReport: (path) => writeReport(path, verdict),
      };
    },
  };
}

/** Shopify's topics have a slash. */
function platformOf(bodies: readonly FolderBody[]): "shopify" | "shopware" {
  return bodies.length > 0 && bodies.every(({ topic }) => !topic.includes("/")) ? "shopware" : "shopify";
}

function captureSuite(dir: string): Suite {
  const capture = readCapture(dir);
  return {
    size: capture.cases.flatMap(({ steps }) => steps).length,
    async run(run) {
      run.say(`Each request is sent as it was recorded, but for ${REWRITTEN.join(", ")} and its signature.`);
      const verdict = await runCapture(capture, run);
      return {
        clean: verdict.violations.length === 0,
        json: () => captureJson(verdict),
        text: () => captureText(verdict),
        writeReport: (path) => writeCaptureReport(path, verdict),
      };
    },
  };
}
