import fc from "fast-check";
import type { Pictures } from "./picture.ts";

/** What could have been read of the pictures of variants and products of a few ids. */
export const pictures = (instant: fc.Arbitrary<string>): fc.Arbitrary<Pictures> =>
  fc.dictionary(
    fc.constantFrom("variant:1", "variant:2", "variant:820982911946154508", "product:1", "product:3"),
    fc.record({
      src: fc.constantFrom("https://cdn.example.com/a.jpg", "https://cdn.example.com/b.jpg?v=1", null),
      alt: fc.constantFrom("A teapot", "", null),
      readAt: instant,
    }),
    { maxKeys: 3, noNullPrototype: true },
  );
