import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import chromium from "@sparticuz/chromium";
import { childEnv } from "../../commands/env.ts";
import { runOnce } from "../../commands/start-process.ts";

const SELF = fileURLToPath(import.meta.url);
const PACKAGE = new URL("../../node_modules/@sparticuz/chromium/package.json", import.meta.url);
const CACHE = fileURLToPath(new URL("../../node_modules/.cache/", import.meta.url));

/** In this folder: the browser, the libraries it needs and a font. */
export interface Unpacked {
  executable: string;
  libraries: string;
  fontsConfig: string;
}

/** Unpacks the browser that came with npm, once per version. */
export async function unpackChromium(): Promise<Unpacked> {
  const { version } = JSON.parse(await readFile(PACKAGE, "utf8"));
  const folder = `${CACHE}chromium-${version}`;
  if (!existsSync(folder)) await unpackInto(folder);
  return {
    executable: `${folder}/chromium`,
    libraries: `${folder}/al2023/lib`,
    fontsConfig: `${folder}/fonts.conf`,
  };
}

/**
 * The package unpacks into the temporary folder and takes whatever lies there as whole. A process of its own has a
 * temporary folder of its own, which becomes ours when everything is in it.
 */
async function unpackInto(folder: string): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  const half = await mkdtemp(`${folder}-`);
  // Named so, the package unpacks the libraries too: it does where it believes to be at this runtime.
  const env = childEnv({ TMPDIR: half, AWS_LAMBDA_JS_RUNTIME: "nodejs24.x" });
  await runOnce({ script: SELF, args: [], env });
  // The package's own file names the folders of a Lambda. One font everywhere: pages are as wide on every machine.
  await writeFile(
    `${half}/fonts.conf`,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>
`,
  );
  try {
    await rename(half, folder);
  } catch (error) {
    await rm(half, { recursive: true, force: true });
    // Another process was faster.
    if (!existsSync(folder)) throw error;
  }
}

if (import.meta.main) await chromium.executablePath();
