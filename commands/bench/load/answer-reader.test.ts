import { describe, expect, it } from "vitest";
import { type Answer, createAnswerReader } from "./answer-reader.ts";

const STREAM = [
  "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
  "HTTP/1.1 503 Service Unavailable\r\nretry-after: 2\r\nConnection: close\r\ncontent-length: 0\r\n\r\n",
  "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nWiki\r\na\r\n0\r\n\r\n45678\r\n0\r\n\r\n",
  "HTTP/1.1 204 No Content\r\nDate: today\r\n\r\n",
].join("");
const ANSWERS = [
  { status: 200, retryAfter: "", closes: false },
  { status: 503, retryAfter: "2", closes: true },
  { status: 200, retryAfter: "", closes: false },
  { status: 204, retryAfter: "", closes: false },
];

function readInPieces(bytes: number): Answer[] {
  const answers: Answer[] = [];
  const take = createAnswerReader((answer) => answers.push(answer));
  for (let at = 0; at < STREAM.length; at += bytes) take(Buffer.from(STREAM.slice(at, at + bytes)));
  return answers;
}

describe("the reader of answers", () => {
  it.each([1, 2, 7, 50, STREAM.length])("reads the same answers from pieces of %i bytes", (bytes) => {
    expect(readInPieces(bytes)).toEqual(ANSWERS);
  });

  it("does not count an answer before its last byte", () => {
    const answers: Answer[] = [];
    const take = createAnswerReader((answer) => answers.push(answer));
    take(Buffer.from("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell"));
    expect(answers).toEqual([]);
    take(Buffer.from("o"));
    expect(answers).toHaveLength(1);
  });
});
