import type { MappingAnswer, MappingBusy } from "@karla/merchant-ui/mapping-data";
import { saveAsFile } from "@karla/merchant-ui/parts/save-as-file";
import type { MappingPreview } from "@karla/sync/desk-data";
import { type Asking, useAsk } from "../use-ask.ts";

type Answer = Asking<"mapping">["answer"];

/** After these the page is worth reading again. */
const CHANGES = new Set(["saved", "published", "restored", "stale"]);

/** What the page asks for. Looks, commands and files do not wait for each other. */
export function useMapping(again: () => void) {
  const looks = useAsk("mapping");
  const commands = useAsk("mapping", (answer) => {
    if ("outcome" in answer && CHANGES.has(answer.outcome)) again();
  });
  const files = useAsk("mapping", (answer) => {
    if ("outcome" in answer && answer.outcome === "written")
      saveAsFile("karla-mapping.json", answer.text, "application/json");
  });
  return {
    look: looks.ask,
    command: commands.ask,
    write: files.ask,
    written: files.answer,
    state: {
      preview: previewOf(looks.answer),
      previewing: looks.busy !== null,
      answer: answerOf(commands.answer),
      busy: busyOf(commands.busy),
    },
  };
}

function previewOf(answer: Answer): MappingPreview | null {
  return answer !== null && "rules" in answer ? answer : null;
}

function answerOf(answer: Answer): MappingAnswer | null {
  return answer !== null && "outcome" in answer && answer.outcome !== "written" ? answer : null;
}

function busyOf(wish: Asking<"mapping">["busy"]): MappingBusy | null {
  return wish === null || wish.intent === "preview" || wish.intent === "write" ? null : wish.intent;
}
