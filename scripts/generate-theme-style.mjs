// Puts the timeline's style above the block's own, into the one stylesheet that a block of a theme has. Run it after a change to
// the style. `--print` writes to standard output and no file.
import { readFileSync, writeFileSync } from "node:fs";
import { THEME_STYLE } from "../app/proxy/theme-style.ts";

const target = new URL("../extensions/tracking-page/assets/karla-tracking.css", import.meta.url);
const css = readFileSync(target, "utf8");
const written = `${THEME_STYLE}\n${css.slice(css.indexOf("/* The block around"))}`;
if (process.argv.includes("--print")) process.stdout.write(written);
else writeFileSync(target, written);
