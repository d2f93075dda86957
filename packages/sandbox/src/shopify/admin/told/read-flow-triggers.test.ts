import { expect, test } from "vitest";
import { readFlowTriggers } from "./read-flow-triggers.ts";

const FILE = `# A comment.
[[extensions]]
name = "A parcel"
type = "flow_trigger"
handle = "a-parcel"

[settings]

[[settings.fields]]
type = "order_reference"

[[settings.fields]]
type = "url"
key = "Tracking link"
`;

test("a trigger is its handle and its fields, of which references have no key", () => {
  expect(readFlowTriggers([FILE])).toEqual([
    {
      handle: "a-parcel",
      fields: [
        { type: "order_reference", key: null },
        { type: "url", key: "Tracking link" },
      ],
    },
  ]);
});

test("an extension of another type brings none", () => {
  expect(readFlowTriggers([FILE.replace("flow_trigger", "flow_action")])).toEqual([]);
});

test.each(["key = 'single'", 'key = "one \\" two"', "[half", "nonsense"])("the line %s is not guessed at", (line) => {
  expect(() => readFlowTriggers([`${FILE}${line}`])).toThrow(line);
});
