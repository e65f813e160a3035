import { flow, SubmitError } from "verifik-flow";
import { createEmulator, startEmulator } from "verifik-flow/emulator";
import { describe, expect, test } from "vitest";
import { onboarding } from "../../examples/onboarding.js";
import { failureOf } from "../support/failure-of.js";
import { http, startRawServer } from "../support/raw-server.js";

const project = "507f1f77bcf86cd799439013";
const small = flow().project(project).status("draft").redirectUrl("https://example.com/done");

describe("error.reconcile()", () => {
  test.each([
    ["that was stored before the connection was lost", { reset: true, applied: true }, 1],
    ["that was lost with the connection", { reset: true }, 0],
    ["whose answer was cut in half", { halfBody: true }, 1],
    ["that was stored behind a 500", { status: 500, applied: true }, 1],
    ["that met a 503", { status: 503 }, 0],
    ["that was stored while the call timed out", { hang: true, applied: true }, 1],
  ] as const)("finds a flow %s, and sends nothing", async (_case, fault, found) => {
    await using verifik = await startEmulator();
    const options = { baseUrl: verifik.url, token: verifik.token, timeout: 2000 };
    await onboarding.status("paused").submit(options);
    verifik.fail(fault);
    const error = await failureOf(onboarding.submit(options));
    expect(["unknown", "applied"]).toContain(error.outcome);
    expect(await error.reconcile()).toEqual(verifik.flows.slice(1));
    expect(verifik.flows).toHaveLength(1 + found);
    const methods = verifik.requests.map(({ method }) => method);
    expect(methods.filter((method) => method !== "GET")).toEqual(["POST", "POST"]);
  });

  test("looks through every page of the project's flows, in each envelope", async () => {
    for (const envelope of ["bare", "data", "signed"] as const) {
      const verifik = createEmulator({ envelope });
      const options = { token: verifik.token, fetch: verifik.fetch };
      for (let n = 0; n < 205; n += 1) await small.version((n + 1) as 1).submit(options);
      verifik.fail({ reset: true, applied: true });
      const error = await failureOf(small.version(300).submit(options));
      expect(await error.reconcile()).toEqual(verifik.flows.slice(205));
      const lists = verifik.requests.filter(({ method }) => method === "GET");
      const pages = lists.map(({ path }) => /[?&]page=(\d+)/.exec(path)?.[1]);
      expect(pages.slice(0, 3)).toEqual(["1", "2", "3"]);
    }
  });

  test("takes the documented empty redirectUrl for what was sent, and no other difference", async () => {
    const equal = { _id: "1", ...small.build(), redirectUrl: "" };
    const others = [
      { ...equal, _id: "2", redirectUrl: "https://example.com/other" },
      { ...equal, _id: "3", status: "active" },
      { _id: "4", project, type: "onboarding" },
    ];
    await using server = await startRawServer((socket) => {
      const listed = http(200, JSON.stringify({ data: [...others, equal] }));
      socket.write(server.requests.length === 1 ? http(500, "") : listed);
    });
    const error = await failureOf(small.submit({ token: "t", baseUrl: server.url }));
    expect(await error.reconcile()).toEqual([equal]);
  });

  test("ends with a server that gives the same page for ever", async () => {
    const page = Array.from({ length: 100 }, (_, n) => ({ _id: String(n) }));
    await using server = await startRawServer((socket) => {
      socket.write(server.requests.length === 1 ? http(500, "") : http(200, JSON.stringify(page)));
    });
    const error = await failureOf(small.submit({ token: "t", baseUrl: server.url }));
    expect(await error.reconcile()).toEqual([]);
    expect(server.requests).toHaveLength(3);
  });

  test("finds nothing, without a request, if the flow was not created", async () => {
    const verifik = createEmulator();
    verifik.fail({ status: 400 });
    const options = { token: verifik.token, fetch: verifik.fetch };
    const rejected = await failureOf(small.submit(options));
    const unsent = await failureOf(small.submit({ ...options, token: "" }));
    expect([await rejected.reconcile(), await unsent.reconcile()]).toEqual([[], []]);
    expect(verifik.requests).toHaveLength(1);
  });

  test.each([
    [{ status: 401 }, "UNAUTHORIZED"],
    [{ reset: true, times: 3 }, "CONNECTION_LOST"],
    [{ status: 200, body: { data: "no list" } }, "BAD_RESPONSE"],
  ] as const)("fails after %j with what is known of the flow", async (fault, code) => {
    const verifik = createEmulator();
    const options = { token: verifik.token, fetch: verifik.fetch };
    verifik.fail({ status: 500 });
    verifik.fail(fault);
    const error = await failureOf(small.submit(options));
    const second = await failureOf(error.reconcile());
    expect(second).toBeInstanceOf(SubmitError);
    expect(second).toMatchObject({ code, outcome: "unknown" });
    expect(second.message).toContain("the flow may exist");
  });

  test("works after the call's own signal was aborted", async () => {
    const verifik = createEmulator();
    const controller = new AbortController();
    verifik.fail({ hang: true, applied: true });
    const options = { token: verifik.token, fetch: verifik.fetch, signal: controller.signal };
    const failure = failureOf(small.submit(options));
    await expect.poll(() => verifik.requests).toHaveLength(1);
    controller.abort();
    const error = await failure;
    expect(error).toMatchObject({ code: "ABORTED", outcome: "unknown" });
    expect(await error.reconcile()).toEqual(verifik.flows);
    expect(verifik.flows).toHaveLength(1);
  });
});

