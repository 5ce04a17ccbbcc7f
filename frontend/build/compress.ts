import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Plugin } from "vite";

const brotliAsync = promisify(brotliCompress);
const gzipAsync = promisify(gzip);
const COMPRESSIBLE = /\.(?:js|css|html|svg|json|wasm|ico|txt|webmanifest)$/;
const SMALLEST_BYTES = 1024;

/** Lays `.br` and `.gz` beside each built file, so that the server compresses nothing at run time. */
export function compress(): Plugin {
  let folder = "";
  return {
    name: "teleread-compress",
    apply: "build",
    configResolved(config) {
      folder = config.build.outDir;
    },
    async closeBundle() {
      for (const name of await readdir(folder, { recursive: true })) {
        if (!COMPRESSIBLE.test(name)) continue;
        const path = join(folder, name);
        const bytes = await readFile(path);
        if (bytes.length < SMALLEST_BYTES) continue;
        const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
        await writeFile(`${path}.br`, await brotliAsync(bytes, { params }));
        await writeFile(`${path}.gz`, await gzipAsync(bytes, { level: 9 }));
      }
    },
  };
}
