import { pathToFileURL } from "node:url";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import express from "express";
import { readStockEnv } from "./env.ts";

/** The stock app behind Express, as Remix's template serves it, without its log lines and compression: they only cost. */
const { BENCH_STOCK_BUILD } = readStockEnv();
const build: ServerBuild = await import(pathToFileURL(`${BENCH_STOCK_BUILD}/app/server/index.js`).href);

const app = express();
app.disable("x-powered-by");
app.all("*", createRequestHandler({ build, mode: "production" }));
const server = app.listen(0, "127.0.0.1", () => {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  console.log(JSON.stringify({ msg: "listening", url: `http://127.0.0.1:${port}` }));
});
process.once("SIGTERM", () => process.exit(0));
