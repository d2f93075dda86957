import { expect, test } from "vitest";
import type { Exchange } from "./create-module-api.ts";
import { keepReading, type Shown } from "./keep-reading.ts";

type Answer = Exchange<string>;
const known = (answer: string): Answer => ({ outcome: "answered", answer });
const FAILED: Answer = { outcome: "failed" };

/** A page that is read with these answers, one after the other; pauses are over when the test says so. */
function readWith(answers: Answer[], options: { visible?: boolean; goesOn?: boolean } = {}) {
  const shown: string[] = [];
  const pauses: number[] = [];
  let reads = 0;
  let goOn = () => {};
  const reading = keepReading<string>({
    async read() {
      reads += 1;
      return answers.shift() ?? FAILED;
    },
    pause(ms, signal) {
      pauses.push(ms);
      return new Promise((resolve) => {
        goOn = resolve;
        signal.addEventListener("abort", () => resolve());
      });
    },
    isVisible: () => options.visible ?? true,
    goesOn: () => options.goesOn ?? true,
    tell: (next: Shown<string>) => void shown.push(next.state === "ready" ? next.data : next.state),
  });
  /** Until everything that waits for nothing has happened. */
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return {
    reading,
    shown,
    pauses,
    reads: () => reads,
    settled,
    async passPause() {
      await settled();
      goOn();
      await settled();
    },
  };
}

test("a page is read every two seconds while something goes on and somebody sees it, and one of which nothing changes now and then", async () => {
  const first = [{}, { goesOn: false }, { visible: false }].map((options) => readWith([known("a")], options));
  for (const page of first) await page.settled();
  expect(first.map(({ pauses }) => pauses)).toEqual([[2_000], [300_000], [300_000]]);
});

test("what is lost once is not told of; what stays lost is, and comes back by itself", async () => {
  const page = readWith([known("a"), FAILED, FAILED, FAILED, FAILED, known("b")]);
  for (let times = 0; times < 5; times += 1) await page.passPause();
  expect(page.shown).toEqual(["a", "error", "error", "b"]);
  expect(page.pauses).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 2_000]);
});

test("a page that was never read says so at once", async () => {
  const page = readWith([FAILED, known("a")]);
  await page.settled();
  expect(page.shown).toEqual(["error"]);
  await page.passPause();
  expect(page.shown).toEqual(["error", "a"]);
});

test("what a merchant may be writing on stays, however long nothing gets through", async () => {
  const page = readWith([known("a")], { goesOn: false });
  for (let times = 0; times < 10; times += 1) await page.passPause();
  expect(page.reads()).toBe(11);
  expect(page.shown).toEqual(["a"]);
});

test("after something was pressed it is read at once, and what was under way is not shown", async () => {
  const page = readWith([known("a"), known("b")]);
  page.reading.again();
  await page.settled();
  expect(page.shown).toEqual(["b"]);
  page.reading.again();
  await page.settled();
  expect(page.reads()).toBe(3);
});

test("nobody is told anything, and nothing is asked, once the page was left", async () => {
  const page = readWith([known("a"), known("b")]);
  page.reading.stop();
  await page.passPause();
  expect([page.shown, page.reads()]).toEqual([[], 1]);
});

test("once the session is over the server is hardly asked any more", async () => {
  const page = readWith([known("a"), { outcome: "session_over" }]);
  await page.passPause();
  expect(page.pauses).toEqual([2_000, 300_000]);
  expect(page.shown).toEqual(["a"]);
});
