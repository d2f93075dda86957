import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that start processes and wait for them, the longest first. */
const LONGEST = [
  "test/e2e/",
  "commands/demo/",
  "test/conformance/",
  "test/http/backfill",
  "test/http/redact",
  "test/http/certificate",
  "test/http/mapping-page",
  "packages/store/src/embedded-postgres",
  "packages/store/src/keep-server",
  "test/house/",
];

/** Begins with what takes longest: where one of these came last, the machine would wait for it alone. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rankOf = ({ moduleId }: TestSpecification): number => {
      const found = LONGEST.findIndex((part) => moduleId.includes(`/${part}`));
      return found < 0 ? LONGEST.length : found;
    };
    return sorted.sort((left, right) => rankOf(left) - rankOf(right));
  }
}
