import { expect, test } from "vitest";
import { fieldLinks } from "../../site/build/field-links.js";
import { decodeAddress } from "../../site/play/address.js";
import { compile } from "../support/compile.js";

test("every field can be tried: its link opens code that sets the field and compiles", async () => {
  const links = [...(await fieldLinks())];
  expect(links.length).toBeGreaterThan(80);
  const codes = await Promise.all(
    links.map(async ([, link]) => (await decodeAddress(link))?.code ?? ""),
  );
  const withProjectAlone = codes.filter((_, index) => links[index]?.[0].endsWith(".project"));
  for (const [index, code] of codes.entries()) {
    const [path = ""] = links[index] ?? [];
    expect(code).toMatch(/^import \{ \w+ \} from "verifik-flow";\n\nexport const \w+ = /);
    if (!path.endsWith(".project")) expect(withProjectAlone, path).not.toContain(code);
  }
  const bodies = codes.map((code, index) =>
    code.replace(/^import .*\n/, "").replace(/export const \w+/, `export const flow${index}`),
  );
  const module = `import { flow, loginFlow } from "verifik-flow";\n${bodies.join("")}`;
  expect(await compile("TypeScript 7.0", module)).toEqual([]);
});
