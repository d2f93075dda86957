import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import {
  type ContractDocument,
  contractDocument,
  contractDocumentOfAnswers,
  type Operation,
  type Parameter,
  type Schema,
} from "./contract-document.ts";

export type Verdict = { outcome: "valid" } | { outcome: "invalid"; why: string[] };

/**
 * Holds messages against Karla's contract. Closed: an object with declared properties takes no other, at any depth, even
 * where the contract is open (`order_analytics`). Independent of our own schemas.
 */
const requests = contractOf(contractDocument());
const answers = contractOf(contractDocumentOfAnswers());

/** `url` is a path template of the contract or a real URL; its query is checked as well. `body` is parsed JSON, of a form its fields. */
export function validateRequest(method: string, url: string, body: unknown): Verdict {
  const found = requests.find(method, url);
  if (found === undefined) return invalid([`${method} ${url.split("?")[0]} is not in the contract`]);
  const why = wrongQuery(found.operation, url);
  if (found.operation.requestBody !== undefined) {
    const [type = ""] = Object.keys(found.operation.requestBody.content ?? {});
    why.push(...requests.check(`${found.pointer}/requestBody/content/${type.replace("/", "~1")}/schema`, body));
  } else if (body !== undefined) {
    why.push("this operation takes no body");
  }
  return why.length === 0 ? { outcome: "valid" } : invalid(why);
}

/** The body of an answer with that status; the overlays apply. An answer without a body is `undefined`. */
export function validateAnswer(method: string, url: string, status: number, body: unknown): Verdict {
  const found = answers.find(method, url);
  if (found === undefined) return invalid([`${method} ${url.split("?")[0]} is not in the contract`]);
  // Success codes of writes are not documented: any 2xx is taken as the 200 of the contract, and may be empty.
  const success = status >= 200 && status < 300;
  const answer = found.operation.responses[success ? "200" : String(status)];
  if (answer === undefined) return invalid([`status ${status} is not in the contract`]);
  if (body === undefined) return success && status !== 200 ? { outcome: "valid" } : invalid(["the body is missing"]);
  const at = answer.$ref?.slice(1) ?? `${found.pointer}/responses/${success ? 200 : status}`;
  const why = answers.check(`${at}/content/application~1json/schema`, body);
  return why.length === 0 ? { outcome: "valid" } : invalid(why);
}

function invalid(why: string[]): Verdict {
  return { outcome: "invalid", why };
}

function contractOf(document: ContractDocument) {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  close(document, document);
  ajv.addSchema({ ...document, $id: "karla" });
  const compiled = new Map<string, ValidateFunction>();

  function check(pointer: string, body: unknown): string[] {
    const validate = compiled.get(pointer) ?? ajv.compile({ $ref: `karla#${encodeURI(pointer)}` });
    compiled.set(pointer, validate);
    if (validate(body)) return [];
    return (validate.errors ?? []).map(({ instancePath, message, params }) =>
      `${instancePath} ${message} ${params.additionalProperty ?? ""}`.trim(),
    );
  }

  function find(method: string, url: string): { operation: Operation; pointer: string } | undefined {
    const path = new URL(url.replaceAll("{", "%7B"), "http://karla.example.com").pathname.replace(/^\/v1(?=\/)/, "");
    const segments = path.split("/");
    const fits = (template: string) => {
      const parts = template.split("/");
      return parts.length === segments.length && parts.every((part, i) => part.startsWith("{") || part === segments[i]);
    };
    // A literal segment wins over a parameter: `orders/bulk` is no order id.
    const templates = Object.keys(document.paths).filter(fits);
    const template = templates.sort((a, b) => parametersOf(a) - parametersOf(b))[0];
    const operation = template === undefined ? undefined : document.paths[template]?.[method.toLowerCase()];
    if (template === undefined || operation === undefined) return undefined;
    return { operation, pointer: `/paths/${template.replaceAll("/", "~1")}/${method.toLowerCase()}` };
  }

  return { check, find };
}

function parametersOf(template: string): number {
  return template.split("{").length - 1;
}

const queryAjv = new Ajv2020({ strict: false });
addFormats.default(queryAjv);

/** Names and kinds of the query's parameters. */
function wrongQuery(operation: Operation, url: string): string[] {
  const declared = (operation.parameters ?? []).map(resolved).filter((parameter) => parameter.in === "query");
  const query = new URL(url.replaceAll("{", "%7B"), "http://karla.example.com").searchParams;
  return [...query].flatMap(([name, value]) => {
    const parameter = declared.find((candidate) => candidate.name === name);
    if (parameter === undefined) return [`query ${name} is not in the contract`];
    const schema = contractDocument().components.schemas[nameIn(parameter.schema.$ref)] ?? parameter.schema;
    const typed = schema.type === "integer" && /^\d+$/.test(value) ? Number(value) : value;
    return queryAjv.validate(schema, typed) ? [] : [`query ${name} ${queryAjv.errorsText()}`];
  });
}

function resolved(parameter: Parameter): Parameter {
  return contractDocument().components.parameters[nameIn(parameter.$ref)] ?? parameter;
}

/** Makes every object with declared properties refuse any other, in place; an `allOf` becomes one object first. */
function close(document: ContractDocument, node: unknown): void {
  if (typeof node !== "object" || node === null) return;
  if ("allOf" in node && Array.isArray(node.allOf)) {
    const parts: Schema[] = node.allOf.map((part: Schema) => document.components.schemas[nameIn(part.$ref)] ?? part);
    Object.assign(node, {
      type: "object",
      properties: Object.assign({}, ...parts.map(({ properties }) => properties)),
      required: parts.flatMap(({ required }) => required ?? []),
    });
    delete node.allOf;
  }
  for (const child of Object.values(node)) close(document, child);
  if ("properties" in node && "type" in node) Object.assign(node, { additionalProperties: false });
}

function nameIn($ref: string | undefined): string {
  return $ref?.split("/").at(-1) ?? "";
}
