import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import type { Member } from "./member.ts";

/** What the receivers held of the machine while they were watched. Zero everywhere but on Linux, which tells. */
export interface MemberWatch {
  /** The most memory a receiver took above what it had when its life began, in MiB. */
  grownMb(): number;
  /** Connections that a receiver opened to anything but the database: `receiver-1 -> 0100007F:443`, as the kernel writes it. */
  outbound(): string[];
  /** Looks that were taken. */
  looks(): number;
  end(): Promise<void>;
}

const EVERY_MS = 200;
const KIB_PER_MIB = 1024;

/** Looks at the receivers' memory and sockets again and again, each life from its own beginning. `mayCall`: ports. */
export function watchMembers(
  receivers: readonly Pick<Member, "name" | "pid">[],
  databasePort: () => number,
  mayCall: readonly number[] = [],
): MemberWatch {
  const baseline = new Map<number, number>();
  const outbound = new Set<string>();
  /** Ports that each listened on so far: who came in there stays when it lets nobody else in. */
  const listened = new Map<string, Set<number>>(receivers.map(({ name }) => [name, new Set()]));
  /** Ports the database has had, and what else may be called. */
  const known = new Set(mayCall);
  let grown = 0;
  let looks = 0;

  function look(): void {
    known.add(databasePort());
    const sockets = openConnections();
    for (const receiver of receivers) {
      const pid = receiver.pid();
      if (pid === 0) continue;
      try {
        const kib = Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
        const before = baseline.get(pid) ?? kib;
        baseline.set(pid, before);
        grown = Math.max(grown, kib - before);
        for (const remote of remotesOf(pid, sockets, listened.get(receiver.name) ?? new Set())) {
          if (!known.has(remote.port)) outbound.add(`${receiver.name} -> ${remote.address}:${remote.port}`);
        }
        looks += 1;
      } catch {
        // It died while it was looked at.
      }
    }
  }

  const timer = process.platform === "linux" ? setInterval(look, EVERY_MS) : null;
  return {
    grownMb: () => Math.round(grown / KIB_PER_MIB),
    outbound: () => [...outbound],
    looks: () => looks,
    async end() {
      if (timer !== null) clearInterval(timer);
    },
  };
}

interface Connection {
  inode: string;
  localPort: number;
  address: string;
  port: number;
  listens: boolean;
}

const LISTEN = "0A";
const TIME_WAIT = "06";

/** `/proc/net/tcp` and `tcp6`: one line a socket, addresses in hexadecimal (proc_net_tcp). */
function openConnections(): Map<string, Connection> {
  const found = new Map<string, Connection>();
  for (const file of ["/proc/net/tcp", "/proc/net/tcp6"]) {
    for (const line of readFileSync(file, "utf8").split("\n").slice(1)) {
      const [, local = "", remote = "", state = "", , , , , , inode = ""] = line.trim().split(/\s+/);
      if (inode === "" || state === TIME_WAIT) continue;
      const [address = "", port = ""] = remote.split(":");
      const localPort = Number.parseInt(local.split(":")[1] ?? "", 16);
      found.set(inode, { inode, localPort, address, port: Number.parseInt(port, 16), listens: state === LISTEN });
    }
  }
  return found;
}

/** Where the connections lead that this process opened itself: those that are not on a port it listens on, or did. Notes these in `listened`. */
function remotesOf(pid: number, sockets: ReadonlyMap<string, Connection>, listened: Set<number>): Connection[] {
  const own = readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    const inode = /^socket:\[(\d+)\]$/.exec(linkOf(pid, fd))?.[1];
    const socket = inode === undefined ? undefined : sockets.get(inode);
    return socket === undefined ? [] : [socket];
  });
  for (const { listens, localPort } of own) if (listens) listened.add(localPort);
  return own.filter(({ listens, localPort }) => !listens && !listened.has(localPort));
}

function linkOf(pid: number, fd: string): string {
  try {
    return readlinkSync(`/proc/${pid}/fd/${fd}`);
  } catch {
    return "";
  }
}
