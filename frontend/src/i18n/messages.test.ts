import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { en } from "./en";
import { zh } from "./zh";

type Tree = { readonly [key: string]: string | Tree };

function* leaves(tree: Tree, path = ""): Generator<[string, string]> {
  for (const [key, value] of Object.entries(tree)) {
    const name = path ? `${path}.${key}` : key;
    if (typeof value === "string") yield [name, value];
    else yield* leaves(value, name);
  }
}

const chinese = new Map(leaves(zh));
const english = new Map(leaves(en));
const blanks = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map((match) => match[1]).toSorted();

describe("the messages", () => {
  it("have the same keys in both languages", () => {
    expect([...english.keys()].toSorted()).toEqual([...chinese.keys()].toSorted());
  });

  it("have the same blanks to fill in both languages", () => {
    for (const [key, text] of chinese) expect([key, blanks(english.get(key) ?? "")]).toEqual([key, blanks(text)]);
  });

  it("say something in each language", () => {
    for (const [key, text] of [...chinese, ...english]) expect([key, text.trim()]).not.toEqual([key, ""]);
  });

  it("are in English where English is promised", () => {
    for (const [key, text] of english) expect([key, /\p{Script=Han}/u.test(text)]).toEqual([key, false]);
  });
});

const SRC = join(import.meta.dirname, "..");
const sources = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name) && !/\.(test|d)\.tsx?$/.test(name) && !name.startsWith("i18n"))
  .map((name) => join(SRC, name));

const SPOKEN_ATTRIBUTES: ReadonlySet<string> = new Set([
  "title",
  "label",
  "placeholder",
  "aria-label",
  "alt",
  "description",
]);
/** Written the same in every language. */
const UNITS: ReadonlySet<string> = new Set(["mm", "cm", "mV", "ms", "Hz", "px", "cd/m²"]);
const HAS_LETTERS = /\p{L}{2,}/u;
const HAS_HAN = /\p{Script=Han}/u;

/** Text in a source file that a person would see and a translator would miss. */
function literalText(path: string): string[] {
  const file = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const note = (node: ts.Node, text: string) => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart());
    found.push(`${relative(SRC, path)}:${line + 1}: ${text.trim()}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && HAS_LETTERS.test(node.text) && !UNITS.has(node.text.trim())) note(node, node.text);
    if (ts.isStringLiteralLike(node) && HAS_HAN.test(node.text)) note(node, node.text);
    if (
      ts.isJsxAttribute(node) &&
      SPOKEN_ATTRIBUTES.has(node.name.getText()) &&
      node.initializer &&
      ts.isStringLiteral(node.initializer) &&
      HAS_LETTERS.test(node.initializer.text)
    ) {
      note(node, node.initializer.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

describe("the sources", () => {
  it("speak to people through the messages only", () => {
    expect(sources.length).toBeGreaterThan(30);
    expect(sources.flatMap(literalText)).toEqual([]);
  });

  it("never set HTML from a string", () => {
    expect(sources.filter((path) => /dangerouslySetInnerHTML|innerHTML/.test(readFileSync(path, "utf8")))).toEqual([]);
  });
});
