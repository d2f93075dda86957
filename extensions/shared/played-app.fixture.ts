/** What an extension asked, oldest first: "GET /extension/order?id=…", with the token it brought. */
export interface PlayedApp {
  asked: string[];
  tokens: (string | null)[];
  fetch: typeof fetch;
}

/** Answers with each of these in turn, the last one for good. A number is the status of an answer without content; null is none at all. */
export function playApp(...answers: readonly (object | number | null)[]): PlayedApp {
  const left = [...answers];
  const app: PlayedApp = {
    asked: [],
    tokens: [],
    async fetch(address, init) {
      app.asked.push(`${init?.method ?? "GET"} ${decodeURIComponent(String(address))}`);
      app.tokens.push(new Headers(init?.headers).get("authorization"));
      const answer = left.length > 1 ? left.shift() : left[0];
      if (answer == null) throw new TypeError("Failed to fetch");
      return typeof answer === "number" ? new Response(null, { status: answer }) : Response.json(answer);
    },
  };
  return app;
}
