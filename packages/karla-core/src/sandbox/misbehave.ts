/** A way to fail that a test or the sandbox asks for. */
export type Misbehaviour =
  /** Answers this at once; nothing is applied. */
  | { readonly kind: "status"; readonly status: number; readonly retryAfter?: string | undefined }
  /** Never answers; nothing is applied. */
  | { readonly kind: "hang" }
  /** Applies the request, then closes the connection without an answer. */
  | { readonly kind: "cut_after_applying" }
  /** Applies the request, then answers 200 with half a JSON document. */
  | { readonly kind: "invalid_json" };

export interface MisbehaveRequest {
  readonly method: string;
  /** Without query. */
  readonly path: string;
  readonly slug: string | null;
}

/** Decides for every request of the API whether it goes wrong. */
export type Misbehave = (request: MisbehaveRequest) => Misbehaviour | null;
