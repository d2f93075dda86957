import { wordsAbout } from "@karla/merchant-ui/problem-words";
import { merchantTexts } from "@karla/merchant-ui/texts";
import type { NoticedProblem } from "@karla/sync/problem-notices";
import type { TextLanguage } from "../registration/refusal-text.ts";

/** What `POST /api/notification` takes. */
interface ProblemNotification {
  status: "warning";
  message: string;
  adminOnly: boolean;
  /** Of whoever sees it. */
  requiredPrivileges: readonly string[];
}

const WHERE: Record<TextLanguage, string> = {
  de: "Was hilft, steht im Menü „Bestellungen“ unter „Karla“.",
  en: "What helps is in the menu “Orders” under “Karla”.",
};

/** A problem in the words of the app's own pages, for everybody who works with orders. */
export function problemNotification(
  { code, about }: Pick<NoticedProblem, "code" | "about">,
  language: TextLanguage,
): ProblemNotification {
  const { title, meaning } = merchantTexts[language].problem[code];
  const words = new Map(Object.entries(wordsAbout({ about })));
  // The administration shows a notification as HTML: what comes from the shop's data must not begin any.
  const filled = meaning.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) =>
    (words.get(name) ?? "").replaceAll(/[<>&]/g, ""),
  );
  const message = `Karla: ${title}. ${filled} ${WHERE[language]}`;
  return { status: "warning", message, adminOnly: false, requiredPrivileges: ["order:read"] };
}
