/** Three parts with dots between, as a session token has; an access or a refresh token; what the library quotes as one. */
const TOKEN = /[\w-]{16,}\.[\w-]{16,}\.[\w-]*|eyJ[\w.-]+|shp(at|rt)_\w+|(?<=session token ')[^']*/g;

/** A message of Shopify's library without what it quotes. What comes after the bar is context: it may hold anything. */
export function withoutTokens(message: string): string {
  return (message.split(" | ")[0] ?? "").replaceAll(TOKEN, "[token]");
}
