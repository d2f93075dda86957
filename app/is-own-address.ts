/**
 * Whether following the text stays with the app, whoever follows it: a path, or the app's origin with one. Browsers skip
 * tabs and line ends in an address and take a backslash for a slash, so that none of these has a place in it.
 */
export function isOwnAddress(text: string, ownOrigin: string): boolean {
  if (/[\s\\\p{Cc}]/u.test(text)) return false;
  if (!text.startsWith(`${ownOrigin}/`) && !/^\/(?!\/)/.test(text)) return false;
  return URL.parse(text, ownOrigin)?.origin === ownOrigin;
}