const token = "a-token";
const json = (value: unknown, headers?: Readonly<Record<string, string>>) =>
  http(200, JSON.stringify(value), headers);
const failed = http(500, "");
const ago = (milliseconds: number) => new Date(Date.now() - milliseconds).toISOString();

/** A server that fails the submit, then lists these flows on pages of a size of its own. */
function listing(
  flows: readonly unknown[],
  size: number,
  wrap: (page: readonly unknown[], number: number) => unknown = (page) => page,
  headers: () => Readonly<Record<string, string>> = () => ({}),
) {
  return startRawServer((socket, request) => {
    const number = Number(/[?&]page=(\d+)/.exec(request)?.[1] ?? 0);
    const page = flows.slice((number - 1) * size, number * size);
    socket.write(number === 0 ? failed : json(wrap(page, number), headers()));
  });
}

async function foundIn(
  server: { readonly url: string },
  flow: { submit: typeof small.submit } = small,
) {
  const error = await failureOf(flow.submit({ token, baseUrl: server.url }));
  const found = await error.reconcile();
  return found.map(({ _id }) => _id);
}

describe("error.reconcile() knows the flow from", () => {
  test("an equal one that this process created just before", async () => {
    const verifik = createEmulator();
    const options = { token: verifik.token, fetch: verifik.fetch };
    await small.submit(options);
    for (const [fault, found] of [
      [{ reset: true }, 0],
      [{ reset: true, applied: true }, 1],
    ] as const) {
      verifik.fail(fault);
      const error = await failureOf(small.submit(options));
      expect(await error.reconcile()).toEqual(verifik.flows.slice(1, 1 + found));
    }
  });

  test("equal ones that are older, on the server's clock", async () => {
    for (const ahead of [-3_600_000, 0, 3_600_000]) {
      const stored = (id: string, age: number) => ({
        _id: id,
        ...small.build(),
        createdAt: ago(age - ahead),
      });
      const flows = [
        stored("old", 10_000),
        stored("new", 0),
        { ...stored("ageless", 0), createdAt: null },
      ];
      const date = () => ({ date: new Date(Date.now() + ahead).toUTCString() });
      await using server = await listing(flows, 100, undefined, date);
      expect(await foundIn(server)).toEqual(["new", "ageless"]);
    }
  });

  test("others that were created at the same time, and gives every one that is equal", async () => {
    const equal = { ...small.build(), createdAt: ago(0) };
    const more = { ...equal, _id: "more", systemForm: "507f1f77bcf86cd799439014" };
    const flows = [
      more,
      { ...equal, _id: "1" },
      { ...equal, _id: "other", status: "active" },
      { ...equal, _id: "2" },
    ];
    await using server = await listing(flows, 100);
    expect(await foundIn(server)).toEqual(["1", "2", "more"]);
  });
});

test("error.reconcile() gives a flow to one error alone", async () => {
  const verifik = createEmulator();
  const options = { token: verifik.token, fetch: verifik.fetch };
  verifik.fail({ reset: true, applied: true });
  const first = await failureOf(small.submit(options));
  verifik.fail({ reset: true });
  const second = await failureOf(small.submit(options));
  expect(await first.reconcile()).toEqual(verifik.flows);
  expect(await second.reconcile()).toEqual([]);
  expect(await first.reconcile()).toEqual(verifik.flows);
});

test("error.reconcile() gives flows that it can't tell apart to every error", async () => {
  const verifik = createEmulator();
  const options = { token: verifik.token, fetch: verifik.fetch };
  verifik.fail({ reset: true, applied: true, times: 2 });
  const errors = [await failureOf(small.submit(options)), await failureOf(small.submit(options))];
  for (const error of errors) expect(await error.reconcile()).toEqual(verifik.flows);
  expect(verifik.flows).toHaveLength(2);
});

