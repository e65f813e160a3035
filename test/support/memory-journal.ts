import type { Journal } from "verifik-flow";

/** A journal in memory, which a test can begin with and cut short. */
export function memoryJournal(lines: string[] = []): Journal & { readonly lines: string[] } {
  return {
    lines,
    read: async () => lines,
    append: async (line) => {
      lines.push(line);
    },
  };
}
