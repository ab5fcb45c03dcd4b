// Writes the types of the API: src/generated/api.ts from openapi.json, src/generated/tracking.ts from tracking.json.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";

const documents = new URL("../../docs/api/", import.meta.url);
const target = new URL("src/generated/", import.meta.url);

const read = (name) => JSON.parse(readFileSync(new URL(name, documents), "utf8"));
const write = async (name, document) =>
  writeFileSync(new URL(name, target), astToString(await openapiTS(document)));

mkdirSync(target, { recursive: true });
await write("api.ts", read("openapi.json"));
// Schemas are alike in OpenAPI and AsyncAPI.
const { info, components } = read("tracking.json");
await write("tracking.ts", { openapi: "3.1.1", info, paths: {}, components: { schemas: components.schemas } });
