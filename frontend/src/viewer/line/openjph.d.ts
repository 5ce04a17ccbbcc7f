declare module "@cornerstonejs/codec-openjph" {
  /** Emscripten's module: resolves once the WebAssembly is compiled. */
  export default function openjph(options?: { locateFile?: (name: string) => string }): Promise<unknown>;
}
