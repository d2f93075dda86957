import { readFileSync } from "node:fs";
import type axe from "axe-core";
import type { Frame } from "playwright-core";

const AXE = readFileSync(new URL("../../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

type Impact = axe.ImpactValue | undefined;

/** What axe finds serious or critical in what the frame itself shows now, with the elements. */
export function seriousFaults(frame: Frame): Promise<string[]> {
  return faultsOf(frame, (impact) => impact === "serious" || impact === "critical");
}

/** Everything that axe finds: for a page that is all ours. */
export function allFaults(frame: Frame): Promise<string[]> {
  return faultsOf(frame, () => true);
}

async function faultsOf(frame: Frame, counts: (impact: Impact) => boolean): Promise<string[]> {
  if (!(await frame.evaluate(() => "axe" in globalThis))) await frame.evaluate(AXE);
  const { violations } = await frame.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ["violations"], iframes: false }),
  );
  return violations
    .filter(({ impact }) => counts(impact))
    .map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ target }) => target.join(" ")).join(", ")})`);
}

/** What stands out at the right so that the page can be scrolled sideways. */
export function widerThanWindow(frame: Frame): Promise<string[]> {
  return frame.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.querySelectorAll("body *")].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 1,
    );
    return [`${scrollWidth} > ${clientWidth}: ${wide.slice(-3).map((element) => element.outerHTML.slice(0, 120))}`];
  });
}
