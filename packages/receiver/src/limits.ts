/** Every bound of the receiver. Bytes are of the wire; nothing is ever inflated. */
export interface ReceiverLimits {
  /** A longer body is answered 413: at once when announced, else at the byte that crosses it. */
  maxBodyBytes: number;
  /** From the headers to the last byte of the body; then 408. */
  bodyTimeMs: number;
  /** Bodies that may be arriving at the same time; one more is answered 503, or takes the place of a slow one. */
  maxBodies: number;
  /** A body that has been arriving for longer gives way (408) when another needs its place or its bytes. */
  slowBodyMs: number;
  /** Bytes of all bodies held, from their first byte to the end of their commit; more is answered 503. */
  maxHeldBytes: number;
  /** From the last byte of the body to the answer; then 503. Shopify hangs up after 5 s in all. */
  ackDeadlineMs: number;
  /** Rows of one commit. */
  maxBatch: number;
  /** A commit takes no further row once its bodies have this many bytes. */
  maxBatchBytes: number;
  /** Rows that wait for the next commit; past it the shop with the longest queue is answered 503. */
  maxQueued: number;
  /** What a refusal for want of capacity or storage asks the sender to wait. */
  retryAfterSeconds: number;
  /** Headers of a request; more are answered 431. */
  maxHeaders: number;
  /** Bytes of all headers; the parser answers 431. */
  maxHeaderBytes: number;
  /** From the connection's first byte to the end of the headers; the parser answers 408. */
  headersTimeMs: number;
  /** The whole request, for paths that are not the receiver's own. */
  requestTimeMs: number;
  /** An idle connection is kept this long; longer than the idle time of common load balancers. */
  keepAliveMs: number;
  maxConnections: number;
  /** After a refusal in the middle of a body, what still comes is thrown away for so long, so that the sender can read the answer. */
  lingerMs: number;
  /** The readiness check may take so long. */
  readyTimeMs: number;
}

const MIB = 1024 * 1024;

export const DEFAULT_LIMITS: ReceiverLimits = {
  maxBodyBytes: 5 * MIB,
  bodyTimeMs: 10_000,
  maxBodies: 64,
  slowBodyMs: 2_000,
  maxHeldBytes: 32 * MIB,
  ackDeadlineMs: 2_000,
  maxBatch: 64,
  maxBatchBytes: 4 * MIB,
  maxQueued: 1_024,
  retryAfterSeconds: 2,
  maxHeaders: 100,
  maxHeaderBytes: 16 * 1024,
  headersTimeMs: 10_000,
  requestTimeMs: 30_000,
  keepAliveMs: 65_000,
  maxConnections: 4_096,
  lingerMs: 1_000,
  readyTimeMs: 500,
};
