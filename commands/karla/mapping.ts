import { readFile, writeFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { setImmediate as pause } from "node:timers/promises";
import type { Store } from "@karla/store/open-store";
import { checkMapping } from "@karla/sync/check-mapping";
import { createDiscovery, type DiscoveredField } from "@karla/sync/discover-fields";
import { DRY_RUN_VERDICTS } from "@karla/sync/dry-run";
import type { Platform, ShopId } from "@karla/sync/ids";
import type { MappingDocument } from "@karla/sync/mapping";
import { notOnPlatform } from "@karla/sync/not-on-platform";
import { readMapping, writeMapping } from "@karla/sync/read-mapping";
import { type Tried, tryMapping } from "@karla/sync/try-mapping";

/** The verbs of a shop's mapping. Each gives the exit code: 1 where something is refused, and then nothing has changed. */
export interface MappingCommand {
  verb: string | undefined;
  shop: string | undefined;
  platform: Platform;
  /** `-` is standard input or output. */
  file: string | undefined;
  orders: string;
  publish: boolean;
  /** Publish although orders would newly fail. */
  confirm: boolean;
  /** Send the orders again whose payload is another one now. */
  resync: boolean;
  json: boolean;
}

const BY = "operator";
const MAX_ORDERS = 1_000;
const STALE = "Somebody saved the mapping at the same moment. Try again.";

export async function runMapping(store: Store, command: MappingCommand): Promise<number> {
  if (command.shop === undefined) return refuse("Say which shop: --shop DOMAIN.");
  const shopId = await store.names.tenantNamed(command.platform, command.shop);
  switch (command.verb) {
    case "export":
      return exportMapping(store, shopId, command);
    case "import":
      return importMapping(store, shopId, command);
    case "dry-run":
      return dryRun(store, shopId, command);
    case "fields":
      return listFields(store, shopId, command);
    default:
      return refuse(
        "A mapping can be exported, imported and tried, its fields listed: mapping export|import|dry-run|fields.",
      );
  }
}

async function exportMapping({ mappings }: Store, shopId: ShopId, { file = "-" }: MappingCommand): Promise<number> {
  const { document } = (await mappings.published(shopId)) ?? (await mappings.draft(shopId));
  const written = writeMapping(document);
  if (file === "-") process.stdout.write(written);
  else await writeFile(file, written);
  return 0;
}

async function importMapping(store: Store, shopId: ShopId, command: MappingCommand): Promise<number> {
  const { mappings } = store;
  const limit = numberOfOrders(command);
  const document = await checkedFile(command.file, command.platform);
  if (document === null || limit === null) return 1;
  const trial = command.publish ? await tryOn(store, shopId, document, limit) : null;
  if (trial !== null && trial.counts.newly_failing > 0 && !command.confirm) {
    console.error(wordsFor(trial));
    return refuse("Not published: orders would newly fail. --confirm publishes it all the same.");
  }
  const { revision } = await mappings.draft(shopId);
  const saved = await mappings.save(shopId, { document, revision, by: BY });
  if (saved.outcome === "stale") return refuse(STALE);
  if (trial === null) {
    console.log(
      `Saved as draft ${saved.revision}, ${document.rules.length} rules. Nothing is sent by it before it is published.`,
    );
    return 0;
  }
  const published = await mappings.publish(shopId, { revision: saved.revision, by: BY });
  if (published.outcome === "stale") return refuse(STALE);
  console.log(`Published as version ${published.version}, ${document.rules.length} rules.`);
  if (!command.resync) return 0;
  const again = await store.oweAgain.orders(shopId, trial.changed);
  console.log(`${again} of ${trial.changed.length} orders with another payload are sent again.`);
  return 0;
}

type Trial = Pick<Tried, "counts" | "all" | "changed">;

async function dryRun(store: Store, shopId: ShopId, command: MappingCommand): Promise<number> {
  const limit = numberOfOrders(command);
  if (limit === null) return 1;
  const document =
    command.file === undefined
      ? (await store.mappings.draft(shopId)).document
      : await checkedFile(command.file, command.platform);
  if (document === null) return 1;
  const trial = await tryOn(store, shopId, document, limit);
  console.log(command.json ? JSON.stringify(trial) : wordsFor(trial));
  return 0;
}

/** What a document would change at the shop's last orders. */
async function tryOn(store: Store, shopId: ShopId, document: MappingDocument, limit: number): Promise<Trial> {
  const shop = await store.shops.viewNow(shopId);
  const { counts, all, changed } = await tryMapping(store.samples.newest(shopId, limit), shop, document, pause);
  return { counts, all, changed };
}

async function listFields({ samples }: Store, shopId: ShopId, command: MappingCommand): Promise<number> {
  const limit = numberOfOrders(command);
  if (limit === null) return 1;
  const discovery = createDiscovery();
  for await (const { order } of samples.newest(shopId, limit)) discovery.see(order);
  const fields = discovery.fields();
  const line = (field: DiscoveredField): string => {
    const { share, kinds, examples, lastSeen } = field;
    const part = `${Math.round(share * 100)} %`.padStart(5);
    return `${part}  ${nameOf(field)}  ${kinds.join("|")}  ${examples.map((example) => JSON.stringify(example)).join(" · ")}  last ${lastSeen.order}`;
  };
  console.log(command.json ? JSON.stringify({ fields }) : fields.map(line).join("\n"));
  return 0;
}

function nameOf({ source, prefix, tag }: DiscoveredField): string {
  if (source.from === "metafield") return `${source.owner} metafield "${source.namespace}.${source.key}"`;
  if (source.from !== "tags") return `${source.from} "${source.name}"`;
  return tag === null ? `${source.of} tags "${prefix}…"` : `${source.of} tag "${tag}"`;
}

/** Null with the reason on standard error. */
function numberOfOrders({ orders }: MappingCommand): number | null {
  const limit = Number(orders);
  if (Number.isInteger(limit) && limit >= 1 && limit <= MAX_ORDERS) return limit;
  refuse(`--orders is a number from 1 to ${MAX_ORDERS}.`);
  return null;
}

function wordsFor({ counts, all }: Trial): string {
  const totals = DRY_RUN_VERDICTS.map((verdict) => `${counts[verdict]} ${verdict.replace("_", " ")}`).join(", ");
  const lines = all.map(({ name, verdict, issues }) => {
    const why = issues.map(
      ({ rule, code, path, value }) => `${rule} ${path} ${code}${value === null ? "" : ` "${value}"`}`,
    );
    return [`${name}  ${verdict.replace("_", " ")}`, ...why.map((line) => `    ${line}`)].join("\n");
  });
  return [totals, ...lines].join("\n");
}

/** The document of a file, or null with the reasons on standard error. What has no meaning on the platform is said as well. */
async function checkedFile(file: string | undefined, platform: Platform): Promise<MappingDocument | null> {
  if (file === undefined) {
    refuse('Say which file: --file FILE, or "-" for standard input.');
    return null;
  }
  const written = file === "-" ? await text(process.stdin) : await readFile(file).catch(() => null);
  if (written === null) {
    refuse(`The file ${file} cannot be read.`);
    return null;
  }
  const read = readMapping(written);
  if (read.outcome === "refused") {
    refuse(`Not imported: ${[read.code, read.path, read.detail].filter((part) => part !== "").join(", ")}.`);
    return null;
  }
  const findings = checkMapping(read.document);
  for (const { rule, code, path, other } of findings) {
    refuse(`Not imported: rule ${rule}, ${path}: ${code}${other === null ? "" : ` (${other})`}.`);
  }
  for (const { rule, path, from } of notOnPlatform(read.document, platform)) {
    console.error(`Rule ${rule}, ${path}: a shop of ${platform} has no ${from}; the rule finds nothing there.`);
  }
  return findings.length === 0 ? read.document : null;
}

function refuse(why: string): number {
  console.error(why);
  return 1;
}
