import { writeAssets } from "./assets.js";
import { writeExports } from "./exports.js";

await Promise.all([writeAssets(), writeExports()]);
