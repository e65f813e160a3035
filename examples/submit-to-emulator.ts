import { inspect } from "node:util";
import { startEmulator } from "verifik-flow/emulator";
import { onboarding } from "./onboarding.js";

await using verifik = await startEmulator();
const stored = await onboarding.submit({ baseUrl: verifik.url, token: verifik.token });

const colors = process.stdout.isTTY && !process.env["NO_COLOR"];
console.log(`Stored by the emulator at ${verifik.url}:`);
console.log(inspect(stored, { depth: null, colors }));
