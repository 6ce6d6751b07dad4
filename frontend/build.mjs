/* Builds everything that the browser gets from us: one style sheet, two small scripts, fonts and the
 * sign of the house. Out: build/frontend/tussenruimte/. File names stay plain; the web server hashes them. */
import { build } from "esbuild";
import { cp, readFile, rm } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const out = fileURLToPath(new URL("../build/frontend/tussenruimte", import.meta.url));
const LARGEST = { "site.css": 20_000, "site.js": 3_000, "passkey.js": 2_000 }; // bytes, compressed; scripts before compressing

await rm(out, { recursive: true, force: true });
await build({
  absWorkingDir: here,
  entryPoints: { site: "css/site.css" },
  outdir: out,
  bundle: true,
  minify: true,
  loader: { ".woff2": "file" },
  assetNames: "[name]",
  legalComments: "none",
});
await build({
  absWorkingDir: here,
  entryPoints: { site: "js/site.js", passkey: "js/passkey.js" },
  outdir: out,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2020",
});
await cp(`${here}art`, out, { recursive: true });

for (const [name, largest] of Object.entries(LARGEST)) {
  const bytes = await readFile(`${out}/${name}`);
  const weight = name.endsWith(".js") ? bytes.length : gzipSync(bytes).length;
  if (weight > largest) throw new Error(`${name} weighs ${weight} bytes, at most ${largest} is allowed.`);
  console.log(`${name} ${weight} bytes`);
}
