// Validates AsyncAPI documents: node asyncapi.mjs FILE...
import { readFileSync } from "node:fs";
import { Parser } from "@asyncapi/parser";

const ERROR = 0;
const parser = new Parser();
for (const file of process.argv.slice(2)) {
  const diagnostics = await parser.validate(readFileSync(file, "utf8"));
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === ERROR);
  errors.forEach((error) => console.error(`${file} ${error.path.join("/")}: ${error.message}`));
  console.log(`${file}: ${errors.length} errors, ${diagnostics.length - errors.length} hints`);
  if (errors.length > 0) {
    process.exitCode = 1;
  }
}
