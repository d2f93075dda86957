import { readFileSync } from "node:fs";
import { z } from "zod";
import { fillApp } from "./shopware-package/fill-app.ts";
import { readAppSource } from "./shopware-package/read-app-source.ts";
import { type PackageOptions, readOptions, USAGE } from "./shopware-package/read-options.ts";
import { writeApp } from "./shopware-package/write-app.ts";

/**
 * `npm run shopware:package`: writes the app that a Shopware shop installs, made for one bridge. Exit code 2 where the
 * command line cannot be used. The same values give the same bytes.
 */
const Project = z.object({ version: z.string() });
const STANDARD_INPUT = 0;

function run({ url, secret, out, name }: PackageOptions): void {
  const { version } = Project.parse(JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")));
  const { folder, zip } = writeApp(out, name, fillApp(readAppSource(), { url, secret, name, version }));
  console.log(`${name} ${version} for ${url}

  ${zip}   to upload in the administration: Extensions > My extensions
  ${folder}   to copy to custom/apps/ of the shop

Both hold the app secret: whoever has them can register a shop of any name at the bridge. Pass them on to this merchant
only, and make each merchant a package with a secret of its own. The bridge has to know the same secret and name.`);
}

let options: PackageOptions;
try {
  options = readOptions(process.argv.slice(2), () => readFileSync(STANDARD_INPUT, "utf8"));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  console.error(`\n${USAGE}`);
  process.exit(2);
}
try {
  run(options);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
