import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const MOST_LINES = 300;
const SOURCE = /\.(ts|tsx|mjs|cjs|js)$/;

/**
 * Source files with more than 300 lines, as one line of text each. Everything below the current folder counts, except
 * what .gitignore names (dependencies, data, generated code): no git is needed, an unpacked archive is checked alike.
 *
 * @returns {string[]}
 */
export function filesTooLong() {
  return sourceFiles(".", ignoredNames())
    .map((file) => ({ file, lines: readFileSync(file, "utf8").trimEnd().split("\n").length }))
    .filter(({ lines }) => lines > MOST_LINES)
    .map(({ file, lines }) => `${file} has ${lines} lines, ${MOST_LINES} are the most`);
}

/**
 * @param {string} folder
 * @param {Set<string>} ignored
 * @returns {string[]}
 */
function sourceFiles(folder, ignored) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (ignored.has(entry.name) || ignored.has(path)) return [];
    if (entry.isDirectory()) return sourceFiles(path, ignored);
    return entry.isFile() && SOURCE.test(entry.name) ? [path] : [];
  });
}

/** The lines of .gitignore are plain names and paths; the patterns among them (`*.log`) concern no source file. */
function ignoredNames() {
  const lines = readFileSync(".gitignore", "utf8").split("\n");
  return new Set([".git", ...lines.map((line) => line.trim().replace(/^\/|\/$/g, "")).filter((line) => line !== "")]);
}
