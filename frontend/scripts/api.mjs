// Usage: npm run api -- openapi.json   (the document of the running server: /api/openapi.json)
import { readFile, writeFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";

const [source, target = "src/api/schema.d.ts"] = process.argv.slice(2);
if (!source) {
  console.error("usage: npm run api -- OPENAPI_JSON [TARGET]");
  process.exit(2);
}
const document = JSON.parse(await readFile(source, "utf8"));
const types = astToString(await openapiTS(document, { alphabetize: true, emptyObjectsUnknown: true }));
await writeFile(target, `// Generated from the OpenAPI document by \`npm run api\`; do not edit.\n\n${types}`);
