"use strict";
// Shows the document beside this page. All that comes from it or from a server is text: nothing is read as HTML.

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
let api;

/** An element: `el("p", { class: "x" }, "text", child)`. What is null is left out. */
function el(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value === true) element.setAttribute(key, "");
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

/** A reference inside of the document, followed. */
function resolve(value) {
  for (let i = 0; i < 32 && value?.$ref?.startsWith("#/"); i++) {
    const path = value.$ref.slice(2).split("/").map((part) => decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~"));
    value = path.reduce((at, part) => at?.[part], api);
  }
  return value ?? {};
}

/** Paragraphs, code blocks and code of CommonMark; the rest stays as it is written. */
function prose(text) {
  const inline = (line) => line.split(/(`[^`]+`)/).map((piece) => /^`.+`$/.test(piece) ? el("code", {}, piece.slice(1, -1)) : piece);
  return (text ?? "").split(/^```.*\n([^]*?)^```\s*$/m).flatMap((piece, index) => index % 2
    ? [el("pre", {}, piece)]
    : piece.split(/\n\s*\n/).filter((p) => p.trim()).map((p) => el("p", {}, inline(p.trim()))));
}

/** The type of a schema in a few words. */
function typeOf(schema) {
  if (schema === true || schema === undefined) return "any";
  if (schema === false) return "nothing";
  if (schema.$ref) return decodeURIComponent(schema.$ref.split("/").pop());
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  for (const key of ["oneOf", "anyOf"]) if (schema[key]) return schema[key].map(typeOf).join(" | ");
  if (schema.allOf) return schema.allOf.map(typeOf).join(" & ");
  if (schema.contentMediaType) return "file";
  const types = [schema.type ?? (schema.properties ? "object" : "any")].flat();
  return types.map((type) => {
    if (type === "array") return `${schema.prefixItems ? `[${schema.prefixItems.map(typeOf).join(", ")}]` : `${typeOf(schema.items)}[]`}`;
    return schema.format && type !== "null" ? `${type} (${schema.format})` : type;
  }).join(" | ");
}

/** What else a schema says. */
function limitsOf(schema) {
  const words = { minimum: "≥", maximum: "≤", exclusiveMinimum: ">", exclusiveMaximum: "<", minLength: "length ≥", maxLength: "length ≤",
    minItems: "items ≥", maxItems: "items ≤", pattern: "pattern", multipleOf: "multiple of" };
  const said = Object.entries(words).filter(([key]) => schema?.[key] !== undefined).map(([key, word]) => `${word} ${schema[key]}`);
  if (schema?.default !== undefined && schema.default !== null) said.push(`default ${JSON.stringify(schema.default)}`);
  return said.join(", ");
}

/** A schema as a tree. What it refers to is shown when it is opened, since schemas may go in circles. */
function schemaView(schema, name, required) {
  const whole = resolve(schema);
  const head = [
    name === undefined ? null : el("strong", { class: required ? "required" : null }, name), name === undefined ? null : " ",
    el("span", { class: "type" }, typeOf(schema)), " ", el("small", { class: "summary" }, limitsOf(whole)),
  ];
  const about = whole.description ? el("p", {}, whole.description) : null;
  const inner = () => [
    ...Object.entries(whole.properties ?? {}).map(([key, value]) => el("li", {}, schemaView(value, key, whole.required?.includes(key)))),
    whole.items && typeof whole.items === "object" ? el("li", {}, schemaView(whole.items, "each")) : null,
    typeof whole.additionalProperties === "object" ? el("li", {}, schemaView(whole.additionalProperties, "any name")) : null,
    ...["oneOf", "anyOf", "allOf", "prefixItems"].flatMap((key) => (whole[key] ?? []).map((one) => el("li", {}, schemaView(one)))),
  ].filter(Boolean);
  const hasInner = whole.properties || typeof whole.items === "object" || typeof whole.additionalProperties === "object"
    || whole.oneOf || whole.anyOf || whole.allOf || whole.prefixItems;
  if (!hasInner) return el("div", { class: "schema" }, ...head, about);
  const details = el("details", { class: "schema", open: name === undefined && !schema.$ref }, el("summary", {}, ...head), about);
  const fill = () => { if (details.open && !details.querySelector("ul")) details.append(el("ul", {}, inner())); };
  details.addEventListener("toggle", fill);
  fill();
  return details;
}

/** A value that fits a schema. */
function example(schema, depth = 0) {
  const whole = resolve(schema);
  if (whole === true || depth > 6) return null;
  for (const key of ["example", "const", "default"]) if (whole[key] !== undefined) return whole[key];
  if (whole.examples?.length) return whole.examples[0];
  if (whole.enum) return whole.enum[0];
  if (whole.allOf) return Object.assign({}, ...whole.allOf.map((one) => example(one, depth + 1)));
  for (const key of ["oneOf", "anyOf"]) if (whole[key]) return example(whole[key][0], depth + 1);
  const type = [whole.type ?? (whole.properties ? "object" : "null")].flat()[0];
  if (type === "object") {
    return Object.fromEntries(Object.entries(whole.properties ?? {}).map(([key, value]) => [key, example(value, depth + 1)]));
  }
  if (type === "array") return whole.prefixItems ? whole.prefixItems.map((one) => example(one, depth + 1)) : [example(whole.items, depth + 1)];
  if (type === "string") return { uuid: "00000000-0000-4000-8000-000000000000", date: "2026-01-01", "date-time": "2026-01-01T00:00:00Z" }[whole.format] ?? "text";
  return { integer: whole.minimum ?? 0, number: whole.minimum ?? 0, boolean: false }[type] ?? null;
}

/** An input for a value of a schema. */
function input(schema, name, required) {
  const whole = resolve(schema);
  const types = [whole.type].flat();
  const choices = whole.enum ?? (types.includes("boolean") ? [true, false] : null);
  if (choices) {
    return el("select", { name }, required ? null : el("option", { value: "" }, "–"), choices.map((choice) => el("option", {}, String(choice))));
  }
  const hint = [typeOf(schema), limitsOf(whole)].filter(Boolean).join(", ");
  const kind = whole.contentMediaType || whole.items?.contentMediaType ? "file" : "text";
  return el("input", { name, type: kind, multiple: types.includes("array") && kind === "file", placeholder: kind === "file" ? null : hint,
    title: hint, required: required && kind !== "file", inputmode: types.some((type) => type === "integer" || type === "number") ? "decimal" : null,
    autocomplete: "off" });
}

const field = (name, control, required, note) =>
  el("label", {}, el("span", {}, el("span", { class: required ? "required" : null }, name), note ? el("small", { class: "summary" }, ` ${note}`) : null), control);

/** The security schemes of which an operation needs one or several. */
function schemesOf(operation) {
  const names = new Set((operation.security ?? api.security ?? []).flatMap((way) => Object.keys(way)));
  return [...names].map((name) => [name, resolve(api.components?.securitySchemes?.[name])]);
}

/** Where an operation is served, as whole URLs. */
function serversOf(operation) {
  const servers = operation.servers ?? api.servers ?? [{ url: "/" }];
  return servers.map((server) => {
    const url = server.url.replace(/\{([^}]*)\}/g, (_, name) => server.variables?.[name]?.default ?? name);
    return new URL(url, new URL("openapi.json", location.href)).href.replace(/\/$/, "");
  });
}

/** A form that sends a request, and shows what comes back. */
function tryForm(path, method, operation) {
  const parameters = (operation.parameters ?? []).map(resolve);
  const servers = serversOf(operation);
  const server = servers.length > 1 ? el("select", { name: "server" }, servers.map((url) => el("option", {}, url))) : null;
  const controls = parameters.filter((parameter) => parameter.in !== "cookie")
    .map((parameter) => [parameter, input(parameter.schema, parameter.name, parameter.required)]);
  const secrets = schemesOf(operation).filter(([, scheme]) => scheme.in !== "cookie")
    .map(([name, scheme]) => [scheme, name, el("input", { type: "password", autocomplete: "off", placeholder: scheme.scheme ?? scheme.name ?? "token" })]);
  const content = resolve(operation.requestBody).content ?? {};
  const media = el("select", { name: "media" }, Object.keys(content).map((type) => el("option", {}, type)));
  const body = el("div", { class: "body-input" });
  const fillBody = () => {
    const schema = content[media.value]?.schema;
    const isForm = /form-data|urlencoded/.test(media.value);
    const fields = isForm ? Object.entries(resolve(schema).properties ?? {}) : [];
    body.replaceChildren(...fields.length
      ? fields.map(([name, value]) => field(name, input(value, name, resolve(schema).required?.includes(name)), resolve(schema).required?.includes(name)))
      : [el("textarea", { "aria-label": "Body", spellcheck: "false" },
        /json/.test(media.value) && schema ? JSON.stringify(example(schema), null, 2) : "")]);
  };
  media.addEventListener("change", fillBody);
  const answer = el("div", { class: "answer", "aria-live": "polite" });
  const button = el("button", { type: "submit" }, "Send");
  const hasBody = Object.keys(content).length > 0;
  if (hasBody) fillBody();
  const form = el("form", {},
    server ? field("Server", server) : null,
    secrets.map(([, name, control]) => field(name, control, false, "security")),
    controls.map(([parameter, control]) => field(parameter.name, control, parameter.required, parameter.in)),
    hasBody ? [field("Content-Type", media), body] : null, button);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    const { url, init, shown } = request(server?.value ?? servers[0], path, method, controls, secrets, hasBody ? media.value : null, body);
    await send(url, init, shown, answer);
    button.disabled = false;
  });
  return [form, answer];
}

/** What the form asks for. */
function request(server, path, method, controls, secrets, media, body) {
  const query = new URLSearchParams();
  const headers = new Headers();
  for (const [parameter, control] of controls) {
    const value = control.value;
    if (parameter.in === "path") {
      // A variable that may contain slashes says so in its pattern.
      const encoded = resolve(parameter.schema).pattern === "^[^/]" ? value.split("/").map(encodeURIComponent).join("/") : encodeURIComponent(value);
      path = path.replace(`{${parameter.name}}`, encoded);
    } else if (value !== "") {
      const isList = [resolve(parameter.schema).type].flat().includes("array");
      if (parameter.in === "header") headers.set(parameter.name, value);
      else for (const one of isList ? value.split(",") : [value]) query.append(parameter.name, one.trim());
    }
  }
  for (const [scheme, , control] of secrets) {
    if (control.value === "") continue;
    if (scheme.type === "apiKey" && scheme.in === "query") query.append(scheme.name, control.value);
    else if (scheme.type === "apiKey") headers.set(scheme.name, control.value);
    else if (scheme.scheme === "basic") headers.set("authorization", `Basic ${btoa(control.value)}`);
    else headers.set("authorization", `Bearer ${control.value}`);
  }
  const init = { method: method.toUpperCase(), headers, credentials: "same-origin" };
  const shown = [];
  if (media !== null && !["GET", "HEAD"].includes(init.method)) {
    const text = body.querySelector("textarea");
    if (text) {
      init.body = text.value;
      headers.set("content-type", media === "*/*" ? "application/octet-stream" : media);
      shown.push(["--data-binary", text.value]);
    } else {
      const pairs = [...body.querySelectorAll("input, select")].flatMap((control) => control.type === "file"
        ? [...control.files].map((file) => [control.name, file])
        : control.value === "" ? [] : [[control.name, control.value]]);
      const isPlain = /urlencoded/.test(media);
      init.body = isPlain ? new URLSearchParams(pairs) : new FormData();
      if (!isPlain) pairs.forEach(([name, value]) => init.body.append(name, value));
      pairs.forEach(([name, value]) => shown.push([isPlain ? "--data-urlencode" : "--form", `${name}=${value instanceof File ? `@${value.name}` : value}`]));
    }
  }
  const search = query.toString();
  return { url: server + path + (search ? `?${search}` : ""), init, shown };
}

async function send(url, init, shown, answer) {
  const quote = (text) => `'${text.replaceAll("'", `'\\''`)}'`;
  const words = ["curl", ...(init.method === "GET" ? [] : ["-X", init.method]), quote(url),
    ...[...init.headers].flatMap(([name, value]) => ["-H", quote(`${name}: ${value}`)]),
    ...shown.flatMap(([flag, text]) => [flag, quote(text)])];
  const start = performance.now();
  let parts;
  try {
    const response = await fetch(url, init);
    const type = response.headers.get("content-type") ?? "";
    const isText = /json|text|xml|javascript|urlencoded/.test(type) || type === "";
    let text = isText ? await response.text() : `${(await response.blob()).size} bytes of ${type}`;
    if (/json/.test(type) && !/ndjson|jsonl/.test(type)) {
      try { text = JSON.stringify(JSON.parse(text), null, 2); } catch { /* as it is */ }
    }
    const took = Math.round(performance.now() - start);
    const sent = response.redirected ? ` from ${response.url}` : "";
    parts = [
      el("p", {}, el("span", { class: `status ${response.ok ? "good" : "bad"}` }, `${response.status} ${response.statusText}`), ` in ${took} ms${sent}`),
      el("details", {}, el("summary", {}, "Headers"), el("pre", {}, [...response.headers].map(([name, value]) => `${name}: ${value}`).join("\n"))),
      text ? el("pre", { class: "content" }, text) : null,
    ];
  } catch (error) {
    parts = [el("p", {}, el("span", { class: "status bad" }, "No answer"), ` ${error.message}: is the server there, and does it allow this page to ask (CORS)?`)];
  }
  answer.replaceChildren(el("pre", { class: "curl" }, words.join(" ")), ...parts.filter(Boolean));
}

function contentView(content) {
  return Object.entries(content ?? {}).map(([type, { schema }]) =>
    el("div", {}, el("code", {}, type), schema === undefined ? null : schemaView(schema)));
}

function bodyView(path, method, operation) {
  const parameters = (operation.parameters ?? []).map(resolve);
  const requestBody = resolve(operation.requestBody);
  const needs = schemesOf(operation);
  const servers = operation.servers?.map((server) => server.url);
  return el("div", { class: "body" },
    prose(operation.description),
    operation["x-wz-rule"] ? el("p", {}, "Rule: ", el("code", {}, operation["x-wz-rule"])) : null,
    servers ? el("p", {}, "Only on ", el("code", {}, servers.join(", "))) : null,
    needs.length ? el("p", {}, "Needs ", needs.map(([name]) => el("code", {}, name)).flatMap((code, index) => index ? [" or ", code] : [code])) : null,
    parameters.length ? [el("h3", {}, "Parameters"), el("dl", { class: "rows" }, parameters.flatMap((parameter) => [
      el("dt", { class: parameter.required ? "required" : null }, parameter.name),
      el("dd", {}, el("small", { class: "badge" }, parameter.in), " ", el("span", { class: "type" }, typeOf(parameter.schema)), " ",
        el("small", { class: "summary" }, limitsOf(resolve(parameter.schema))), prose(parameter.description)),
    ]))] : null,
    requestBody.content ? [el("h3", { class: requestBody.required ? "required" : null }, "Body"), contentView(requestBody.content)] : null,
    el("h3", {}, "Responses"),
    el("dl", { class: "rows" }, Object.entries(operation.responses ?? {}).flatMap(([status, response]) => [
      el("dt", {}, status), el("dd", {}, resolve(response).description, contentView(resolve(response).content)),
    ])),
    (operation["x-wz-alternatives"] ?? []).length ? [el("h3", {}, "At the same path"),
      el("ul", {}, operation["x-wz-alternatives"].map((other) => el("li", {}, el("code", {}, other["x-wz-rule"]), " ", other.summary)))] : null,
    // A browser sends neither of these itself.
    METHODS.includes(method) && method !== "trace" && !operation.responses?.["101"] ? [el("h3", {}, "Try it"), tryForm(path, method, operation)] : null);
}

/** All operations, by their first tag. */
function byTag() {
  const tags = new Map((api.tags ?? []).map((tag) => [tag.name, []]));
  for (const [path, item] of Object.entries(api.paths ?? {})) {
    const known = METHODS.filter((method) => item[method]).map((method) => [method, item[method]]);
    for (const [method, operation] of [...known, ...Object.entries(item["x-wz-additional-operations"] ?? {})]) {
      const tag = operation.tags?.[0] ?? "";
      if (!tags.has(tag)) tags.set(tag, []);
      tags.get(tag).push({ path, method, operation });
    }
  }
  return [...tags].filter(([, operations]) => operations.length);
}

function show() {
  const { title, version, description } = api.info;
  document.title = title;
  document.getElementById("about").replaceChildren(
    el("h1", {}, title, el("span", { class: "version" }, version)), ...prose(description),
    el("p", {}, el("a", { href: "openapi.json" }, "openapi.json")));
  const list = document.getElementById("list");
  const all = document.getElementById("operations");
  for (const [tag, operations] of byTag()) {
    const about = (api.tags ?? []).find((one) => one.name === tag)?.description;
    const links = el("section", {}, el("h2", {}, tag || "Operations"));
    const section = el("section", {}, el("h2", {}, tag || "Operations"), prose(about));
    for (const { path, method, operation } of operations) {
      const id = operation.operationId ?? `${method} ${path}`;
      const badge = () => el("span", { class: `method ${method}` }, method.toUpperCase());
      const words = `${method} ${path} ${operation.summary ?? ""} ${id}`.toLowerCase();
      links.append(el("a", { href: `#${encodeURIComponent(id)}`, "data-words": words }, badge(), el("span", {}, path)));
      const details = el("details", { class: `operation${operation.deprecated ? " deprecated" : ""}`, id, "data-words": words },
        el("summary", {}, badge(), el("span", { class: "path" }, path),
          operation.deprecated ? el("span", { class: "badge" }, "deprecated") : null, el("span", { class: "summary" }, operation.summary)));
      // What is closed costs nothing: there may be thousands.
      details.addEventListener("toggle", () => {
        if (details.open && details.children.length === 1) details.append(bodyView(path, method, operation));
      });
      section.append(details);
    }
    list.append(links);
    all.append(section);
  }
  open();
}

/** Opens the operation that the address names. */
function open() {
  const details = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (details?.matches("details.operation")) {
    details.open = true;
    details.scrollIntoView();
  }
}

document.getElementById("filter").addEventListener("input", (event) => {
  const words = event.target.value.toLowerCase().split(/\s+/);
  for (const item of document.querySelectorAll("[data-words]")) {
    item.hidden = !words.every((word) => item.dataset.words.includes(word));
  }
  for (const section of document.querySelectorAll("section")) {
    section.hidden = !section.querySelector("[data-words]:not([hidden])");
  }
});
addEventListener("hashchange", open);

(async () => {
  try {
    const response = await fetch("openapi.json");
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
    api = await response.json();
    show();
  } catch (error) {
    document.getElementById("about").replaceChildren(el("h1", {}, "No document"), el("p", {}, `openapi.json: ${error.message}`));
  }
  document.documentElement.dataset.ready = "";
})();
