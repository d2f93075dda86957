import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";

/** A way in which a core that took the request does not give the answer that it should. */
export type BadAnswer = (answer: ServerResponse, told: BadAnswers) => void;

export interface BadAnswers {
  /** Where the redirects lead: nobody may come. */
  elsewhere: string;
  /** Told of each byte of the body without an end. */
  wrote(bytes: number): void;
}

const CHUNK = Buffer.alloc(64 * 1_024, " ");
const DRIP_MS = 1_000;
/** Unpacked; packed a thousandth of it. */
const BOMB_BYTES = 256 * 1_024 * 1_024;
const JSON_TYPE = { "Content-Type": "application/json" };

let bomb: Buffer | null = null;

/** By name. Nothing in `silent`, `headers_only` and `drip` ends by itself. */
export const BAD_ANSWERS: Readonly<Record<string, BadAnswer>> = {
  silent: () => {},
  headers_only: (answer) => answer.writeHead(200, { ...JSON_TYPE, "Content-Length": "1000" }).flushHeaders(),
  drip(answer) {
    answer.writeHead(200, JSON_TYPE);
    const timer = setInterval(() => answer.write(" "), DRIP_MS);
    answer.once("close", () => clearInterval(timer));
  },
  endless(answer, { wrote }) {
    answer.writeHead(200, JSON_TYPE);
    const more = (): void => {
      if (answer.destroyed) return;
      wrote(CHUNK.length);
      if (answer.write(CHUNK)) setImmediate(more);
      else answer.once("drain", more);
    };
    more();
  },
  bomb(answer) {
    bomb ??= gzipSync(Buffer.alloc(BOMB_BYTES, " "));
    answer.writeHead(200, { ...JSON_TYPE, "Content-Encoding": "gzip" }).end(bomb);
  },
  no_json: (answer) => void answer.writeHead(200, JSON_TYPE).end('{"id": '),
  html: (answer) => void answer.writeHead(200, { "Content-Type": "text/html" }).end("<html>All is well</html>"),
  cut_short(answer) {
    answer.writeHead(200, { ...JSON_TYPE, "Content-Length": "1000" });
    answer.write("{", () => answer.destroy());
  },
  moved_301: (answer, { elsewhere }) => void answer.writeHead(301, { Location: elsewhere }).end(),
  moved_302: (answer, { elsewhere }) => void answer.writeHead(302, { Location: elsewhere }).end(),
  moved_307: (answer, { elsewhere }) => void answer.writeHead(307, { Location: elsewhere }).end(),
  moved_308: (answer, { elsewhere }) => void answer.writeHead(308, { Location: elsewhere }).end(),
  reset: (answer) => void answer.socket?.resetAndDestroy(),
};
