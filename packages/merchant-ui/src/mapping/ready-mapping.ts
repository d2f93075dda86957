import type { MappingData } from "./data.ts";

/** What the editor shows once it is loaded. */
export type ReadyMapping = Extract<MappingData, { state: "ready" }>;
