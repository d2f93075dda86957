/** The folder of bodies cannot be used. Ends the command with exit code 2; its message says what to mend. */
export class FolderError extends Error {
  override readonly name = "FolderError";
  readonly retry = false;
}
