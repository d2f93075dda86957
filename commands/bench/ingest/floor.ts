import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import { readFloorEnv } from "./env.ts";

/**
 * The floor: what Node itself takes to read a webhook, check its signature and answer. It stores nothing, and no server
 * in this language that checks a signature can be faster by much.
 */
const { secret } = readFloorEnv();

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const expected = createHmac("sha256", secret).update(Buffer.concat(chunks)).digest();
    const given = Buffer.from(String(request.headers["x-shopify-hmac-sha256"] ?? ""), "base64");
    const genuine = given.length === expected.length && timingSafeEqual(given, expected);
    response.writeHead(genuine ? 200 : 401, { "Content-Length": 0 }).end();
  });
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  console.log(JSON.stringify({ msg: "listening", url: `http://127.0.0.1:${port}` }));
});
process.once("SIGTERM", () => process.exit(0));
