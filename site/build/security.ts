import { createHash } from "node:crypto";

const inlineScript = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

/** Puts a Content Security Policy into a page: scripts of this site alone, and no other host is ever asked. */
export function withContentSecurityPolicy(html: string): string {
  const scripts = [...html.matchAll(inlineScript)].map(([, text = ""]) => {
    return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  });
  const policy = [
    "default-src 'self'",
    `script-src ${["'self'", ...new Set(scripts)].join(" ")}`,
    "style-src 'self' 'unsafe-inline'", // Colours of code, and the editor's own style sheet.
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'none'",
  ].join("; ");
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
  const charset = '<meta charset="utf-8">';
  if (!html.includes(charset)) throw new Error(`a page has no ${charset} to put its policy behind`);
  return html.replace(charset, () => `${charset}\n    ${meta}`);
}
