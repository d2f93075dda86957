import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const KEY = "key-of-the-stand-in";
const Line = z.object({ msg: z.string(), url: z.string().optional() });
const Answer = z.object({
  shipments: z.tuple([z.object({ events: z.array(z.object({ timestamp: z.string(), status: z.string() })) })]),
});

/** The carrier as a process of its own, on its good days. */
export async function startCarrierProcess(settings: Record<string, string>) {
  const child = spawn(process.execPath, [fileURLToPath(new URL("main.ts", import.meta.url))], {
    env: { PATH: "/usr/bin:/bin", SANDBOX_CARRIER_KEY: KEY, SANDBOX_CARRIER_BAD_DAYS: "0", ...settings },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const url = await new Promise<string>((resolve, reject) => {
    child.once("exit", () => reject(new Error("the carrier ended before it listened")));
    createInterface({ input: child.stdout }).on("line", (text) => {
      const line = Line.parse(JSON.parse(text));
      if (line.url !== undefined) resolve(line.url);
    });
  });
  return {
    /** The scans of one parcel: instant and code. */
    async ask(number: string): Promise<string[]> {
      const answer = await fetch(`${url}/track/shipments?trackingNumber=${number}`, {
        headers: { "DHL-API-Key": KEY },
      });
      const [{ events }] = Answer.parse(await answer.json()).shipments;
      return events.map(({ timestamp, status }) => `${new Date(timestamp).toISOString()} ${status}`);
    },
    async kill(): Promise<void> {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
