import { createClient, flow } from "verifik-flow";
import { createEmulator } from "verifik-flow/emulator";
import { afterEach, describe, expect, test, vi } from "vitest";

const onboarding = flow().project("507f1f77bcf86cd799439013");
const sent = "sent";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

/** What a submit with these options says; `sent` if it made a request. */
async function answerTo(options: object): Promise<string> {
  const verifik = createEmulator();
  const given = { token: verifik.token, fetch: verifik.fetch, ...options };
  const said = await onboarding.submit(given).then(
    () => "stored",
    (error: Error) => error.message,
  );
  return verifik.requests.length > 0 ? sent : said;
}

/** The message of a submit that fails so before it sends anything. */
function unsent(sentence: string): string {
  return `${sentence}; nothing was sent (verifik-flow/docs/errors.md#${sentence.split(":")[0]})`;
}

const ascii = "INVALID_TOKEN: the token has a space, a line break or a character beyond ASCII";
const cure = "pass your account's bearer token as an option, or set VERIFIK_TOKEN";
const noUrl = "INVALID_BASE_URL: the base URL isn't a URL";
const notSecure =
  "INVALID_BASE_URL: the base URL must begin with https://, or with http:// on this machine";
const tooMuch = "INVALID_BASE_URL: the base URL has credentials, a query or a fragment";
const timeout = "expected an integer from 1 to 2147483647";
const retries = "expected an integer from 0 to 10";

test.each([
  [{ token: "a" }, { token: "" }, "INVALID_TOKEN: the token is empty"],
  [{ token: "!" }, { token: " " }, ascii],
  [
    { token: "bearer" },
    { token: "Bearer a" },
    "INVALID_TOKEN: the token begins with 'Bearer ': leave that out",
  ],
  [{ token: "~" }, { token: "\x7f" }, ascii],
  [{ token: "a.b" }, { token: " a" }, ascii],
  [{ token: "a.b" }, { token: "a\n" }, ascii],
  [{ token: "5" }, { token: 5 }, `INVALID_TOKEN: the token is a number: ${cure}`],
  [{ token: "null" }, { token: null }, `INVALID_TOKEN: the token is null: ${cure}`],
  [{ baseUrl: "https://x" }, { baseUrl: "x" }, noUrl],
  [{ baseUrl: "https://x" }, { baseUrl: new URL("https://x") }, noUrl],
  [{ baseUrl: "https://x" }, { baseUrl: "ftp://x" }, notSecure],
  [{ baseUrl: "https://x" }, { baseUrl: "http://x" }, notSecure],
  [{ baseUrl: "http://localhost:1" }, { baseUrl: "ftp://localhost:1" }, notSecure],
  [{ baseUrl: "http://localhost" }, { baseUrl: "http://localhost.example.com" }, notSecure],
  [{ baseUrl: "http://localhost" }, { baseUrl: "http://mylocalhost" }, notSecure],
  [{ baseUrl: "http://127.0.0.1" }, { baseUrl: "http://126.0.0.1" }, notSecure],
  [{ baseUrl: "http://127.255.255.254" }, { baseUrl: "http://128.0.0.1" }, notSecure],
  [{ baseUrl: "http://[::1]" }, { baseUrl: "http://[::2]" }, notSecure],
  [{ baseUrl: "https://x" }, { baseUrl: "https://user@x" }, tooMuch],
  [{ baseUrl: "https://x" }, { baseUrl: "https://:password@x" }, tooMuch],
  [{ baseUrl: "https://x/a" }, { baseUrl: "https://x/?a" }, tooMuch],
  [{ baseUrl: "https://x/a" }, { baseUrl: "https://x/#a" }, tooMuch],
  [{ timeout: 1 }, { timeout: 0 }, `INVALID_OPTION: timeout is 0: ${timeout}`],
  [{ timeout: 5000 }, { timeout: "5000" }, `INVALID_OPTION: timeout is '5000': ${timeout}`],
  [
    { timeout: 2 ** 31 - 1 },
    { timeout: 2 ** 31 },
    `INVALID_OPTION: timeout is 2147483648: ${timeout}`,
  ],
  [{ retries: 0 }, { retries: -1 }, `INVALID_OPTION: retries is -1: ${retries}`],
  [{ retries: 10 }, { retries: 11 }, `INVALID_OPTION: retries is 11: ${retries}`],
  [
    { signal: undefined },
    { signal: null },
    "INVALID_OPTION: signal is null: expected an AbortSignal",
  ],
  [
    { signal: new AbortController().signal },
    { signal: new AbortController() },
    "INVALID_OPTION: signal is an object: expected an AbortSignal",
  ],
  [{}, { fetch: null }, "INVALID_OPTION: fetch is null: expected a function"],
  [{}, { fetch: "fetch" }, "INVALID_OPTION: fetch is 'fetch': expected a function"],
])("the options %o are sent, and %o are refused: %s", async (accepted, refused, sentence) => {
  expect(await answerTo(accepted)).toBe(sent);
  expect(await answerTo(refused)).toBe(unsent(sentence));
});

