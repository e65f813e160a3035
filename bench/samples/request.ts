import type { FlowBody } from "verifik-flow";

export const token = "a-token-that-is-about-as-long-as-a-real-one";

/** The header fields that a submit sends. */
export const headers = {
  accept: "application/json",
  "content-type": "application/json",
  authorization: `Bearer ${token}`,
};

export function urlOf(baseUrl: string): string {
  return `${baseUrl}/v2/project-flows`;
}

/** A submit as one writes it by hand, without a check. */
export async function bareFetch(url: string, body: FlowBody): Promise<unknown> {
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  return response.json();
}
