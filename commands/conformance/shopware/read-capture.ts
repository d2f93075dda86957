import { z } from "zod";
import { FolderError } from "../folder-error.ts";
import { type Fields, fieldsOf, objectsIn, readBody } from "../read-body.ts";
import { readFileIn, readJson } from "../read-file-in.ts";

/** A webhook as a real shop sent it; `body` is the exact text. */
export interface CapturedRequest {
  file: string;
  event: string;
  body: string;
  headers: Readonly<Record<string, string>>;
}

export interface CapturedOrder {
  /** To be answered again. */
  answer: Readonly<Record<string, unknown>>;
  /** The same to be compared: numbers are the text of their digits. */
  fields: Fields;
}

/** What happened to an order at one moment, and what was seen of it. */
export interface CapturedStep {
  /** Of its case, e.g. "3-ship". */
  name: string;
  requests: readonly CapturedRequest[];
  /** The order as the Admin API answered right after; null where it was gone. */
  order: CapturedOrder | null;
  /** Bodies that Karla's own plugin PUT, oldest first; numbers are the text of their digits. */
  plugin: readonly Fields[];
}

/** One order and its life. */
export interface CapturedCase {
  name: string;
  orderId: string;
  orderNumber: string;
  steps: readonly CapturedStep[];
}

export interface Capture {
  cases: readonly CapturedCase[];
  /** Everything that was read, to look for in the logs. */
  files: readonly { file: string; bytes: Buffer }[];
  /** The first and the last moment in it, milliseconds since the epoch. */
  from: number;
  to: number;
}

const Index = z
  .array(
    z.object({
      case: z.string().min(1),
      order_id: z.string().regex(/^[0-9a-f]{32}$/),
      order_number: z.string().min(1),
      steps: z.array(
        z.object({
          step: z.string().min(1),
          requests: z.array(z.object({ file: z.string().min(1), event: z.string().min(1) })),
          plugin: z.array(z.string().min(1)),
          readback: z.string().min(1).nullish(),
        }),
      ),
    }),
  )
  .min(1);
type Entry = z.infer<typeof Index>[number];

const Request = z.object({ headers: z.record(z.string(), z.unknown()), body: z.string() });
const Readback = z.object({ data: z.array(z.record(z.string(), z.unknown())).min(1) });
/** An instant that tells when something of an order happened; days of delivery lie ahead. */
const MOMENT = /"(?:createdAt|updatedAt|received_at)" ?: ?"(\d{4}-\d\d-\d\dT[^"]+)"/g;

/** Whether the folder's index lists cases with steps, and not single bodies. */
export function isCapture(dir: string): boolean {
  const [first] = objectsIn(readJson(readFileIn(dir, "index.json"), "index.json"));
  return first !== undefined && "case" in first && "steps" in first;
}

export function readCapture(dir: string): Capture {
  const parsed = Index.safeParse(readJson(readFileIn(dir, "index.json"), "index.json"));
  if (!parsed.success) {
    const wrong = parsed.error.issues.slice(0, 5).map(({ path, message }) => `  ${path.join(".")}: ${message}`);
    throw new FolderError(`index.json is no list of {case, order_id, order_number, steps}:\n${wrong.join("\n")}`);
  }
  const files: { file: string; bytes: Buffer }[] = [];
  const read = (file: string) => {
    const bytes = readFileIn(dir, file);
    files.push({ file, bytes });
    return bytes;
  };
  const cases = parsed.data.map((entry) => readCase(entry, read));
  const moments = files.flatMap(({ bytes }) => momentsIn(bytes));
  if (moments.length === 0) throw new FolderError("Nothing in the folder says when it happened.");
  return { cases, files, from: Math.min(...firstOf(cases, moments)), to: Math.max(...moments) };
}

/** Accounts and articles are older than any order. */
function firstOf(cases: readonly CapturedCase[], moments: readonly number[]): number[] {
  const made = cases.flatMap(({ steps }) =>
    steps.map(({ order }) => Date.parse(String(order?.answer.createdAt ?? ""))),
  );
  const known = made.filter((at) => !Number.isNaN(at));
  return known.length === 0 ? [...moments] : known;
}

function momentsIn(bytes: Buffer): number[] {
  return [...bytes.toString("utf8").matchAll(MOMENT)]
    .map(([, text = ""]) => Date.parse(text))
    .filter((at) => !Number.isNaN(at));
}

function readCase({ case: name, order_id, order_number, steps }: Entry, read: (file: string) => Buffer): CapturedCase {
  return {
    name,
    orderId: order_id,
    orderNumber: order_number,
    steps: steps.map(({ step, requests, plugin, readback }) => ({
      name: step,
      requests: requests.map(({ file, event }) => ({ file, event, ...requestIn(read(file), file) })),
      order: readback == null ? null : orderIn(read(readback), readback, order_id),
      plugin: plugin.map((file) => pluginBodyIn(read(file), file)),
    })),
  };
}

function requestIn(bytes: Buffer, file: string): Pick<CapturedRequest, "body" | "headers"> {
  const parsed = Request.safeParse(readJson(bytes, file));
  if (!parsed.success) throw new FolderError(`${file} is no {headers, body} with the body as text.`);
  const headers = Object.entries(parsed.data.headers).flatMap(([name, value]): [string, string][] =>
    typeof value === "string" ? [[name.toLowerCase(), value]] : [],
  );
  return { body: parsed.data.body, headers: Object.fromEntries(headers) };
}

function orderIn(bytes: Buffer, file: string, orderId: string): CapturedOrder {
  const answer = Readback.safeParse(readJson(bytes, file)).data?.data.find(({ id }) => id === orderId);
  const fields = objectsIn(readBody(bytes)?.data).find(({ id }) => id === orderId);
  if (answer === undefined || fields === undefined) throw new FolderError(`${file} does not hold order ${orderId}.`);
  return { answer, fields };
}

function pluginBodyIn(bytes: Buffer, file: string): Fields {
  const body = readBody(bytes);
  if (body === null || fieldsOf(body.order) === null) throw new FolderError(`${file} is no body with an order.`);
  return body;
}
