import { useEffect, useRef, useState } from "react";
import { useModule } from "./module-context.ts";
import type { PageName, PageTalk } from "./page-data.ts";

type Answer<Page extends PageName> = PageTalk[Page]["answer"];

export interface Asking<Page extends PageName> {
  ask: (wish: PageTalk[Page]["wish"]) => void;
  /** What is under way. */
  busy: PageTalk[Page]["wish"] | null;
  /** The last answer since the page was opened; "not_sent": it did not get through. */
  answer: Answer<Page> | { outcome: "not_sent" } | null;
}

/** Asks for what a page offers. Of two questions the newer one counts; none outlives its page. */
export function useAsk<Page extends PageName>(
  page: Page,
  onAnswer: (answer: Answer<Page>) => void = () => {},
): Asking<Page> {
  const { api } = useModule();
  const [state, setState] = useState<Pick<Asking<Page>, "busy" | "answer">>({ busy: null, answer: null });
  const asked = useRef<AbortController | null>(null);
  useEffect(() => () => asked.current?.abort(), []);

  async function send(wish: PageTalk[Page]["wish"]) {
    asked.current?.abort();
    const controller = new AbortController();
    asked.current = controller;
    const { signal } = controller;
    setState(({ answer }) => ({ busy: wish, answer }));
    const exchange = await api.ask(page, wish, signal);
    if (signal.aborted) return;
    switch (exchange.outcome) {
      case "answered":
        setState({ busy: null, answer: exchange.answer });
        return onAnswer(exchange.answer);
      case "failed":
        return setState({ busy: null, answer: { outcome: "not_sent" } });
      case "session_over":
        // The module says so above every page.
        return setState({ busy: null, answer: null });
    }
  }
  return { ...state, ask: (wish) => void send(wish) };
}