test("error.reconcile() gives the most similar first, then the oldest", async () => {
  const { onboardingSettings, ...others } = small.signUpForm((form) => form.email()).build();
  const made = (id: string, age: number, signUpForm: object = {}) => ({
    _id: id,
    ...others,
    onboardingSettings: { ...onboardingSettings, signUpForm: { email: true, ...signUpForm } },
    createdAt: ago(age),
  });
  const flows = [made("more", 1500, { phone: true }), made("2", 500), made("1", 1000)];
  const sent = small.signUpForm((form) => form.email());
  for (const listed of [flows, flows.toReversed()]) {
    await using server = await listing(listed, 100);
    expect(await foundIn(server, sent)).toEqual(["1", "2", "more"]);
  }
});

test.each([
  ["", 0],
  ["Z", 0],
  ["z", 0],
  ["+05:30", 330],
  ["-0300", -180],
])("error.reconcile() reads the age of a flow with the zone %s", async (zone, minutes) => {
  const local = (milliseconds: number) => ago(milliseconds - minutes * 60_000).replace("Z", zone);
  const flows = [
    { _id: "old", ...small.build(), createdAt: local(1_800_000) },
    { _id: "new", ...small.build(), createdAt: local(0) },
  ];
  await using server = await listing(flows, 100);
  expect(await foundIn(server)).toEqual(["new"]);
});

test("error.reconcile() reads the clock of a server behind a cache by the answer's age", async () => {
  const flows = [{ _id: "old", ...small.build(), createdAt: ago(1_800_000) }];
  const cached = () => ({ date: new Date(Date.now() - 3_600_000).toUTCString(), age: "3600" });
  await using server = await listing(flows, 100, undefined, cached);
  expect(await foundIn(server)).toEqual([]);
});

test("error.reconcile() puts a flow that lost a field behind one that has it", async () => {
  const { redirectUrl, ...others } = small.build();
  const flows = [
    { ...others, _id: "without" },
    { ...others, _id: "with", redirectUrl, version: 1, systemForm: "507f1f77bcf86cd799439014" },
  ];
  await using server = await listing(flows, 100);
  expect(await foundIn(server)).toEqual(["with", "without"]);
});

describe("error.reconcile() finds the flow", () => {
  const equal = { _id: "sent", ...small.build() };
  const others = Array.from({ length: 120 }, (_, n) => ({ _id: String(n) }));
  const all = [...others, equal];
  const total = all.length;

  test.each([
    ["without a count", 50, (page: unknown) => page],
    ["with a total", 50, (data: unknown) => ({ data, total })],
    [
      "with pages that are counted",
      50,
      (data: unknown, page: number) => ({ data, page, pages: 3 }),
    ],
    [
      "with pages that are counted for a size that it doesn't keep to",
      50,
      (data: unknown) => ({ data, total, pages: 2 }),
    ],
    [
      "with a pagination of its own",
      7,
      (data: unknown) => ({ success: true, data, pagination: { total, pages: 18 } }),
    ],
    ["of one flow", 1, (data: unknown) => ({ data })],
  ] as const)("on the last of short pages %s", async (_case, size, wrap) => {
    await using server = await listing(all, size, wrap);
    expect(await foundIn(server)).toEqual(["sent"]);
  });

  test("whatever the case of its ids, and if its project is an object", async () => {
    const id = "ABCDEF1f77bcf86cd7994390";
    const flow_ = flow().project(id).webhook("507F1F77BCF86CD799439014");
    const lower = {
      _id: "1",
      type: "onboarding",
      project: id.toLowerCase(),
      webhook: "507f1f77bcf86cd799439014",
    };
    const populated = { ...lower, _id: "2", project: { _id: id.toLowerCase(), name: "a" } };
    await using server = await listing([lower, populated], 100);
    expect(await foundIn(server, flow_)).toEqual(["1", "2"]);
  });

  test("without its white list, which the server can keep elsewhere, but not with another one", async () => {
    const listed = small.whiteList([{ name: "Ana", email: "ana@example.com" }]);
    const { whiteList, ...body } = listed.build();
    const flows = [
      { _id: "1", ...body },
      { _id: "2", ...body, whiteList: [] },
      { _id: "3", ...body, whiteList: whiteList?.map((person) => ({ ...person, checked: false })) },
      { _id: "4", ...body, whiteList: [{ name: "Eva", email: "ana@example.com" }] },
    ];
    await using server = await listing(flows, 100);
    expect(await foundIn(server, listed)).toEqual(["3", "1", "2"]);
  });

  test("among a hundred with long white lists", async () => {
    const whiteList = Array.from({ length: 500 }, (_, n) => ({
      name: `Person ${n}`,
      email: `person-${n}@example.com`,
      countryCode: "+57",
      phone: "3001234567",
    }));
    const others = Array.from({ length: 99 }, (_, n) => ({ _id: String(n), whiteList }));
    await using server = await listing([...others, equal], 100);
    expect(await foundIn(server)).toEqual(["sent"]);
  });
});

