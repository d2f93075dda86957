import { readdirSync, readFileSync } from "node:fs";
import { type Sample, slope } from "../../bench/slope.ts";
import type { Member } from "../member.ts";

/** What one process held of the machine over some time. Zero everywhere but on Linux, which tells. */
export interface Use {
  name: string;
  /** How much its memory grows in a minute, in MiB: the line through the least that it held in each part of the time. */
  mbPerMinute: number;
  /** Files and sockets that it holds at least in the second half beyond the most of the first half. */
  moreHandles: number;
}

export interface UseSample {
  minute: number;
  mb: number;
  handles: number;
}

const EVERY_MS = 250;
const KIB_PER_MIB = 1024;
/** Rubbish that is collected between two of them is seen in neither. */
const PARTS = 10;

/** Looks at these processes until it is told to end, which gives what they held. */
export function watchUse(members: readonly Pick<Member, "name" | "pid">[]): () => Use[] {
  const beganAt = performance.now();
  const seen = members.map((member) => ({ member, samples: [] as UseSample[] }));
  const look = () => {
    const minute = (performance.now() - beganAt) / 60_000;
    for (const { member, samples } of seen) samples.push({ minute, ...heldBy(member.pid()) });
  };
  const timer = process.platform === "linux" ? setInterval(look, EVERY_MS) : null;
  return () => {
    if (timer !== null) clearInterval(timer);
    return seen.map(({ member, samples }) => ({ name: member.name, ...useOf(samples) }));
  };
}

export function useOf(samples: readonly UseSample[]): Omit<Use, "name"> {
  const least = inParts(samples, PARTS).map((part): Sample => {
    const low = part.reduce((lowest, sample) => (sample.mb < lowest.mb ? sample : lowest));
    return { minute: low.minute, value: low.mb };
  });
  const [first = [], second = []] = inParts(samples, 2).map((part) => part.map(({ handles }) => handles));
  const moreHandles = second.length === 0 ? 0 : Math.max(0, Math.min(...second) - Math.max(...first));
  return { mbPerMinute: least.length < 2 ? 0 : slope(least), moreHandles };
}

function inParts<Item>(items: readonly Item[], parts: number): Item[][] {
  const size = Math.ceil(items.length / parts);
  return Array.from({ length: parts }, (_, n) => items.slice(n * size, (n + 1) * size)).filter(
    (part) => part.length > 0,
  );
}

function heldBy(pid: number): Omit<UseSample, "minute"> {
  const kib = Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
  return { mb: kib / KIB_PER_MIB, handles: readdirSync(`/proc/${pid}/fd`).length };
}
