import { describeLanes } from "../contract/engine/lanes-suite.ts";
import { createMemoryLanes } from "./memory-lanes.ts";

describeLanes("in memory", async () => {
  let now = Date.UTC(2026, 0, 1);
  const lanes = createMemoryLanes({ now: () => now });
  const advance = (ms: number) => {
    now += ms;
  };
  return { inbox: lanes, lanes, advance, now: () => now };
});
