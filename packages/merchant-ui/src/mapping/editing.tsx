/** @jsxImportSource react */
import type { MappingOverview } from "@karla/sync/desk-data";
import { createContext, type ReactNode, useContext } from "react";
import type { SourceChoice } from "./source-choices.ts";

/** What every part of the editor knows of the shop. */
export interface Editing {
  targets: MappingOverview["targets"];
  /** All that a rule can be made of. */
  choices: readonly SourceChoice[];
  timeZone: string;
  locale: string;
  /** Fields of the rule at hand that were left empty at the last try to save it. */
  gaps: ReadonlySet<string>;
}

const EditingContext = createContext<Editing | null>(null);

export function EditingProvider({ value, children }: { value: Editing; children: ReactNode }) {
  return <EditingContext.Provider value={value}>{children}</EditingContext.Provider>;
}

export function useEditing(): Editing {
  const editing = useContext(EditingContext);
  if (editing === null) throw new Error("a part of the mapping editor needs an EditingProvider around it");
  return editing;
}
