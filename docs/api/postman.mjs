// Writes postman.json, a collection of all requests with example values; whoever logs in with it is logged in.
import { readFileSync, writeFileSync } from "node:fs";
import Converter from "openapi-to-postmanv2";

// The converter knows the example of OpenAPI 3.0, not the examples of 3.1.
const withExample = (_, value) => (Array.isArray(value?.examples) ? { ...value, example: value.examples[0] } : value);
const document = JSON.parse(readFileSync("openapi.json", "utf8"), withExample);
document.servers = [{ url: "http://localhost:3000" }];

const KEEP_TOKEN = 'pm.collectionVariables.set("bearerToken", pm.response.json().data.accessToken);';
const options = { folderStrategy: "Tags", requestParametersResolution: "Example", exampleParametersResolution: "Example" };
Converter.convert({ type: "json", data: document }, options, (failure, conversion) => {
  if (failure || !conversion.result) {
    throw failure ?? new Error(conversion.reason);
  }
  const collection = conversion.output[0].data;
  collection.variable.push({ key: "bearerToken", value: "" });
  const forEachRequest = (item, action) =>
    item.item ? item.item.forEach((inner) => forEachRequest(inner, action)) : action(item);
  forEachRequest(collection, (item) => {
    // What one gets is in openapi.json; here it is about what one sends.
    delete item.response;
    if (item.request.url.path.join("/") === "api/auth/login") {
      item.event = [{ listen: "test", script: { type: "text/javascript", exec: [KEEP_TOKEN] } }];
    }
  });
  writeFileSync("postman.json", JSON.stringify(collection, null, 2) + "\n");
});
