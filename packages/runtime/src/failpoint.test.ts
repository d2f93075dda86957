import { expect, test } from "vitest";
import { createFailpoint } from "./failpoint.ts";

test.each(["SIGKILL", "SIGSTOP"] as const)("sends %s at the named place, the n-th time it passes there", (signal) => {
  const sent: string[] = [];
  const failpoint = createFailpoint({ name: "after_commit", passes: 2, signal }, (it) => void sent.push(it));
  failpoint("after_commit");
  failpoint("before_commit");
  expect(sent).toEqual([]);
  for (let passes = 2; passes < 5; passes += 1) failpoint("after_commit");
  expect(sent).toEqual([signal]);
});
