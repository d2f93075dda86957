import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { createShopAtCore } from "../demo/create-shop-at-core.ts";
import { childEnv } from "../env.ts";
import { newDataDir } from "../new-data-dir.ts";
import { runOnce, startProcess } from "../start-process.ts";
import { backUp, type PutBack } from "./back-up.ts";
import type { DatabaseDoor } from "./database/database-door.ts";
import { fillCompileCache } from "./fill-compile-cache.ts";
import { type JournalProxy, startJournalProxy } from "./journal-proxy.ts";
import { killServer, serverOf } from "./kill-server.ts";
import { layFoundation } from "./lay-foundation.ts";
import { type DatabaseLook, lookIntoDatabase } from "./look-into-database.ts";
import { type Changes, createMember, type Death, type Member } from "./member.ts";
import type { Platform, Stand } from "./shop/platform.ts";
import type { Receiver, SellingShop, Shop } from "./shop/selling-shop.ts";
import { createShopKeys } from "./shop-keys.ts";
import { type MemberWatch, watchMembers } from "./watch-members.ts";

export type { Member } from "./member.ts";

export interface Lab {
  dataDir: string;
  platform: Platform;
  stand: Stand;
  core: { url: string; adminUser: string; adminKey: string };
  /** In front of the core: what the workers call. */
  proxy: JournalProxy;
  receivers: readonly Member[];
  workers: readonly Member[];
  database: DatabaseLook;
  /** New shops of the lab's platform that send to these receivers, the lab's own where none are named. */
  openShops(slugs: readonly string[], receivers?: readonly Receiver[]): Promise<SellingShop[]>;
  openShop(slug: string, receivers?: readonly Receiver[]): Promise<SellingShop>;
  /** Makes shops known to the core and connects them with these settings, each with a key to the core of its own. */
  connect(shops: readonly Shop[], settings: Readonly<Record<string, unknown>>): Promise<void>;
  /** As the merchant does who was told that the old one is not taken any more; `beside`: while it still is. */
  giveNewKey(shop: Shop, options?: { beside: boolean }): Promise<void>;
  /** From now on the core takes the newest key of this shop alone. */
  endFormerKeys(shop: Shop): void;
  /** Starts receivers and workers anew with these changes to their environment and the operator's, for good. */
  reconfigure(changes: Changes): Promise<void>;
  /** The operator's hand: `npm run karla`. Gives what it says. */
  karla(args: string[], input?: string): Promise<string>;
  /** The same about one shop. */
  karlaOf(shop: Shop, args: string[]): Promise<string>;
  /**
   * SIGKILLs the database server with all its processes; the product brings it back by itself. Resolves when it answers
   * again, with the milliseconds that took.
   */
  killDatabase(): Promise<number>;
  /** Does what keeps receivers and workers from the database until it is done, and notes that time. */
  withoutDatabase<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Copies the database as it is. Gives what puts it back to that. */
  backUp(): Promise<PutBack>;
  /** How long a worker may keep an order without a sign of life. */
  leaseMs: number;
  /** The longest that this process itself was held up: by so much it may have noticed something late. */
  stallMs(): number;
  /** Of receivers, workers and the database, as they were noticed. */
  deaths: readonly Death[];
  /** Memory and connections of the receivers, all the while. */
  watch: MemberWatch;
  /** What must be in no log: keys, passwords, tokens. */
  secrets(): string[];
  /** Ends everything. `keep` leaves the folder with the journals and logs. */
  close(options: { keep: boolean }): Promise<void>;
}

export interface LabSetup {
  platform: Platform;
  stand: Stand;
  receivers: number;
  workers: number;
  /** Of receivers and workers. */
  env?: Changes;
  /** The core keeps its orders in a server of its own, which goes on when the product's is killed. */
  coreApart?: boolean;
  /**
   * Receivers and workers come to the database by these doors, in turn. It is somebody else's server then: they do not bring it
   * back, and the core has one of its own.
   */
  doors?: readonly DatabaseDoor[];
}

