import { isJsonObject, parseJson } from "../model/json.js";

/** The parts of a token that differ each time the same account gets one. */
const renewed = ["exp", "iat", "nbf", "jti"];

/** A digest that tells accounts apart, also after a token was renewed, and doesn't give the token away. */
export function accountOf(token: string): Promise<string> {
  return digestOf(`verifik-flow account ${identityIn(token)}`);
}

/** What a JSON Web Token says of the account; the token itself if it's none. */
function identityIn(token: string): string {
  const claims = parseJson(decoded(token.split(".")[1] ?? ""));
  if (!isJsonObject(claims)) return token;
  const lasting = Object.entries(claims).filter(([name]) => !renewed.includes(name));
  return lasting.length === 0 ? token : JSON.stringify(lasting.sort());
}

function decoded(base64url: string): string {
  try {
    return atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    return "";
  }
}

/** The SHA-256 of a text, in hexadecimal. */
export async function digestOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