describe("error.reconcile() ends", () => {
  test("within the time limit, however many pages there are", async () => {
    let id = 0;
    await using server = await startRawServer((socket, request) => {
      if (!request.startsWith("GET")) return void socket.write(failed);
      id += 1;
      setTimeout(() => socket.write(json([{ _id: String(id) }])), 20);
    });
    const error = await failureOf(small.submit({ token, baseUrl: server.url }));
    const second = await failureOf(error.reconcile({ timeout: 200 }));
    expect(second).toMatchObject({ code: "TIMEOUT", outcome: "unknown" });
    expect(server.requests.length).toBeLessThan(15);
  });

  test("when its own signal is aborted", async () => {
    const controller = new AbortController();
    await using server = await startRawServer((socket, request) => {
      if (request.startsWith("GET")) controller.abort();
      else socket.write(failed);
    });
    const error = await failureOf(small.submit({ token, baseUrl: server.url }));
    const second = await failureOf(error.reconcile({ signal: controller.signal }));
    expect(second).toMatchObject({ code: "ABORTED", outcome: "unknown" });
  });

  test("with a refusal of options that it can't use", async () => {
    await using server = await startRawServer((socket) => socket.write(failed));
    const error = await failureOf(small.submit({ token, baseUrl: server.url }));
    await expect(error.reconcile({ timeout: 0 })).rejects.toThrow(
      "INVALID_OPTION: timeout is 0: expected an integer from 1 to 2147483647; the flow may exist (verifik-flow/docs/errors.md#INVALID_OPTION)",
    );
  });

  test.each([
    [{ timeout: undefined }, "timeout is undefined: give it a value, or leave it out"],
    [{ timout: 5 }, "'timout' isn't an option: expected one of timeout, signal"],
    [{ signal: {} }, "signal is an object: expected an AbortSignal"],
  ])("with a refusal of %j, whose neighbours it takes", async (options, said) => {
    await using server = await startRawServer((socket, request) => {
      socket.write(request.startsWith("GET") ? json([]) : failed);
    });
    const error = await failureOf(small.submit({ token, baseUrl: server.url }));
    await expect(error.reconcile(options as never)).rejects.toThrow(
      `INVALID_OPTION: ${said}; the flow may exist (verifik-flow/docs/errors.md#INVALID_OPTION)`,
    );
    expect(server.requests).toHaveLength(1);
    expect(await error.reconcile({ signal: undefined, timeout: 5000 })).toEqual([]);
  });

  test("if it couldn't look, with an error that looks again", async () => {
    const verifik = createEmulator();
    const options = { token: verifik.token, fetch: verifik.fetch };
    verifik.fail({ reset: true, applied: true });
    const error = await failureOf(small.submit(options));
    verifik.fail({ status: 503, times: 3 });
    const second = await failureOf(error.reconcile());
    expect(await second.reconcile()).toEqual(verifik.flows);
    expect(verifik.flows).toHaveLength(1);
  });
});

describe("a 2xx that holds a flow is believed only if it", () => {
  const stored = { _id: "1", ...small.build() };

  test.each([
    [
      "is a success",
      { success: true, data: stored },
      { success: false, data: stored },
      "isn't a stored flow",
    ],
    [
      "is of the project",
      stored,
      { ...stored, project: "507f1f77bcf86cd799439099" },
      "is a flow of another project",
    ],
    [
      "is of the populated project",
      { ...stored, project: { _id: project } },
      { ...stored, project: { _id: "507f1f77bcf86cd799439099" } },
      "is a flow of another project",
    ],
    [
      "is of the type",
      { ...stored, type: null },
      { ...stored, type: "login" },
      "is a flow of another type",
    ],
  ])("%s", async (_case, accepted, refused, said) => {
    for (const [answer, fulfilled] of [
      [accepted, true],
      [refused, false],
    ] as const) {
      await using server = await startRawServer((socket) => socket.write(json(answer)));
      const submitted = small.submit({ token, baseUrl: server.url });
      if (fulfilled) await expect(submitted).resolves.toHaveProperty("_id", "1");
      else {
        await expect(submitted).rejects.toMatchObject({
          code: "BAD_RESPONSE",
          outcome: "applied",
          message: `BAD_RESPONSE: the response ${said}; the flow exists (verifik-flow/docs/errors.md#BAD_RESPONSE)`,
        });
      }
    }
  });
});
