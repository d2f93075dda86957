/** The result of `work`, or `late` once `limitMs` have passed. The work itself goes on; who started it looks after it. */
export function within<T>(limitMs: number, work: Promise<T>, late: T): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const timer = setTimeout(() => resolve(late), limitMs);
  work.then(resolve, reject).finally(() => clearTimeout(timer));
  return promise;
}
