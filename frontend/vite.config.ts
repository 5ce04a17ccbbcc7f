import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { compress } from "./build/compress.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const server = "http://127.0.0.1:8080";

// Cornerstone3D reaches for these readers at start-up and crashes in a browser; nothing here reads meshes.
const MESH_READERS =
  /^@kitware\/vtk\.js\/IO\/(?:Geometry\/(?:PLYReader|STLReader)|Misc\/OBJReader|XML\/XMLPolyDataReader)(?:\.js)?$/;

export default defineConfig({
  plugins: [react(), compress()],
  resolve: {
    alias: [{ find: MESH_READERS, replacement: here("./build/no-mesh-reader.ts") }],
  },
  build: {
    outDir: here("../teleread/web/static"),
    emptyOutDir: true,
    // Which file needs which: read by the test of what a page may weigh.
    manifest: "manifest.json",
    // Every asset is a file of its own: the content security policy allows no data: scripts or styles.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2500,
  },
  worker: { format: "es" },
  optimizeDeps: {
    exclude: ["@cornerstonejs/dicom-image-loader"],
    include: ["dicom-parser"],
  },
  server: {
    proxy: { "/api": server, "/dicom-web": server },
  },
  test: {
    include: ["src/**/*.test.ts", "src/**/*.test.tsx"],
  },
});
