import { match } from "ts-pattern";
import type { Envelope } from "./options.js";
import type { Page } from "./page.js";

const signature = { dateTime: "April 11, 2023 12:25 PM", message: "Certified by Verifik.co" };

export function wrappedFlow(envelope: Envelope, data: unknown): unknown {
  return match(envelope)
    .with("bare", () => data)
    .with("data", () => ({ data }))
    .with("signed", () => ({ success: true, data, signature }))
    .exhaustive();
}

/** Each envelope tells in its own way where the page stands; a bare list doesn't. */
export function wrappedPage(envelope: Envelope, { flows: data, ...place }: Page<unknown>): unknown {
  return match(envelope)
    .with("bare", () => data)
    .with("data", () => ({ data, ...place }))
    .with("signed", () => ({ success: true, data, pagination: place, signature }))
    .exhaustive();
}
