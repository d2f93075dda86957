import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The module's script and styles, named by their content, with a manifest that says which is which. */
export default defineConfig({
  root: here("./client"),
  base: "/shopware/module/",
  build: {
    outDir: here("../../build/shopware-module"),
    emptyOutDir: true,
    manifest: "manifest.json",
    // Small files are files too: the policy for content allows no data in styles and scripts.
    assetsInlineLimit: 0,
    target: "es2022",
    rollupOptions: { input: here("./client/main.tsx") },
  },
  // One React and one i18next, whichever package asks.
  resolve: { dedupe: ["react", "react-dom", "i18next", "react-i18next"] },
});
