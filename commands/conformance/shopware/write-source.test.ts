import { expect, test } from "vitest";
import { writeSource } from "./write-source.ts";

const SOURCE = { url: "http://127.0.0.1:1/sub", shopId: "run", timestamp: 7 };

test("a recorded body names the shop of the run, and keeps everything else to the last digit", () => {
  const body = `{"data":{"payload":{"order":{"price":89.69999999999999,"url":"x"}},"event":"e"},"source":{"url":"http:\\/\\/localhost:8000","eventId":"1","shopId":"theirs"},"timestamp":1795543456}`;
  expect(writeSource(body, SOURCE)).toBe(
    `{"data":{"payload":{"order":{"price":89.69999999999999,"url":"x"}},"event":"e"},"source":{"url":"http:\\/\\/127.0.0.1:1\\/sub","eventId":"1","shopId":"run"},"timestamp":7}`,
  );
});

test("a body that is no JSON stays as it is", () => {
  expect(writeSource(`{"source":`, SOURCE)).toBe(`{"source":`);
});
