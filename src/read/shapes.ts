import { InvalidFlowError, issueOf } from "../check/invalid-flow-error.js";
import { fieldOf, isJsonObject } from "../model/json.js";

/**
 * Other things come from the same address than flows that the tables describe. Each is named for what it is.
 *
 * @throws {InvalidFlowError} if it's one of them.
 */
export function refuseOtherShapes(stored: unknown): void {
  if (!isJsonObject(stored)) throw refused(stored, "is not an object", "a stored flow");
  if (Array.isArray(fieldOf(stored, "data"))) {
    throw refused(stored, "is a whole list of flows", "one of those in `data`");
  }
  if (isJsonObject(stored["data"]) && fieldOf(stored["data"], "type") !== undefined) {
    throw refused(stored, "is the envelope of a flow", "the flow in `data`");
  }
  if (hasSettings(stored)) return;
  const signs = signsOfV3.filter((name) => Object.hasOwn(stored, name));
  if (signs.length > 0 || Number(stored["version"]) >= 3) {
    const by = signs.join(", ") || "version";
    throw refused(stored, `is a flow of Verifik's v3 API, by its ${by}`, "a v2 flow");
  }
  const others = signsOfInvented.filter((name) => Object.hasOwn(stored, name));
  if (others.length === 0) return;
  const expected = "a v2 flow, with onboardingSettings or loginSettings";
  throw refused(
    stored,
    `has a shape that only Verifik's newer pages show (${others.join(", ")})`,
    expected,
  );
}

function hasSettings(stored: object): boolean {
  return ["onboardingSettings", "loginSettings"].some((name) =>
    isJsonObject(fieldOf(stored, name)),
  );
}

const signsOfV3 = ["target", "documents", "signUpForm", "liveness", "integrations"];
const signsOfInvented = ["configuration", "projectId", "securitySettings", "steps"];

function refused(stored: unknown, problem: string, expected: string): InvalidFlowError {
  return new InvalidFlowError([issueOf("stored", stored, problem, expected)]);
}
