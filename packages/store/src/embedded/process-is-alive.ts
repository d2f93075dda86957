import { errorCode } from "../error-code.ts";

/** Whether a process with this id exists, whoever owns it. A zombie counts as alive. */
export function processIsAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === "EPERM";
  }
}
