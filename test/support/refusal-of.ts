import { InvalidFlowError } from "verifik-flow";

/** What an `InvalidFlowError` says, or a sentence that no test expects. */
export function refusalOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof InvalidFlowError) return error.message;
    throw error;
  }
  return "nothing was refused";
}
