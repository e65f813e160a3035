import { CountryCode, EmailAddress, flow, loginFlow } from "verifik-flow";
import { describe, expect, test } from "vitest";
import { refusalOf } from "../support/refusal-of.js";

const project = "507f1f77bcf86cd799439013";
const ana = { name: "Ana", email: "ana@example.com", countryCode: "+57", phone: "3001" } as const;

describe.each([
  ["onboarding", flow().project(project)],
  ["login", loginFlow().project(project)],
])("the white list of a flow of type %s", (_type, start) => {
  // biome-ignore lint/suspicious/noExplicitAny: plain JavaScript has no types
  const listed = (list: any) => start.whiteList(list).build().whiteList;
  const refused = (list: unknown) => refusalOf(() => listed(list));

  test("is a frozen copy, with the fields in one order, and the caller's list stays the caller's", () => {
    const given = [{ phone: "3001", name: "Ana" }];
    const list = listed(given);
    given.push({ phone: "3002", name: "Luz" });
    expect(JSON.stringify(list)).toBe('[{"name":"Ana","phone":"3001"}]');
    expect(Object.isFrozen(list)).toBe(true);
    expect(Object.isFrozen(list?.[0])).toBe(true);
    expect(Object.isFrozen(given)).toBe(false);
  });

  test("may be empty, and replaces the list that was there", () => {
    expect(listed([])).toEqual([]);
    expect(start.whiteList([ana]).whiteList([]).build().whiteList).toEqual([]);
  });

  test("takes rows from elsewhere behind their guards", () => {
    const rows: { name: string; email: string; code: string }[] = JSON.parse(
      '[{"name":"Ana","email":"ana@example.com","code":"+57"}]',
    );
    const list = rows.map(({ name, email, code }) => ({
      name,
      email: EmailAddress(email),
      countryCode: CountryCode(code),
    }));
    expect(start.whiteList(list).build().whiteList).toEqual([
      { name: "Ana", email: "ana@example.com", countryCode: "+57" },
    ]);
  });

  test("has at most 500 records", () => {
    expect(listed(Array(500).fill(ana))).toHaveLength(500);
    expect(refused(Array(501).fill(ana))).toBe(
      "an array has 501 records: expected a list of at most 500 records (at whiteList)",
    );
  });

  test("names every refused field with the record's index", () => {
    const list = [
      ana,
      { email: "ana", name: " " },
      { name: "Luz", countryCode: "57", phone: "" },
      { name: "Eva", mail: "eva@example.com" },
      null,
      [],
      {},
    ];
    expect(refused(list)).toBe(
      [
        "' ' is empty: expected the name of a person (at whiteList[1].name)",
        "'ana' is not an email address: expected a name, @ and a host, without spaces (at whiteList[1].email)",
        "'57' is not a country code: expected + and one to three digits (at whiteList[2].countryCode)",
        "'' is empty: expected a phone number (at whiteList[2].phone)",
        "'mail' is not known here: expected one of name, email, countryCode, phone, project (at whiteList[3])",
        "null is not an object: expected a record (at whiteList[4])",
        "an array is not an object: expected a record (at whiteList[5])",
        "a record needs its name: expected the name of a person (at whiteList[6].name)",
      ].join("\n"),
    );
  });

  test("reads the fields of a class, and none that every object inherits", () => {
    class Person {
      readonly name = "Ana";
      get email() {
        return "ana";
      }
    }
    expect(refused([new Person()])).toContain("'ana' is not an email address");
    expect(listed([Object.create({ name: "Ana", phone: "3001" })])).toEqual([
      { name: "Ana", phone: "3001" },
    ]);
    Object.defineProperty(Object.prototype, "name", { value: "x", configurable: true });
    let verdict = "";
    try {
      verdict = refused([{}]);
    } finally {
      delete (Object.prototype as { name?: unknown }).name;
    }
    expect(verdict).toContain("a record needs its name: expected the name of a person");
  });

  test("names a record that can't be read, whatever it throws", () => {
    const broken = {
      get name() {
        throw new Error("boom");
      },
    };
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const unreadable = "an object can't be read: expected a record";
    expect(refused([broken])).toBe(`${unreadable} (at whiteList[0])`);
    expect(refused([{ name: "Ana" }, proxy])).toBe(`${unreadable} (at whiteList[1])`);
  });

  test("may say which project a person belongs to", () => {
    expect(listed([{ name: "Ana", project }])).toEqual([{ name: "Ana", project }]);
    expect(refused([{ name: "Ana", project: "abc" }])).toContain("'abc' is not an ObjectId");
  });

  test("refuses a field that is undefined, and holes", () => {
    expect(refused([{ ...ana, phone: undefined }])).toBe(
      "undefined is not a string: expected a phone number (at whiteList[0].phone)",
    );
    // biome-ignore lint/suspicious/noSparseArray: it is what is tested
    expect(refused([, ana])).toBe(
      "undefined is not an object: expected a record (at whiteList[0])",
    );
  });

  test.each([["ana@example.com"], [{ 0: ana, length: 1 }], [null], [undefined]])(
    "refuses %j, which is no list",
    (value) => {
      expect(refused(value)).toContain(
        "is not a list: expected a list of at most 500 records (at whiteList)",
      );
    },
  );
});