const undefinedSaid = "is undefined: give it a value, or leave it out";
const notAnOption = "isn't an option: did you mean";

test.each([
  [{ token: undefined }, `INVALID_TOKEN: token ${undefinedSaid}`],
  [{ baseUrl: undefined }, `INVALID_BASE_URL: baseUrl ${undefinedSaid}`],
  [{ timeout: undefined }, `INVALID_OPTION: timeout ${undefinedSaid}`],
  [{ retries: undefined }, `INVALID_OPTION: retries ${undefinedSaid}`],
  [{ retryRateLimited: undefined }, `INVALID_OPTION: retryRateLimited ${undefinedSaid}`],
  [{ fetch: undefined }, `INVALID_OPTION: fetch ${undefinedSaid}`],
  [{ baseURL: "https://x" }, `INVALID_OPTION: 'baseURL' ${notAnOption} baseUrl?`],
  [{ Token: "x" }, `INVALID_OPTION: 'Token' ${notAnOption} token?`],
  [
    { headers: {} },
    "INVALID_OPTION: 'headers' isn't an option: expected one of token, baseUrl, timeout, signal, retries, retryRateLimited, fetch, onEvent, dangerouslyAllowBrowser",
  ],
  [
    { retryRateLimited: "yes" },
    "INVALID_OPTION: retryRateLimited is 'yes': expected true or false",
  ],
  [{ onEvent: "log" }, "INVALID_OPTION: onEvent is 'log': expected a function"],
  [{ baseUrl: "https://x/v2" }, "INVALID_BASE_URL: the base URL ends in /v2: leave that out"],
])("the options %o are refused, by a submit and by createClient", async (options, sentence) => {
  expect(await answerTo(options)).toBe(unsent(sentence));
});

test("createClient refuses a name that it doesn't know at once", () => {
  expect(() => createClient({ baseURL: "https://x" } as never)).toThrow(
    "INVALID_OPTION: 'baseURL' isn't an option: did you mean baseUrl?; nothing was sent (verifik-flow/docs/errors.md#INVALID_OPTION)",
  );
  expect(() => createClient(null as never)).toThrow("INVALID_OPTION: options must be an object");
});

describe("a token that only seems to be there is not looked for elsewhere", () => {
  const { fetch, token } = createEmulator();
  const spread =
    "these options come from a spread client or another copy of verifik-flow: pass the client itself";

  test.each([
    ["of a spread client", { ...createClient({ token, fetch }), timeout: 5 }, spread],
    ["of another copy's client", { [Symbol.for("verifik-flow.client")]: true }, spread],
    [
      "that is inherited",
      Object.create({ token }),
      "token is inherited: options must have their own fields",
    ],
    [
      "of a class's getter",
      new (class {
        get token() {
          return token;
        }
      })(),
      "token is inherited: options must have their own fields",
    ],
    ["of a promise", Promise.resolve({ token }), "options must be a plain object"],
    ["of a list", [], "'length' isn't an option"],
    ["of a map", new Map(), "options must be a plain object"],
    ["behind a symbol", { [Symbol("token")]: token }, "'Symbol(token)' isn't an option"],
    ["behind a proxy", new Proxy({ token }, { ownKeys: () => [] }), "token is inherited"],
    [
      "that can't be read",
      {
        get token() {
          throw new Error("no");
        },
      },
      "an option can't be read",
    ],
  ])("%s", async (_case, options, sentence) => {
    vi.stubEnv("VERIFIK_TOKEN", token);
    await expect(onboarding.submit(options as never)).rejects.toThrow(
      `INVALID_OPTION: ${sentence}`,
    );
  });
});

