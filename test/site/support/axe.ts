import axe from "axe-core";
import type { Page } from "playwright-core";

/** What keeps somebody from reading or using the page, by all of axe's rules or by some of them. */
export async function violations(
  page: Page,
  rules?: readonly string[],
): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(async (rules) => {
    const { run } = (globalThis as unknown as { axe: typeof axe }).axe;
    const { violations } = await run({
      resultTypes: ["violations"],
      ...(rules ? { runOnly: [...rules] } : {}),
    });
    return violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html.slice(0, 200))]);
  }, rules);
  return found.map((lines) => lines.join("\n  "));
}
