/** JSON as PHP's `json_encode` prints it by default: slashes escaped, and everything beyond ASCII as `\uXXXX`. */
export function phpJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(/[/\u0080-\uffff]/g, (letter) =>
    letter === "/" ? "\\/" : `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
