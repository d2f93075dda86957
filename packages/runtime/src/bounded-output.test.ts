import { Writable } from "node:stream";
import { describe, expect, it, vi } from "vitest";
import { boundedOutput } from "./bounded-output.ts";

const LINE = `${"x".repeat(1023)}\n`;

/** A reader that takes a line when it is told to. */
function slowReader() {
  const taken: string[] = [];
  let waiting: (() => void) | null = null;
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      taken.push(String(chunk));
      waiting = done;
    },
  });
  const takeAll = async () => {
    while (waiting !== null) {
      const done: () => void = waiting;
      waiting = null;
      done();
      await new Promise(setImmediate);
    }
  };
  return { stream, taken, takeAll };
}

describe("bounded output", () => {
  it("keeps a few megabytes for a slow reader, drops the rest, and says how many lines that were", async () => {
    const { stream, taken, takeAll } = slowReader();
    const output = boundedOutput(stream);
    for (let n = 0; n < 5_000; n += 1) output.write(LINE);
    expect(stream.writableLength).toBe(4 * 1024 * 1024);
    await takeAll();
    output.write("the next line\n");
    await takeAll();
    const [last = "", told = ""] = taken.reverse();
    expect(last).toBe("the next line\n");
    expect(JSON.parse(told)).toMatchObject({ level: "warn", lines: 904, msg: "log lines were dropped" });
  });

  it("writes again to another stream once the first one failed, and says how many lines were dropped", async () => {
    vi.useFakeTimers();
    const [full, roomy] = [slowReader(), slowReader()];
    const output = boundedOutput(full.stream, () => roomy.stream);
    full.stream.destroy(new Error("ENOSPC"));
    await vi.advanceTimersByTimeAsync(0);
    output.write(LINE);
    output.write(LINE);
    await vi.advanceTimersByTimeAsync(5_000);
    vi.useRealTimers();
    output.write("the next line\n");
    await roomy.takeAll();
    const [told = "", next] = roomy.taken;
    expect(JSON.parse(told)).toMatchObject({ lines: 2, msg: "log lines were dropped" });
    expect(next).toBe("the next line\n");
  });

  it("goes on without a reader that is gone", async () => {
    const { stream } = slowReader();
    const output = boundedOutput(stream);
    stream.destroy(new Error("EPIPE"));
    await new Promise(setImmediate);
    output.write(LINE);
    expect(stream.writableLength).toBe(0);
  });
});