describe("plain http to this machine", () => {
  const refused = unsent(
    "INVALID_BASE_URL: HTTP_PROXY would get the token: put 127.0.0.1 into NO_PROXY",
  );
  const local = { baseUrl: "http://127.0.0.1:9" };

  test.each([
    [{ NODE_USE_ENV_PROXY: "1" }, refused],
    [{ NODE_OPTIONS: "--use-env-proxy" }, refused],
    [{ NODE_USE_ENV_PROXY: "1", HTTP_PROXY: "", ALL_PROXY: "http://proxy:1" }, refused],
    ...["http_proxy", "all_proxy"].map((name): [Record<string, string>, string] => [
      { NODE_USE_ENV_PROXY: "1", HTTP_PROXY: "", [name]: "http://proxy:1" },
      refused,
    ]),
    [{ NODE_OPTIONS: "--no-warnings --use-env-proxy" }, refused],
    [{ NODE_USE_ENV_PROXY: "1", NO_PROXY: "127.0.0.1:1" }, refused],
    [{ NODE_USE_ENV_PROXY: "1", NO_PROXY: "a,*" }, refused],
    [{ NODE_USE_ENV_PROXY: "1", NO_PROXY: "127.0.0.1", no_proxy: "" }, refused],
    [{ NODE_USE_ENV_PROXY: "1", NO_PROXY: "example.com, 127.0.0.1" }, sent],
    [{ NODE_USE_ENV_PROXY: "1", NO_PROXY: "*" }, sent],
    // Bun and Deno need not be told.
    [{ NODE_USE_ENV_PROXY: "0" }, "Bun" in globalThis || "Deno" in globalThis ? refused : sent],
    [{ NODE_USE_ENV_PROXY: "1", HTTP_PROXY: "" }, sent],
  ])("is refused if a proxy would get the token: %o", async (variables, said) => {
    const before = { HTTP_PROXY: "http://proxy:1", NO_PROXY: undefined, no_proxy: undefined };
    for (const [name, value] of Object.entries({ ...before, ...variables }))
      vi.stubEnv(name, value as string | undefined);
    expect(await answerTo(local)).toBe(said);
    expect(await answerTo({ baseUrl: "https://127.0.0.1:9" })).toBe(sent);
  });

  test.each(["::1", "[::1]"])("is sent if NO_PROXY says %s", async (noProxy) => {
    const variables = {
      NODE_USE_ENV_PROXY: "1",
      HTTP_PROXY: "http://proxy:1",
      no_proxy: undefined,
    };
    for (const [name, value] of Object.entries({ ...variables, NO_PROXY: noProxy }))
      vi.stubEnv(name, value);
    expect(await answerTo({ baseUrl: "http://[::1]:9" })).toBe(sent);
    expect(await answerTo({ baseUrl: "http://[::2]:9" })).not.toBe(sent);
  });
});

test.each([null, "a-token"])("the options cannot be %o", async (options) => {
  await expect(onboarding.submit(options as never)).rejects.toThrow(
    "INVALID_OPTION: options must be an object; nothing was sent (verifik-flow/docs/errors.md#INVALID_OPTION)",
  );
});

test.each([
  ["https://x", "/v2/project-flows"],
  ["https://x//", "/v2/project-flows"],
  ["https://x/a/b", "/a/b/v2/project-flows"],
  ["https://x/a/b//", "/a/b/v2/project-flows"],
])("the base URL %s is asked at %s", async (baseUrl, path) => {
  const verifik = createEmulator();
  const options = { token: verifik.token, fetch: verifik.fetch, baseUrl };
  await onboarding.submit(options).catch(() => {});
  expect(verifik.requests).toMatchObject([{ path }]);
});

describe("without a token", () => {
  const { fetch, token } = createEmulator();
  const said = `INVALID_TOKEN: the token is missing: ${cure}; nothing was sent (verifik-flow/docs/errors.md#INVALID_TOKEN)`;

  test("a submit takes that of the environment, and says so if there is none", async () => {
    vi.stubEnv("VERIFIK_TOKEN", token);
    await expect(onboarding.submit({ fetch })).resolves.toHaveProperty("_id");
    vi.stubEnv("VERIFIK_TOKEN", undefined);
    await expect(onboarding.submit({ fetch })).rejects.toThrow(said);
  });

  test.each([undefined, {}])("a submit says so where process is %o", async (process) => {
    vi.stubGlobal("process", process);
    const failure = onboarding.submit({ fetch }).catch((error: Error) => error.message);
    vi.unstubAllGlobals();
    expect(await failure).toBe(said);
  });
});

describe("a place", () => {
  const browser = "BROWSER: anyone who opens this page could read the token";

  test.each([
    ["window", "document"],
    ["document", "window"],
  ])("that has a %s is a page only if it has a %s too", async (first, second) => {
    vi.stubGlobal(first, {});
    expect(await answerTo({})).toBe(sent);
    vi.stubGlobal(second, {});
    expect(await answerTo({})).toBe(unsent(browser));
  });

  test("that is a page needs the very true that allows it", async () => {
    vi.stubGlobal("window", {});
    vi.stubGlobal("document", {});
    expect(await answerTo({ dangerouslyAllowBrowser: true })).toBe(sent);
    expect(await answerTo({ dangerouslyAllowBrowser: false })).toContain(browser);
    expect(await answerTo({ dangerouslyAllowBrowser: "true" })).toContain(
      "INVALID_OPTION: dangerouslyAllowBrowser is 'true': expected true or false",
    );
  });

  test("that is polluted is told by the name of the option", async () => {
    Object.defineProperty(Object.prototype, "timeout", { value: 1, configurable: true });
    const said = await answerTo({}).finally(() => {
      delete (Object.prototype as { timeout?: unknown }).timeout;
    });
    expect(said).toBe(
      "POLLUTED_PROTOTYPE: Object.prototype has a timeout; nothing was sent (verifik-flow/docs/errors.md#POLLUTED_PROTOTYPE)",
    );
    expect(await answerTo({})).toBe(sent);
  });
});
