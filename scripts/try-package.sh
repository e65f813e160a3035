#!/usr/bin/env bash
# Installs the packed tarball into an empty project, as a user would, and imports it in every way.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
project=$(mktemp -d)
trap 'rm -rf "$project"' EXIT

cd "$root"
tarball=$(npm pack --silent --ignore-scripts --pack-destination "$project")
cd "$project"
npm init --yes >/dev/null
npm install --silent --prefer-offline --no-audit --no-fund "./$tarball"

cat >use.mjs <<'JS'
import { flow } from "verifik-flow";
import { createEmulator } from "verifik-flow/emulator";
const verifik = createEmulator();
const onboarding = flow().project("507f1f77bcf86cd799439013");
const stored = await onboarding.submit({ token: verifik.token, fetch: verifik.fetch });
if (stored.project !== onboarding.build().project) throw new Error("not stored as sent");
JS
node use.mjs

cat >use.cjs <<'JS'
const { flow } = require("verifik-flow");
const { startEmulator } = require("verifik-flow/emulator");
if (flow().project("507f1f77bcf86cd799439013").build().type !== "onboarding") process.exit(1);
startEmulator().then((verifik) => verifik.close());
JS
node use.cjs

npx verifik-flow init
npx verifik-flow check
(cd "$root" && VERIFIK_FLOW_INSTALLED="$project/node_modules/verifik-flow" npx vitest run test/cli/whole-life.test.ts)

cat >use.ts <<'TS'
import { flow, type StoredFlow } from "verifik-flow";
import { startEmulator } from "verifik-flow/emulator";
const verifik = await startEmulator();
export const stored: StoredFlow = await flow()
  .project("507f1f77bcf86cd799439013")
  .document((document) => document.minScore(0.67))
  .submit({ baseUrl: verifik.url, token: verifik.token });
// @ts-expect-error 0.4 is out of range
flow().document((document) => document.minScore(0.4));
TS
npm pkg set type=module
ln -s "$root/node_modules/@types" node_modules/@types # nothing of ours: a project on Node has them
ln -s "$root/node_modules/undici-types" node_modules/undici-types
for compiler in typescript-5.9 typescript-6.0 typescript; do
  for resolution in "node16 --module node16" "bundler --module esnext"; do
    # shellcheck disable=SC2086 # the module goes with the resolution
    node "$root/node_modules/$compiler/bin/tsc" --strict --noEmit --target es2022 \
      --lib es2022,dom --types node --skipLibCheck false --moduleResolution $resolution use.ts
  done
done
echo "the packed tarball can be imported, required and type-checked, and its command keeps flows through a whole life"
