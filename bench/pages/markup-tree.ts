import { createElement, type ReactNode } from "react";

/** An element of a page with what stands in it, or its text. */
export type Markup = string | { name: string; attributes: Record<string, unknown>; children: Markup[] };

const token = /<!--.*?-->|<!DOCTYPE[^>]*>|<\/[\w-]+>|<([\w-]+)((?:\s[^>]*?)?)\/?>|[^<]+/gs;
const attribute = /([^\s=]+)(?:="([^"]*)")?/g;
const empty = new Set("area base br col embed hr img input link meta source track wbr".split(" "));
const verbatim = /(<(script|style)\b[^>]*>)(.*?)<\/\2>/gs;

/**
 * Reads a page as React wrote it, so that it can write it again. Scripts are left out: their text is a page's own.
 * @returns what stands in its `body`
 * @throws Error where an element is not closed
 */
export function readMarkup(html: string): Markup[] {
  const stack: Markup[][] = [[]];
  const add = (node: Markup) => stack.at(-1)?.push(node);
  for (const [text, name, attributes = ""] of bodyOf(html).replace(verbatim, "").matchAll(token)) {
    if (text.startsWith("<!")) continue;
    if (text.startsWith("</")) stack.pop();
    else if (name === undefined) add(unescaped(text));
    else {
      const element = { name, attributes: readAttributes(attributes), children: [] };
      add(element);
      if (!empty.has(name) && !text.endsWith("/>")) stack.push(element.children);
    }
  }
  const [whole, ...open] = stack;
  if (!whole || open.length > 0) throw new Error("The page has an element that is not closed.");
  return whole;
}

/** As a component would: every element made anew. */
export function drawMarkup(nodes: Markup[]): ReactNode[] {
  return nodes.map((node) =>
    typeof node === "string" ? node : createElement(node.name, node.attributes, ...drawMarkup(node.children)),
  );
}

function bodyOf(html: string): string {
  return /<body[^>]*>(.*)<\/body>/s.exec(html)?.[1] ?? "";
}

function readAttributes(text: string): Record<string, unknown> {
  const read = [...text.matchAll(attribute)].map(([, name = "", value]) => {
    if (name === "class") return ["className", unescaped(value ?? "")];
    if (name === "for") return ["htmlFor", unescaped(value ?? "")];
    if (name === "style") return [name, readStyle(unescaped(value ?? ""))];
    if (name === "value" || name === "checked")
      return [name === "value" ? "defaultValue" : "defaultChecked", value];
    return [name, value === undefined || value === "" ? true : unescaped(value)];
  });
  return Object.fromEntries(read);
}

function readStyle(text: string): Record<string, string> {
  const declarations = text
    .split(";")
    .filter(Boolean)
    .map((declaration) => {
      const [name = "", ...value] = declaration.split(":");
      const property = name.startsWith("--")
        ? name
        : name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
      return [property, value.join(":")];
    });
  return Object.fromEntries(declarations);
}

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'" };

function unescaped(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#x27);/g, (_, name: string) => entities[name] ?? "");
}
