import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "@karla/sandbox/random";
import type { Death, Member } from "../member.ts";

/** Who is killed, how and how often. */
export interface KillOrder {
  members: readonly Member[];
  /** Kills of all of them together. */
  kills: number;
  /** Places in the product where every second death is put. */
  failpoints: readonly string[];
  /** A life gets so far, at most, before it comes to its failpoint. */
  maxPasses: number;
  /** A death at a random instant comes so long, at most, after the first sign of work. */
  withinMs: number;
}

export interface KillScene {
  deaths: readonly Death[];
  random: Random;
  /** Resolves at the first sign of work of this member's present life, with its time. */
  works(member: Member): Promise<number>;
  /** Whether it has something under way right now. */
  isBusy(member: Member): boolean;
  /** Runs what starts a process, when its turn has come. */
  starting(start: () => Promise<void>): Promise<void>;
  /** Told after each kill how many there were. */
  killed(kills: number): void;
}

export interface KillTally {
  kills: number;
  /** By place: `random`, `after_commit`, … */
  by: Record<string, number>;
  /** From the start of the process to its first sign of work, of each life. */
  restartsMs: number[];
  /** Lives whose end did not count: nothing was under way, or the failpoint was never passed. */
  idle: number;
  /** Starts and ends that nobody caused. */
  failures: string[];
}

interface Life {
  /** As in `KARLA_FAILPOINT`. */
  failpoint: string | null;
  /** Its first sign of work. */
  working: Promise<number>;
}

const FAILPOINT_PATIENCE_MS = 8_000;
const WORK_PATIENCE_MS = 30_000;
const LOOK_MS = 5;
const START_AGAIN_MS = 500;

/** Kills each member as soon as it works, starts it again, and so on until there were enough deaths under load. */
export async function killAgainAndAgain(order: KillOrder, scene: KillScene): Promise<KillTally> {
  const tally: KillTally = { kills: 0, by: {}, restartsMs: [], idle: 0, failures: [] };
  /** Kills that were done, or are about to be. */
  let claimed = 0;
  let lives = 0;

  async function one(member: Member): Promise<void> {
    let life: Life = { failpoint: null, working: scene.works(member) };
    while (claimed < order.kills) {
      claimed += 1;
      await Promise.race([life.working, member.ended(), sleep(WORK_PATIENCE_MS, undefined, { ref: false })]);
      const underLoad = life.failpoint === null ? await strike(member) : await comesToItsEnd(member);
      if (lastDeathOf(member)?.signal !== "SIGKILL") tally.failures.push(`${member.name} ended by itself`);
      else if (underLoad) count(life.failpoint?.split(":")[0] ?? "random");
      if (!underLoad) {
        claimed -= 1;
        tally.idle += 1;
      }
      lives += 1;
      life = await begin(member, claimed < order.kills && lives % 2 === 1 ? nextFailpoint() : null);
    }
    // Others were faster: this one is not to die when all is over.
    if (life.failpoint === null) return;
    await member.kill("SIGKILL");
    await begin(member, null);
  }

  function count(how: string): void {
    tally.kills += 1;
    tally.by[how] = (tally.by[how] ?? 0) + 1;
    scene.killed(tally.kills);
  }

  async function begin(member: Member, wanted: string | null): Promise<Life> {
    const { startedAt, failpoint } = await startSurely(member, wanted);
    const working = scene.works(member);
    const pid = member.pid();
    void working.then((at) => member.pid() === pid && tally.restartsMs.push(at - startedAt));
    return { failpoint, working };
  }

  function nextFailpoint(): string {
    return `${scene.random.pick(order.failpoints)}:${scene.random.int(2, order.maxPasses)}`;
  }

  /** At a random instant, with something under way. */
  async function strike(member: Member): Promise<boolean> {
    await Promise.race([sleep(scene.random.int(1, order.withinMs)), member.ended()]);
    const until = Date.now() + WORK_PATIENCE_MS;
    while (member.pid() > 0 && !scene.isBusy(member) && Date.now() < until) await sleep(LOOK_MS);
    if (member.pid() === 0) return false;
    const busy = scene.isBusy(member);
    await member.kill("SIGKILL");
    return busy;
  }

  /** It kills itself at its failpoint: that is a death under load, as only work comes past there. */
  async function comesToItsEnd(member: Member): Promise<boolean> {
    await Promise.race([member.ended(), sleep(FAILPOINT_PATIENCE_MS, undefined, { ref: false })]);
    const ended = member.pid() === 0;
    if (!ended) await member.kill("SIGKILL");
    return ended && lastDeathOf(member)?.signal === "SIGKILL";
  }

  const lastDeathOf = (member: Member) => scene.deaths.findLast(({ name }) => name === member.name);

  /**
   * Gives the time at which it was started, and with which failpoint. A process that starts while the database is away may give
   * up; whoever looks after it starts it again.
   */
  async function startSurely(
    member: Member,
    wanted: string | null,
  ): Promise<Pick<Life, "failpoint"> & { startedAt: number }> {
    let failpoint = wanted;
    for (;;) {
      let startedAt = Date.now();
      const start = () => {
        startedAt = Date.now();
        return member.start(failpoint === null ? {} : { KARLA_FAILPOINT: failpoint });
      };
      try {
        await scene.starting(start);
        return { startedAt, failpoint };
      } catch (error) {
        const away = scene.deaths.some(
          ({ name, at, until }) => name === "database" && at <= Date.now() && (until ?? Date.now()) >= startedAt,
        );
        if (!away && failpoint === null) {
          tally.failures.push(`${member.name} could not be started: ${error instanceof Error ? error.message : ""}`);
        }
        // It came to its end before it could say that it listens, and would again.
        failpoint = null;
        await sleep(START_AGAIN_MS);
      }
    }
  }

  await Promise.all(order.members.map(one));
  return tally;
}
