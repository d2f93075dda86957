import type { ProblemCode } from "../pipeline/shops.ts";
import type { NoticedProblem } from "./problem-notices.ts";

const DAY_MS = 24 * 3_600_000;
/** A merchant who is told more often than that reads none of it. The pages of the app have them all. */
const MOST_A_DAY = 3;
/** Whoever is told of these is not reached: his shop does not answer, or not to us. */
const UNTELLABLE: readonly ProblemCode[] = ["shop_unreachable", "shop_access_refused"];

/** Of which problems the merchant is told now: each once for each time that it opens, and no more than once a day. */
export function problemsToTell(problems: readonly NoticedProblem[], now: number): NoticedProblem[] {
  const open = problems.filter(({ isOpen }) => isOpen);
  if (open.some(({ code }) => UNTELLABLE.includes(code))) return [];
  const isToday = ({ toldAt }: NoticedProblem): boolean => toldAt !== null && toldAt > now - DAY_MS;
  const left = Math.max(0, MOST_A_DAY - problems.filter(isToday).length);
  return open
    .filter((problem) => (problem.toldAt === null || problem.toldAt < problem.openedAt) && !isToday(problem))
    .sort((a, b) => a.openedAt - b.openedAt)
    .slice(0, left);
}

/** Which problems are over of which the merchant was told, and not that they are. */
export function problemsOver(problems: readonly NoticedProblem[]): NoticedProblem[] {
  if (problems.some(({ code, isOpen }) => isOpen && UNTELLABLE.includes(code))) return [];
  return problems.filter(
    ({ isOpen, openedAt, toldAt, overToldAt }) =>
      !isOpen && toldAt !== null && toldAt >= openedAt && (overToldAt === null || overToldAt < toldAt),
  );
}
