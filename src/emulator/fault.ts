/** How a request fails. */
export type Fault = FaultSort & {
  /** How many requests fail this way. Default: 1. */
  readonly times?: number;
  /** Whether the request is processed before it fails. Default: false. */
  readonly applied?: boolean;
};

type FaultSort =
  | {
      /** The status of the answer. */
      readonly status: number;
      /** The body of the answer, as JSON. Default: `{"error":"Emulated fault"}`. */
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** The connection is reset without an answer. */
  | { readonly reset: true }
  /** No answer comes. */
  | { readonly hang: true }
  /** The request is processed, and the connection ends in the middle of the answer. */
  | { readonly halfBody: true };
