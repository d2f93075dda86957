import { expect, test } from "vitest";
import { createFailpoint } from "./failpoint.ts";

test("kills at the named place, the n-th time it passes there", () => {
  let deaths = 0;
  const failpoint = createFailpoint({ name: "after_commit", passes: 2 }, () => {
    deaths += 1;
  });
  failpoint("after_commit");
  failpoint("before_commit");
  expect(deaths).toBe(0);
  failpoint("after_commit");
  expect(deaths).toBe(1);
});
