export type { EmulatedRequest, Emulator } from "./emulator.js";
export type { Fault } from "./fault.js";
export { createEmulator, type FetchEmulator } from "./fetch-emulator.js";
export type { EmulatorOptions, Envelope } from "./options.js";
export { type EmulatorServer, type EmulatorServerOptions, startEmulator } from "./server.js";
