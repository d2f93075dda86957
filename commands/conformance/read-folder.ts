import { z } from "zod";
import { FolderError } from "./folder-error.ts";
import { decode } from "./read-body.ts";
import { readFileIn, readJson } from "./read-file-in.ts";
import { scanMembers } from "./scan-members.ts";

/** One body of the folder, as it was recorded. */
export interface FolderBody {
  file: string;
  topic: string;
  bytes: Buffer;
  /** The `x-shopify-*` or `sw-*` headers it was recorded with, names lower-case; none where only the body was kept. */
  headers: Readonly<Record<string, string>>;
}

const Index = z.array(
  z.object({
    file: z.string().min(1),
    topic: z.string(),
    feed_as: z.string().min(1),
    wrapper: z.boolean().default(false),
  }),
);
type Entry = z.infer<typeof Index>[number];

const Wrapper = z.object({ headers: z.record(z.string(), z.unknown()), body: z.unknown() });

/** Reads the bodies that are to be fed: those of `DIR/index.json` whose `feed_as` is not `none`. */
export function readFolder(dir: string): FolderBody[] {
  const parsed = Index.safeParse(readJson(readFileIn(dir, "index.json"), "index.json"));
  if (!parsed.success) {
    const wrong = parsed.error.issues.slice(0, 5).map(({ path, message }) => `  ${path.join(".")}: ${message}`);
    throw new FolderError(`index.json is no list of {file, topic, feed_as, wrapper}:\n${wrong.join("\n")}`);
  }
  return parsed.data.filter(({ feed_as }) => feed_as !== "none").map((entry) => readEntry(dir, entry));
}

function readEntry(dir: string, { file, feed_as: topic, wrapper }: Entry): FolderBody {
  const bytes = readFileIn(dir, file);
  if (!wrapper) return { file, topic, bytes, headers: {} };
  const text = decode(bytes) ?? "";
  const parsed = Wrapper.safeParse(readJson(bytes, file));
  const body = scanMembers(text).get("body");
  if (!parsed.success || body === undefined)
    throw new FolderError(`${file} is no {headers, body}, but has wrapper: true.`);
  const headers = Object.entries(parsed.data.headers).flatMap(([name, value]): [string, string][] =>
    /^(x-shopify|sw)-/i.test(name) && typeof value === "string" ? [[name.toLowerCase(), value]] : [],
  );
  return { file, topic, bytes: Buffer.from(text.slice(body.start, body.end)), headers: Object.fromEntries(headers) };
}
