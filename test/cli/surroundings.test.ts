import { pathToFileURL } from "node:url";
import { startEmulator } from "verifik-flow/emulator";
import { describe, expect, test } from "vitest";
import { type CliProject, inCliProject, projects } from "../support/cli-project.js";
import { answering } from "../support/terminal.js";

const co = `flow().project("${projects.co}")`;
const painted = "\u001b[";

describe("colours", () => {
  const inPipe = async (project: CliProject, env: NodeJS.ProcessEnv) => {
    const { stdout, stderr } = await project.run("plan", env);
    // Node itself warns if both variables are set.
    const said = stderr.replace(/^\(.* Warning: The 'NO_COLOR' .*\n\(Use .*\n/, "");
    expect(said).toBe(`reading the flows of ${new URL(project.url).host}\n`);
    return stdout;
  };
  const onTerminal = async (project: CliProject, env: Readonly<Record<string, string>>) => {
    const { screen } = await answering(project, ["plan"], [], env);
    return screen.replaceAll("\u001b[K", ""); // clears the line of the progress
  };
  test.each([
    ["none in a pipe", inPipe, {}, false],
    ["some in a pipe with FORCE_COLOR", inPipe, { FORCE_COLOR: "1" }, true],
    ["none in a pipe with FORCE_COLOR=0", inPipe, { FORCE_COLOR: "0" }, false],
    ["none if both are set", inPipe, { FORCE_COLOR: "1", NO_COLOR: "1" }, false],
    ["some on a terminal", onTerminal, {}, true],
    ["none on a terminal with NO_COLOR", onTerminal, { NO_COLOR: "1" }, false],
    ["some on a terminal with an empty NO_COLOR", onTerminal, { NO_COLOR: "" }, true],
    ["none on a terminal that knows none", onTerminal, { TERM: "dumb" }, false],
  ] as const)("%s", async (_what, shown, env, isPainted) => {
    await inCliProject(async (project) => {
      await project.configure({ co });
      const text = await shown(project, env);
      expect(text).toContain("1 to create");
      expect(text.includes(painted)).toBe(isPainted);
    });
  });

  test("none in JSON, whatever is forced", async () => {
    await inCliProject(async (project) => {
      await project.configure({ co });
      const { stdout, stderr } = await project.run("plan --json", { FORCE_COLOR: "1" });
      expect(stdout).not.toContain(painted);
      expect(stderr).toContain(painted);
    });
  });
});

describe("VERIFIK_BASE_URL and VERIFIK_TOKEN of the shell", () => {
  /** Says where a request would go, and sends none. */
  const watched = `globalThis.fetch = async (request) => {
    console.error("asked " + (request.url ?? request));
    throw Object.assign(new TypeError("fetch failed"), { cause: { code: "ECONNREFUSED" } });
  };`;

  test("have no effect on an environment", async () => {
    await inCliProject(async (project) => {
      const other = await startEmulator();
      try {
        await project.configure({ co });
        const env = { VERIFIK_BASE_URL: other.url, VERIFIK_TOKEN: "another-token" };
        expect(await project.run("apply --yes", env)).toMatchObject({ code: 0 });
        expect(project.verifik.flows).toHaveLength(1);
        expect(other.requests).toEqual([]);
      } finally {
        await other.close();
      }
    });
  });

  test("nor on one that names no base URL: that is Verifik's own", async () => {
    await inCliProject(async (project) => {
      await project.write(
        "verifik.config.mjs",
        `import { flow } from "verifik-flow";
        export default { environments: { staging: { token: { env: "STAGING_TOKEN" } } }, flows: { co: ${co} } };`,
      );
      await project.write("watch.mjs", watched);
      const { code, stderr } = await project.run("plan", {
        VERIFIK_BASE_URL: project.verifik.url,
        NODE_OPTIONS: `--import ${pathToFileURL(project.path("watch.mjs"))}`,
      });
      expect(code).toBe(1);
      expect(stderr).toContain("reading the flows of api.verifik.co");
      expect(stderr).toContain("asked https://api.verifik.co/v2/project-flows?");
      expect(project.verifik.requests).toEqual([]);
    });
  });
});

describe("a token that expired is said before any request by", () => {
  const expired = `e30.${Buffer.from('{"exp":1700000000}').toString("base64url")}.s1gnature`;
  test.each([
    "plan",
    "apply --yes",
    "pull --all",
    "show 507f1f77bcf86cd799439011 --from server",
    "init --pull --token-env STAGING_TOKEN --base-url URL",
  ])("%s", async (args) => {
    await inCliProject(async (project) => {
      await project.configure({ co });
      const typed = args.replace("URL", project.url);
      const { code, stdout, stderr } = await project.run(typed, { STAGING_TOKEN: expired });
      expect(code).toBe(1);
      expect(stderr).toContain("the token in STAGING_TOKEN expired at 2023-11-14T22:13:20.000Z");
      expect(stdout + stderr).not.toContain("s1gnature");
      expect(project.verifik.requests).toEqual([]);
    });
  });
});
