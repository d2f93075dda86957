import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { startCarrierProcess } from "../packages/sandbox/src/carrier/carrier-process.fixture.ts";
import { readCarrierJournal } from "./carrier-journal.ts";

const dir = mkdtempSync(join(tmpdir(), "karla-carrier-journal-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test("every scan that was in an answer is in the journal, also after the carrier was killed", async () => {
  const journal = join(dir, "journal.jsonl");
  // Two days in a tenth of a second.
  const settings = { SANDBOX_CARRIER_JOURNAL: journal, SANDBOX_CARRIER_HASTE: "100000", SANDBOX_SEED: "3" };
  const seen = new Map<string, Set<string>>();
  for (const _ of ["first run", "second run"]) {
    const carrier = await startCarrierProcess(settings);
    for (const number of ["A1", "A2", "A3"]) {
      await expect
        .poll(async () => {
          const events = await carrier.ask(number);
          seen.set(number, new Set([...(seen.get(number) ?? []), ...events]));
          return events.length;
        })
        .toBeGreaterThanOrEqual(1);
    }
    await carrier.kill();
  }
  const parcels = readCarrierJournal(journal);
  expect([...parcels.keys()].sort()).toEqual(["A1", "A2", "A3"]);
  for (const [number, { scans }] of parcels) {
    const told = scans.map(({ at, code }) => `${new Date(at).toISOString()} ${code}`);
    expect(new Set(told)).toEqual(seen.get(number));
    expect(told).toHaveLength(new Set(told).size);
  }
});