const ADMIN_USER = "admin";
const NOT_NEEDED = "the lab is being closed";
const DEFAULT_LEASE_MS = 30_000;
/** Ends a lab that is open, or one that is being opened as soon as all its processes are there. */
const endings = new Set<() => Promise<void>>();

/** Ends every lab: for a run that is broken off. */
export async function closeLabs(): Promise<void> {
  await Promise.all([...endings].map((end) => end()));
}

/** Core, receivers and workers as real processes on one embedded database, in a folder of their own. */
export async function openLab(setup: LabSetup): Promise<Lab> {
  const dataDir = newDataDir("chaos");
  const logs = join(dataDir, "logs");
  mkdirSync(logs, { mode: 0o755 });
  const coreDir = setup.coreApart === true || setup.doors !== undefined ? join(dataDir, "core") : dataDir;
  mkdirSync(coreDir, { recursive: true, mode: 0o711 });
  for (const dir of new Set([dataDir, coreDir])) await layFoundation(dir);
  const { platform, stand } = setup;
  const adminKey = randomBytes(24).toString("hex");
  const common = { DATABASE_URL: undefined, KARLA_DATA_DIR: dataDir };
  /** What the operator has changed since. */
  const changed: Changes = {};
  const deaths: Death[] = [];
  const births: Promise<Member>[] = [];
  const errands: Promise<string>[] = [];
  const noMoreErrands = new AbortController();
  let ending = false;

  const starting = startProcess({
    name: "core",
    script: "packages/karla-core/src/main.ts",
    logFile: join(logs, "core.log"),
    env: childEnv({
      ...common,
      KARLA_DATA_DIR: coreDir,
      KARLA_CORE_PORT: "0",
      KARLA_CORE_ADMIN_USER: ADMIN_USER,
      KARLA_CORE_ADMIN_KEY: adminKey,
      KARLA_CORE_SANDBOX: "1",
    }),
  });
  const admin = { user: ADMIN_USER, key: adminKey };
  const coreUrl = starting.then(({ url }) => url);
  const proxy = await startJournalProxy({ coreUrl, admin, path: join(dataDir, "core.journal") });
  const { doors = [] } = setup;
  const byDoors = await leadToDatabase(doors, dataDir);
  const several = (count: number, name: string, script: string) =>
    Promise.all(
      Array.from({ length: count }, async (_, n) => {
        const own = `${name}-${n + 1}`;
        const env = {
          ...byDoors[n % doors.length],
          ...stand.env,
          ...setup.env,
          KARLA_API_URL: await proxy.urlFor(own),
        };
        if (ending) throw new Error(NOT_NEEDED);
        const life = { name: own, script, logFile: join(logs, `${own}.log`), deaths };
        const birth = createMember(life, () => ({ ...common, ...env, ...changed }));
        births.push(birth);
        return birth;
      }),
    );
  /** What runs, and what runs for it, in no order: nothing of it is needed any more. */
  async function endAll(): Promise<void> {
    ending = true;
    // A command that finds the database gone would start it again.
    noMoreErrands.abort();
    await Promise.allSettled(errands);
    for (const birth of await Promise.allSettled(births)) if (birth.status === "fulfilled") await birth.value.retire();
    await starting.then((core) => process.kill(core.pid, "SIGKILL") && core.failed).catch(() => undefined);
    for (const dir of new Set([dataDir, coreDir])) if (serverOf(dir) !== null) killServer(dir);
  }
  const all = Promise.all([
    starting,
    several(setup.receivers, "receiver", platform.receiver),
    several(setup.workers, "worker", platform.worker),
  ]);
  async function end(): Promise<void> {
    await endAll();
    rmSync(dataDir, { recursive: true, force: true });
  }
  endings.add(end);
  const [core, receivers, workers] = await all.catch(async (error: unknown) => {
    endings.delete(end);
    await endAll();
    throw error;
  });
  await fillCompileCache(platform.name, [receivers[0], workers[0]]);
  deaths.length = 0;
  const database = lookIntoDatabase(dataDir);
  const watch = watchMembers(receivers, database.port, [...stand.mayCall, ...doors.map(({ port }) => port)]);
  async function karla(args: string[], input = ""): Promise<string> {
    if (ending) throw new Error(NOT_NEEDED);
    const { signal } = noMoreErrands;
    const errand = runOnce({
      script: "commands/karla.ts",
      args,
      env: childEnv({ ...common, ...changed }),
      input,
      signal,
    });
    errands.push(errand);
    return errand;
  }
  const keys = createShopKeys({
    platform,
    proxy,
    connect: (connections) => karla(["connect", "--file", "-"], JSON.stringify(connections)),
  });
  const stalls = monitorEventLoopDelay({ resolution: 10 });
  stalls.enable();

  const lab: Lab = {
    dataDir,
    platform,
    stand,
    core: { url: core.url, adminUser: ADMIN_USER, adminKey },
    proxy,
    receivers,
    workers,
    database,
    watch,
    deaths,
    stallMs: () => Math.round(stalls.max / 1e6),
    leaseMs: Number(setup.env?.WORKER_LEASE_MS ?? DEFAULT_LEASE_MS),
    openShops: (slugs, to = receivers) => stand.open(lab, slugs, to),
    async openShop(slug, to) {
      const [shop] = await lab.openShops([slug], to);
      if (shop === undefined) throw new Error(`${slug} could not be opened`);
      return shop;
    },
    async connect(shops, settings) {
      for (const { slug } of shops) {
        await createShopAtCore({ url: core.url, adminUser: ADMIN_USER, adminKey }, slug, platform.name);
      }
      await keys.give(shops, settings);
    },
    giveNewKey: keys.giveAnother,
    endFormerKeys: keys.endFormer,
    async reconfigure(changes) {
      Object.assign(changed, changes);
      const members = [...receivers, ...workers];
      await Promise.all(members.map((member) => member.kill("SIGTERM").then(() => member.start())));
    },
    karla,
    karlaOf: ({ domain }, args) => karla([...args, "--platform", platform.name, "--shop", domain]),
    async killDatabase() {
      killServer(dataDir);
      const outage: Death = { name: "database", at: Date.now(), signal: "SIGKILL" };
      deaths.push(outage);
      outage.until = await database.answersAt();
      return outage.until - outage.at;
    },
    async withoutDatabase(work) {
      const outage: Death = { name: "database", at: Date.now(), signal: null };
      deaths.push(outage);
      const result = await work();
      outage.until = Date.now();
      return result;
    },
    backUp: () => backUp(lab, deaths),
    secrets: () => [
      ...stand.secrets(),
      ...Object.values(changed).flatMap((value) => (value === undefined ? [] : value.split(","))),
      adminKey,
      Buffer.from(`${ADMIN_USER}:${adminKey}`).toString("base64"),
      database.password,
      readFileSync(join(dataDir, "master-key"), "utf8").trim(),
      ...keys.all(),
    ],
    async close({ keep }) {
      endings.delete(end);
      await watch.end();
      stalls.disable();
      await endAll();
      await proxy.close();
      await database.close();
      if (!keep) rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return lab;
}

/** Starts the database, which nobody does who comes by a door. Gives what makes a process come by each. */
async function leadToDatabase(doors: readonly DatabaseDoor[], dataDir: string): Promise<Changes[]> {
  if (doors.length === 0) return [];
  const env = childEnv({ DATABASE_URL: undefined, KARLA_DATA_DIR: dataDir });
  await runOnce({ script: "commands/karla.ts", args: ["status"], env });
  const password = readFileSync(join(dataDir, "pg-password"), "utf8").trim();
  return doors.map((door) => {
    door.leadTo({ port: () => serverOf(dataDir)?.port ?? 0, user: "karla", password, database: "karla" });
    return { DATABASE_URL: `postgresql://karla:${password}@127.0.0.1:${door.port}/karla${door.parameters}` };
  });
}
