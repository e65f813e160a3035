import { cancel, isCancel, text } from "@clack/prompts";
import { OptionError } from "../client/options.js";
import { defaultBaseUrl, settingsOf } from "../client/settings.js";
import { CommandError } from "./command-error.js";
import { isName, isVariable } from "./config/read.js";
import type { Chosen } from "./environment.js";

/** Asks which environments there are, where each one's API is, and which variable holds its token. */
export async function askEnvironments(
  { baseUrl, token }: Chosen,
  isOne: boolean,
): Promise<readonly Chosen[]> {
  const names = await askText({
    message: isOne ? "Name of the environment to pull from" : "Names of the environments",
    byDefault: "production",
    hint: isOne ? "production" : "production, or several: staging, production",
    fault: (given) => faultOfNames(namesIn(given), isOne),
  });
  const environments: Chosen[] = [];
  for (const name of namesIn(names)) {
    const url =
      baseUrl ??
      (await askText({
        message: `Base URL of ${name}`,
        byDefault: defaultBaseUrl,
        fault: faultOfUrl,
      }));
    const env = token.env || (await askVariable(name));
    const own = url === defaultBaseUrl ? {} : { baseUrl: url };
    environments.push({ name, ...own, token: { env } });
  }
  return environments;
}

function askVariable(name: string): Promise<string> {
  const word = name.toUpperCase().replace(/\W/g, "_");
  return askText({
    message: `Variable that holds the token of ${name}`,
    byDefault: name === "production" ? "VERIFIK_TOKEN" : `VERIFIK_${word}_TOKEN`,
    fault: (given) =>
      isVariable(given)
        ? undefined
        : "Type the name of a variable: the token has no place in a file",
  });
}

interface Question {
  readonly message: string;
  /** What Enter alone answers. */
  readonly byDefault: string;
  readonly hint?: string;
  readonly fault: (given: string) => string | undefined;
}

async function askText({ message, byDefault, hint, fault }: Question): Promise<string> {
  const answer = await text({
    message,
    placeholder: hint ?? byDefault,
    defaultValue: byDefault,
    validate: (given = "") => (given === "" ? undefined : fault(given.trim())),
  });
  if (!isCancel(answer)) return answer.trim();
  cancel("Nothing was written.");
  throw new CommandError("NOT_APPROVED", "declined: nothing was written");
}

function namesIn(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((name) => name !== "");
}

function faultOfNames(names: readonly string[], isOne: boolean): string | undefined {
  const other = names.find((name) => !isName(name));
  if (other !== undefined) return `${other} isn't a name: use letters, digits, _, - and .`;
  if (new Set(names).size < names.length) return "Each name once";
  if (names.length === 0) return "Type a name";
  return isOne && names.length > 1 ? "One environment: add others to the file later" : undefined;
}

function faultOfUrl(baseUrl: string): string | undefined {
  try {
    settingsOf({ token: "unused", baseUrl });
    return undefined;
  } catch (error) {
    if (error instanceof OptionError) return error.message;
    throw error;
  }
}
