export {
  createEmulator,
  type EmulatedRequest,
  type Emulator,
  type EmulatorOptions,
  type Envelope,
} from "./emulator.js";
export { type EmulatorServer, type EmulatorServerOptions, startEmulator } from "./server.js";
