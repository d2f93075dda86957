import { text } from "node:stream/consumers";
import { listenOnLoopback, passOn } from "../core-proxy.ts";

export interface RecordedRequest {
  method: string;
  /** With its query. */
  path: string;
  body: string;
  /** Of the core's answer; 0 while or where there is none. */
  status: number;
}

export interface RecordingProxy {
  url: string;
  /** In the order of arrival. */
  requests: readonly RecordedRequest[];
  close(): Promise<void>;
}

/** Stands on loopback between the worker and the core, passes everything on unchanged and remembers what was said. */
export async function startRecordingProxy(coreUrl: string): Promise<RecordingProxy> {
  const requests: RecordedRequest[] = [];
  const { url, close } = await listenOnLoopback(async (incoming, answer) => {
    const record: RecordedRequest = { method: incoming.method ?? "", path: incoming.url ?? "", body: "", status: 0 };
    requests.push(record);
    record.body = await text(incoming);
    passOn({ incoming, answer, body: record.body, coreUrl }, (status) => {
      record.status = status;
    });
  });
  return { url, requests, close };
}
