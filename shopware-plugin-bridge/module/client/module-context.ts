import { createContext, useContext } from "react";
import type { ModuleApi } from "./create-module-api.ts";
import type { Router } from "./create-router.ts";

export interface Module {
  api: ModuleApi;
  router: Router;
  /** Of the texts. */
  language: "de" | "en";
  /** Where the shop's administration is, e.g. "https://shop.example.com/admin". */
  adminUrl: string;
  /** How times are written: in the shop's zone, and as in the merchant's language and region. */
  view: { timeZone: string; locale: string };
}

const ModuleContext = createContext<Module | null>(null);

export const ModuleProvider = ModuleContext.Provider;

export function useModule(): Module {
  const module = useContext(ModuleContext);
  if (module === null) throw new Error("a page of the module needs a ModuleProvider around it");
  return module;
}
