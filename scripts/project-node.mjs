import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

const modules = join(import.meta.dirname, "..", "node_modules");

/**
 * The Node that the project runs on: the one that runs this if it is new enough, else the project's own, which comes as a
 * package. Found here and not through node_modules/.bin: of several packages for different systems that all bring a
 * program `node`, npm 10 links none.
 *
 * @param {string} version of the Node that runs this
 * @returns {string}
 */
export function projectNode(version = process.versions.node) {
  if (Number(version.split(".")[0]) >= 24) return process.execPath;
  const own = join(modules, `node-${process.platform}-${process.arch}`, "bin", "node");
  if (existsSync(own)) return own;
  throw new Error(
    `This needs Node 24; here is ${version}. On Linux (x64, arm64) npm ci brings it along: run it again without leaving out optional packages. On other systems install Node 24 (https://nodejs.org) and make it the node of this shell.`,
  );
}

/** A PATH on which `node` and the tools of node_modules run on that Node. */
export function projectPath() {
  return [dirname(projectNode()), join(modules, ".bin"), process.env.PATH ?? ""].join(delimiter);
}
