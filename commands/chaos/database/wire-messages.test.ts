import fc from "fast-check";
import { expect, it } from "vitest";
import { messageReader, wireMessage } from "./wire-messages.ts";

const message = fc.record({ type: fc.constantFrom("P", "B", "Q", "S"), body: fc.uint8Array({ maxLength: 40 }) });

it("finds the same messages wherever the network cuts them", () => {
  fc.assert(
    fc.property(fc.array(message), fc.infiniteStream(fc.integer({ min: 1, max: 9 })), (messages, cuts) => {
      const sent = messages.map(({ type, body }) => wireMessage(type, Buffer.from(body)));
      const bytes = Buffer.concat([wireMessage("", Buffer.from("startup")), ...sent]);
      const read = messageReader("client");
      const seen = [];
      for (let from = 0; from < bytes.length; ) {
        const end = from + (cuts.next().value ?? 1);
        seen.push(...read(bytes.subarray(from, end)));
        from = end;
      }
      expect(seen.map(({ type, body }) => [type, Buffer.from(body).toString("hex")])).toEqual([
        ["", Buffer.from("startup").toString("hex")],
        ...messages.map(({ type, body }) => [type, Buffer.from(body).toString("hex")]),
      ]);
    }),
  );
});
