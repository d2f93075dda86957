import { expect, test } from "vitest";
import { homeReady, problem } from "./page-states.fixture.ts";
import { summaryOfHome } from "./summary-of-home.ts";

const counters = { received: 9, delivered: 5, waiting: 0, failed: 0 };

test("all is well only when nothing is open, failed or waiting", () => {
  expect(summaryOfHome({ ...homeReady, counters })).toMatchObject({ tone: "success", title: "home.all_well" });
});

test("orders on their way are well, and said", () => {
  const summary = summaryOfHome({ ...homeReady, counters: { ...counters, waiting: 3 } });
  expect(summary).toMatchObject({ tone: "success", title: "home.on_their_way", count: 3 });
});

test("a failed order without an open problem is not well", () => {
  const summary = summaryOfHome({ ...homeReady, counters: { ...counters, failed: 1, waiting: 3 } });
  expect(summary).toMatchObject({ tone: "warning", title: "home.failed", count: 1 });
});

test("open problems come before failed orders", () => {
  const problems = [problem("orders_refused"), problem("core_unreachable")];
  const summary = summaryOfHome({ ...homeReady, problems, counters: { ...counters, failed: 1 } });
  expect(summary).toMatchObject({ tone: "critical", title: "home.problems", count: 2, connect: false });
});

test("a customer who asks for their data needs attention, and keeps no order back", () => {
  const toneWith = (...codes: string[]) => summaryOfHome({ ...homeReady, problems: codes.map(problem) }).tone;
  expect(toneWith("data_requested")).toBe("warning");
  expect(toneWith("data_requested", "orders_refused")).toBe("critical");
});

test("not connected comes before everything, with a button", () => {
  const summary = summaryOfHome({ ...homeReady, connected: false, problems: [problem("orders_refused")] });
  expect(summary).toMatchObject({ title: "home.not_connected", connect: true });
});
