import { setTimeout as sleep } from "node:timers/promises";
import type { EmulatorServer } from "verifik-flow/emulator";

const serverFields = ["_id", "__v", "client", "createdAt", "updatedAt"];

/** What a flow says, without what the server fills in: no flow that is compared has version 1. */
export function bodyOf(flow: object): string {
  const { version, ...fields } = { version: undefined, ...flow };
  const own = Object.entries({ ...fields, ...(version === 1 ? {} : { version }) }).filter(
    ([name, value]) => !serverFields.includes(name) && !isEmpty(value),
  );
  return JSON.stringify(Object.fromEntries(own.sort(([a], [b]) => (a < b ? -1 : 1))));
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}

/** What is on the server but was not wanted there, and the other way round. */
export function differences(
  wanted: readonly string[],
  stored: readonly string[],
): readonly string[] {
  return [
    ...without(stored, wanted).map((body) => `duplicate: ${body}`),
    ...without(wanted, stored).map((body) => `loss: ${body}`),
  ];
}

function without(some: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others];
  return some.filter((one) => {
    const index = left.indexOf(one);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

/** Resolves when the server has processed all that it was sent. */
export async function quiet({ requests }: EmulatorServer): Promise<void> {
  do await sleep(100);
  while (requests.some(({ status }) => status === undefined));
}
