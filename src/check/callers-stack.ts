type Method = (...given: never[]) => unknown;

/** V8 has it, and others have followed. */
const { captureStackTrace } = Error as {
  captureStackTrace?: (error: object, method: Method) => void;
};

const placed = new WeakSet<object>();

/**
 * The error, with a stack that begins where the method was called: what lies above that is ours. An error
 * that already has such a stack, because a callback threw it, keeps it.
 */
export function fromCaller(error: unknown, method: Method): unknown {
  if (!(error instanceof Error) || placed.has(error)) return error;
  placed.add(error);
  captureStackTrace?.(error, method);
  return error;
}

/** The same for errors that come later: the stack is the one of now. */
export function fromCallerOf(method: Method): (error: unknown) => unknown {
  const trace: { stack?: string } = {};
  captureStackTrace?.(trace, method);
  const [, frames] = /(\n +at .*)/s.exec(trace.stack ?? "") ?? [];
  return (error) => {
    if (error instanceof Error && frames && !placed.has(error)) {
      const stack = `${error.name}: ${error.message}${frames}`;
      Object.defineProperty(error, "stack", { value: stack, configurable: true, writable: true });
    }
    return error;
  };
}
