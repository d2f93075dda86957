import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [
    remix({
      ignoredRouteFiles: ["**/*.test.*"],
      future: {
        v3_fetcherPersist: true,
        v3_lazyRouteDiscovery: false,
        v3_relativeSplatPath: true,
        v3_routeConfig: false,
        v3_singleFetch: true,
        v3_throwAbortReason: true,
      },
    }),
  ],
  // Small files are files too: a policy for content need not allow data URLs.
  build: { assetsInlineLimit: 0, target: "es2022" },
  // One React and one i18next, whichever package asks.
  resolve: { dedupe: ["react", "react-dom", "i18next", "react-i18next"] },
});
