import { deflateRawSync } from "node:zlib";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { violations } from "./support/axe.js";
import { hasBrowser } from "./support/browser.js";
import { openSite } from "./support/site.js";

const flowOf = (section: string) => `import { flow } from "verifik-flow";

export const onboarding = flow()
  .project("507f1f77bcf86cd799439013")
  ${section};
`;
const withScore = (score: string) => flowOf(`.document((document) => document.minScore(${score}))`);
const sentence = "0.4 is out of range: expected 0.5 to 1";
const addressOf = (text: string) => `#v1.${deflateRawSync(text).toString("base64url")}`;

const sentences = (page: Page) => page.locator(".play-sentences");
const tab = (page: Page, name: string) => page.getByRole("tab", { name }).click();

/** Replaces the code, as somebody who types does. */
async function type(page: Page, code: string): Promise<void> {
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(code);
}

async function compiles(page: Page): Promise<void> {
  await sentences(page).getByText("It compiles.").waitFor();
}

/** The request body of this score, once it's shown. */
async function showsBody(page: Page, score: number): Promise<void> {
  await tab(page, "Body");
  await page.locator(".play-body", { hasText: `"compareMinScore": ${score}` }).waitFor();
}

describe.runIf(hasBrowser)("the playground", () => {
  let site: Awaited<ReturnType<typeof openSite>>;

  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(() => site.close());

  async function open(fragment = "", options = {}) {
    const opened = await site.newPage(options);
    opened.page.setDefaultTimeout(90_000);
    await opened.page.goto(`${site.url}/playground${fragment}`);
    return opened;
  }

  test("refuses 0.4 with its sentence, shows the body once it's fixed, stores it, and a link shows the same", async () => {
    const { page, problems } = await open();
    await compiles(page);

    await type(page, withScore("0.4"));
    await sentences(page).getByText(sentence).waitFor();
    await sentences(page).getByText("The compiler found 1 problem.").waitFor();
    expect(await page.locator(".cm-lintRange-error").count()).toBe(1);

    await type(page, withScore("0.5"));
    await compiles(page);
    await showsBody(page, 0.5);

    await tab(page, "Submit");
    await page.getByRole("button", { name: "Submit" }).click();
    await page.getByText("POST /v2/project-flows 200").waitFor();
    const stored = JSON.parse((await page.locator(".play-stored").textContent()) ?? "");
    expect(stored).toMatchObject({ onboardingSettings: { document: { compareMinScore: 0.5 } } });
    expect(stored._id).toMatch(/^[0-9a-f]{24}$/);

    const address = page.url();
    const other = await site.newPage();
    other.page.setDefaultTimeout(90_000);
    await other.page.goto(address);
    await other.page.getByRole("tab", { name: "Submit", selected: true }).waitFor();
    expect(await other.page.locator(".cm-content").textContent()).toContain("minScore(0.5)");
    await showsBody(other.page, 0.5);
    expect([...problems, ...other.problems]).toEqual([]);
    await page.context().close();
    await other.page.context().close();
  });

  test("shows findings, words in both languages, a drawing, and what a change loosens", async () => {
    const { page, problems } = await open();
    await compiles(page);
    await type(
      page,
      flowOf(".signUpForm((form) => form.email()).document((document) => document.minScore(0.85))"),
    );
    await tab(page, "Checks");
    await page.getByRole("link", { name: "EMAIL_WITHOUT_GATEWAY" }).waitFor();

    await tab(page, "In words");
    await page.getByText("What an applicant goes through").waitFor();
    await page.getByRole("button", { name: "Español" }).click();
    await page.getByText("Qué hace un solicitante").waitFor();

    await tab(page, "Diagram");
    await page.locator(".chart svg").getByText("Sign-up form").first().waitFor();

    await tab(page, "Changes");
    await page.getByRole("button", { name: "Set the checkpoint here" }).click();
    await page.getByText("Nothing has changed since the checkpoint.").waitFor();
    await type(
      page,
      flowOf(".signUpForm((form) => form.email()).document((document) => document.minScore(0.6))"),
    );
    await page.getByRole("cell", { name: "loosens" }).waitFor();
    await page.getByText("Loosens verification").waitFor();
    expect(problems.join("\n")).toBe("");
    await page.context().close();
  });

  test("compares with what was there a minute ago", async () => {
    const { page } = await open();
    await compiles(page);
    await type(page, withScore("0.9"));
    await showsBody(page, 0.9);
    await page.clock.setFixedTime(Date.now() + 61_000);
    await type(page, withScore("0.7"));
    await showsBody(page, 0.7);
    await type(page, withScore("0.6"));
    await showsBody(page, 0.6);
    await tab(page, "Changes");
    await page.getByRole("button", { name: "Set it to a minute ago" }).click();
    await page.getByRole("row", { name: "document.minScore 0.9 0.6 loosens" }).waitFor();
    await page.context().close();
  });

  test("turns JSON into builder code, and says what is wrong with what isn't a flow", async () => {
    const { page, problems } = await open();
    await compiles(page);
    await tab(page, "From JSON");
    const alert = page.getByRole("alert");
    for (const [json, refused] of [
      ["{", "This isn't JSON"],
      ["[]", "an array is not a flow"],
      ["null", "null is not a flow"],
      ['{"type":"payment"}', "'payment'"],
      [
        '{"type":"onboarding","project":"507f1f77bcf86cd799439013","status":"archived"}',
        "'archived' is not allowed",
      ],
    ] as const) {
      await page.getByRole("textbox", { name: "Paste a request body" }).fill(json);
      await page.getByRole("button", { name: "Get builder code" }).click();
      await alert.filter({ hasText: refused }).waitFor();
      expect((await alert.textContent())?.length).toBeGreaterThan(10);
    }
    const json = {
      type: "login",
      project: "507f1f77bcf86cd799439013",
      loginSettings: { email: true },
    };
    await page.getByRole("textbox", { name: "Paste a request body" }).fill(JSON.stringify(json));
    await page.getByRole("button", { name: "Get builder code" }).click();
    await page.locator(".cm-content").getByText("loginFlow()").waitFor();
    await compiles(page);
    expect(problems.join("\n")).toBe("");
    await page.context().close();
  });

  test.each([
    ["a broken address", "#v1.abc", "The address is broken"],
    ["an address of another version", "#v9.abc", "another version"],
    ["a huge address", `#v1.${"A".repeat(100_000)}`, "too long"],
    ["an address that unpacks to megabytes", addressOf(" ".repeat(3_000_000)), "too much"],
    ["an address of something else", addressOf('{"code":{}}'), "doesn't contain a flow"],
  ])("%s gets a sentence, and the page lives", async (_name, fragment, refused) => {
    const { page, problems } = await open(fragment);
    await sentences(page).getByText(refused).waitFor();
    await sentences(page).getByText("Here is an example instead.").waitFor();
    await compiles(page);
    expect(problems.join("\n")).toBe("");
    await page.context().close();
  });

  test.each([
    ["loops forever", `${withScore("0.9")}for (;;) {}\n`, "Does it loop forever?"],
    ["waits forever", `${withScore("0.9")}await new Promise(() => {});\n`, "Does it loop forever?"],
    ["throws", `${withScore("0.9")}throw new Error("my own mistake");\n`, "my own mistake"],
    ["exports no flow", "export const answer = 42;\n", "The code exports no flow"],
    [
      "gets past the compiler",
      withScore("0.4 as never"),
      "0.4 is out of range: expected 0.5 to 1 (at document.minScore)",
    ],
    [
      "breaks out of its wrapper",
      `${withScore("0.9")}export {}; "\\u2028});//"; throw new Error("</script>");\n`,
      "</script>",
    ],
  ])("code that %s gets a sentence, and the page lives", (_name, code, refused) =>
    getsSentence(code, refused),
  );

  test.each([
    ["recur too deep", endlessTypes, /excessively deep|was stopped/],
    [
      "take the compiler for ever",
      manyTypes,
      /took more than 10 seconds for this, and was stopped/,
    ],
  ])("types that %s get a sentence, and the page lives", (_name, code, refused) =>
    getsSentence(code, refused),
  );

  async function getsSentence(code: string, refused: string | RegExp): Promise<void> {
    const { page, problems } = await open();
    await compiles(page);
    await type(page, code);
    await sentences(page).getByText(refused).waitFor();
    await type(page, withScore("0.75"));
    await showsBody(page, 0.75);
    expect(problems.join("\n")).toBe("");
    await page.context().close();
  }

  test("code reaches no network, no page and no storage", async () => {
    const { page, requests } = await open();
    await compiles(page);
    const before = requests.length;
    await type(
      page,
      `${withScore("0.9")}
const tried: string[] = [];
for (const url of [${JSON.stringify(site.url)} + "/stolen", "https://example.com/stolen"]) {
  await fetch(url).then(() => tried.push("reached"), () => tried.push("refused"));
}
console.log(tried.join(), typeof (globalThis as Record<string, unknown>)["document"], typeof (globalThis as Record<string, unknown>)["localStorage"]);
`,
    );
    await tab(page, "Body");
    await page.getByText("refused,refused undefined undefined").waitFor();
    expect(requests.slice(before).filter((url) => url.includes("stolen"))).toEqual([]);
    await page.context().close();
  });

  test("works from the keyboard: Tab leaves the editor, arrows walk the tabs", async () => {
    const { page } = await open();
    await compiles(page);
    await page.locator(".cm-content").focus();
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.closest(".cm-editor"))).toBeNull();
    await page.getByRole("tab", { name: "Body" }).focus();
    await page.keyboard.press("ArrowRight");
    await page.getByRole("tab", { name: "Checks", selected: true }).waitFor();
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    await page.getByRole("tab", { name: "From JSON", selected: true }).waitFor();
    await page.context().close();
  });

  test("completes fields, and never one of the library's sentences", async () => {
    const { page } = await open();
    await compiles(page);
    await type(page, flowOf(".document((document) => document)").trimEnd().slice(0, -2));
    await page.keyboard.type(".");
    const options = page.locator(".cm-tooltip-autocomplete li");
    await options.filter({ hasText: "minScore" }).waitFor();
    expect((await options.allTextContents()).filter((text) => text.includes(" "))).toEqual([]);
    await type(page, flowOf(".status(").trimEnd().slice(0, -1));
    await page.keyboard.type('"');
    await options.filter({ hasText: "draft" }).waitFor();
    expect((await options.allTextContents()).filter((text) => text.includes(" "))).toEqual([]);
    await page.context().close();
  });

  test("tells the type at the cursor by keyboard", async () => {
    const { page, problems } = await open();
    await compiles(page);
    await type(
      page,
      'import { flow } from "verifik-flow";\n\nexport const one = flow().project("507f1f77bcf86cd799439013").status',
    );
    await page.keyboard.press("Control+i");
    await page.locator(".play-hover", { hasText: "(property) status" }).waitFor();
    await page.keyboard.press("ArrowLeft");
    await page.locator(".play-hover").waitFor({ state: "detached" });
    await page.context().close();
    expect(problems).toEqual([]);
  });

  test.each([
    ["what isn't a flow", "{ result: { body: '{}' } }"],
    ["too much", "{ refused: 'x'.repeat(300_000) }"],
    ["nothing", "null"],
  ])(
    "code that posts %s in place of its flow gets a sentence, and the page lives",
    async (_, posted) => {
      const { page, problems } = await open();
      await compiles(page);
      await type(page, `(globalThis as any).postMessage(${posted});\n${withScore("0.9")}`);
      await sentences(page).getByText("posted something else than its flow").waitFor();
      await type(page, withScore("0.91"));
      await showsBody(page, 0.91);
      await page.context().close();
      expect(problems).toEqual([]);
    },
  );

  test("a text that comes after one that takes for ever is judged all the same", async () => {
    const { page } = await open();
    await compiles(page);
    await type(page, manyTypes);
    await sentences(page).getByText("Checking…").waitFor();
    await page.waitForTimeout(2000);
    await type(page, withScore("0.4"));
    await sentences(page).getByText(sentence).waitFor();
    await type(page, withScore("0.75"));
    await showsBody(page, 0.75);
    await page.context().close();
  });

  test("a chart that the code posts asks for no picture", async () => {
    const { page, requests } = await open();
    await compiles(page);
    const forged = {
      name: "a",
      others: [],
      body: "{}",
      findings: [],
      words: { en: "", es: "" },
      diagram: `flowchart TD\n  A["<img src='/stolen'>"]`,
      changes: [],
      log: [],
    };
    const result = JSON.stringify({ result: forged });
    await type(page, `(globalThis as any).postMessage(${result});\n${withScore("0.9")}`);
    await tab(page, "Diagram");
    await page.locator(".chart svg").getByText("<img").first().waitFor();
    expect(requests.filter((url) => url.includes("stolen"))).toEqual([]);
    await page.context().close();
  });

  test("a flow that is submitted twice, or edited meanwhile, shows nothing of another one", async () => {
    const { page } = await open();
    await compiles(page);
    const slow = `await new Promise((resolve) => setTimeout(resolve, 700));\n${withScore("0.91")}`;
    await type(page, slow);
    await compiles(page);
    await showsBody(page, 0.91);
    await tab(page, "Submit");
    const submit = page.getByRole("button", { name: "Submit" });
    await submit.dblclick();
    await page.locator(".play-stored", { hasText: "0.91" }).waitFor();
    expect(await page.locator(".play-results .play-bad").count()).toBe(0);
    await submit.click();
    await page.waitForTimeout(200);
    await type(page, withScore("0.4"));
    await sentences(page).getByText(sentence).waitFor();
    await page.waitForTimeout(1000);
    expect(await page.locator(".play-stored").count()).toBe(0);
    await submit.click();
    await page.getByText("Fix what the compiler refuses, then submit.").waitFor();
    await type(page, withScore("0.92"));
    await compiles(page);
    expect(await page.getByText("Fix what the compiler refuses").count()).toBe(0);
    await page.context().close();
  });

  test("code that is too long for a link isn't said to be copied", async () => {
    const { page } = await open();
    await compiles(page);
    const noise = Array.from({ length: 4000 }, (_, index) => (index * 7919 ** 2).toString(36));
    await type(page, `// ${noise.join("")}\n${withScore("0.9")}`);
    await page.getByText("There's no link to this").waitFor();
    await page.getByRole("button", { name: "Copy link" }).click();
    await page.waitForTimeout(300);
    expect(await page.getByText("in your clipboard").count()).toBe(0);
    await page.context().close();
  });

  test.each(["light", "dark"] as const)(
    "fits a phone, and everybody can read each tab in %s",
    async (colorScheme) => {
      const { page } = await open("", { colorScheme, viewport: { width: 375, height: 700 } });
      await compiles(page);
      for (const name of [
        "Body",
        "Checks",
        "In words",
        "Diagram",
        "Changes",
        "Submit",
        "From JSON",
      ]) {
        await tab(page, name);
        if (name === "Diagram") await page.locator(".chart svg").waitFor();
        const found = await violations(page);
        expect(found.join("\n"), name).toBe("");
        expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBe(375);
      }
      await page.context().close();
    },
  );
});

const endlessTypes = `type Build<N extends number, T extends unknown[] = []> =
  T["length"] extends N ? T : Build<N, [...T, 0]>;
export type Long = Build<5000>;
`;

/** Every order of fifteen letters: more than a trillion, and none of them deep. */
const manyTypes = `type Letter = "a" | "b" | "c" | "d" | "e" | "f" | "g" | "h" | "i" | "j" | "k" | "l" | "m" | "n" | "o";
type Orders<T, K = T> = [T] extends [never] ? [] : K extends K ? [K, ...Orders<Exclude<T, K>>] : never;
export const order: Orders<Letter> = [] as never;
`;
