/** Why a command did not do what it was asked. */
export type CommandErrorCode =
  | "USAGE"
  | "CONFIG_NOT_FOUND"
  | "CONFIG_UNREADABLE"
  | "CONFIG_INVALID"
  | "LOCK_CONFLICT"
  | "LOCK_NEWER"
  | "LOCK_UNREADABLE"
  | "TOKEN_MISSING"
  | "TOKEN_EXPIRED"
  | "NOT_APPROVED"
  | "PLAN_UNREADABLE"
  | "STALE_PLAN"
  | "IN_USE"
  | "WOULD_OVERWRITE";

/** What a command fails with: a sentence with the cure, and nothing of the library's inside. */
export class CommandError extends Error {
  override readonly name = "CommandError";

  constructor(
    readonly code: CommandErrorCode,
    message: string,
  ) {
    super(message);
  }
}
