import type { Message } from "../shop/message.ts";
import type { SellingShop } from "../shop/selling-shop.ts";

/** What a sender saw of one try. */
export interface Answer {
  /** Null where none came, or the connection broke. */
  status: number | null;
  /** From the request to the answer's headers. */
  ms: number;
  /** Whether it says when to come again. */
  saysWhen: boolean;
}

/** Delivers each of these once, so many at a time. Gives what the shop was answered. */
export async function tryEach(shop: SellingShop, messages: readonly Message[], concurrency = 8): Promise<Answer[]> {
  const left = [...messages].reverse();
  const answers: Answer[] = [];
  const one = async () => {
    for (let message = left.pop(); message !== undefined; message = left.pop())
      answers.push(await tryOnce(shop, message));
  };
  await Promise.all(Array.from({ length: concurrency }, one));
  return answers;
}

/** One try. */
export async function tryOnce(shop: SellingShop, message: Message): Promise<Answer> {
  const answer: Answer = { status: null, ms: 0, saysWhen: false };
  const signed = message.sign();
  if (signed === null) throw new Error("a message that does not leave the shop");
  const startedAt = Date.now();
  await shop.deliver(signed, async (_receiver, ask) => {
    const response = await ask();
    answer.status = response.status;
    answer.saysWhen = response.headers.has("retry-after");
    return response;
  });
  answer.ms = Date.now() - startedAt;
  return answer;
}
