/** How a command ends: 1 it failed, 2 it was used wrongly, 3 it checked something and it is not so. */
export type ExitCode = 1 | 2 | 3;

interface ColophonErrorOptions {
  /** The kind of error, for programs: it stays as it is when the words change. docs/errors.md lists all. */
  code: string;
  /** One or two sentences on what the user can do; undefined where there is nothing to do, or the error is a part of another's. */
  advice: string | undefined;
  /** Default 1. */
  exitCode?: ExitCode;
  /** The error underneath, kept for whoever reads the stack. */
  cause?: unknown;
}

/**
 * An error meant for a person: the message names the input and the rule ("poem.json: title is empty") and is fit to
 * be printed without a stack. Whatever else is thrown is a fault in the program.
 */
export class ColophonError extends Error {
  override readonly name = "ColophonError";
  readonly code: string;
  readonly advice: string | undefined;
  readonly exitCode: ExitCode;

  constructor(message: string, options: ColophonErrorOptions) {
    super(message, "cause" in options ? { cause: options.cause } : undefined);
    this.code = options.code;
    this.advice = options.advice;
    this.exitCode = options.exitCode ?? 1;
  }
}

/**
 * Says in words why the file at `path` could not be opened or read.
 * A path that is wrong or forbidden is wrong use (2); a disk that fails is a failure (1).
 * @param cause what node:fs threw
 */
export function fileError(path: string, cause: unknown): ColophonError {
  switch (codeOf(cause)) {
    case "ENOENT":
    case "ENOTDIR":
      return new ColophonError(`${path} does not exist`, {
        code: "FileNotFound",
        advice: "Check the spelling of the path and the folder you are in.",
        exitCode: 2,
        cause,
      });
    case "EACCES":
    case "EPERM":
      return new ColophonError(`${path} may not be read by this user`, {
        code: "FileForbidden",
        advice: "Ask its owner for permission to read the file and to enter its folder.",
        exitCode: 2,
        cause,
      });
    case "EISDIR":
      return notARegularFile(path, true);
    // What opening a socket gives: Linux the first, others the second.
    case "ENXIO":
    case "EOPNOTSUPP":
      return notARegularFile(path, false);
    default: {
      const reason = cause instanceof Error ? cause.message : String(cause);
      return new ColophonError(`${path} cannot be read: ${reason}`, {
        code: "FileUnreadable",
        advice: "Check the disk and the file system that it is on.",
        cause,
      });
    }
  }
}

/** Says in words why the file at `path` could not be written. @param cause what node:fs threw; what is in words stays */
export function notWritten(path: string, cause: unknown): ColophonError {
  if (cause instanceof ColophonError) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new ColophonError(`${path} cannot be written: ${reason}`, {
    code: "FileNotWritten",
    advice: "Check that the disk has room and that this user may write there.",
    cause,
  });
}

/** The refusal of a path that names a folder, or a pipe, a socket or a device. Wrong use (2). */
export function notARegularFile(path: string, isFolder: boolean): ColophonError {
  return isFolder
    ? new ColophonError(`${path} is a folder, not a file`, {
        code: "FileIsFolder",
        advice: "Name one file; work register-batch --from FOLDER takes in whole folders.",
        exitCode: 2,
      })
    : new ColophonError(`${path} is not a regular file but a pipe, a socket or a device`, {
        code: "FileNotRegular",
        advice: "Save the content to a file and name that file.",
        exitCode: 2,
      });
}

/** Whether an error of Node's carries this code, e.g. `ENOENT`. */
export function isErrorCode(error: unknown, code: string): boolean {
  return codeOf(error) === code;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
