import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { contrast, distance, fromOklch, type LinearColour, seenWith, visions } from "./testing/colour.ts";

const css = readFileSync(new URL("./theme.css", import.meta.url), "utf8");

const number = "([\\d.]+)";
const oklch = `oklch\\(${number} ${number} ${number}\\)`;
const pairs = [...css.matchAll(new RegExp(`--([\\w-]+): light-dark\\(${oklch}, ${oklch}\\)`, "g"))];

function palette(theme: "light" | "dark"): (name: string) => LinearColour {
  const first = theme === "light" ? 2 : 5;
  const colours = new Map(
    pairs.map((match) => [
      match[1],
      fromOklch(Number(match[first]), Number(match[first + 1]), Number(match[first + 2])),
    ]),
  );
  return (name) => {
    const colour = colours.get(name);
    if (!colour) throw new Error(`No colour --${name}`);
    return colour;
  };
}

const charts = [1, 2, 3, 4, 5, 6, 7, 8].map((index) => `chart-${index}`);

describe.each(["light", "dark"] as const)("the %s theme", (theme) => {
  const colour = palette(theme);

  it.each(["ink", "muted", "accent", "good", "bad", "warn"])("has %s text that can be read (AA)", (name) => {
    for (const ground of ["paper", "sunk", "raised"]) {
      expect(contrast(colour(name), colour(ground)), `${name} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each([
    ["on-accent", "accent"],
    ["paper", "ink"],
    ["paper", "bad"],
    ["ink", "good-wash"],
    ["ink", "bad-wash"],
    ["ink", "warn-wash"],
    ["good", "good-wash"],
    ["bad", "bad-wash"],
    ["warn", "warn-wash"],
  ])("has %s on %s that can be read (AA)", (name, ground) => {
    expect(contrast(colour(name), colour(ground))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(["edge", "accent", ...charts])("has %s marks that stand out from the paper (3:1)", (name) => {
    expect(contrast(colour(name), colour("paper"))).toBeGreaterThanOrEqual(3);
  });

  it.each(Object.entries(visions))("has chart colours that differ in %s vision", (_, matrix) => {
    const seen = charts.map((name) => ({ name, colour: seenWith(matrix, colour(name)) }));
    for (const [index, one] of seen.entries()) {
      for (const other of seen.slice(index + 1)) {
        const apart = distance(one.colour, other.colour);
        expect(apart, `${one.name} and ${other.name}`).toBeGreaterThanOrEqual(0.09);
      }
    }
  });
});

it("brings fonts of less than 80 kB in all", () => {
  const fonts = readFileSync(new URL("./fonts.css", import.meta.url), "utf8");
  const { resolve } = createRequire(import.meta.url);
  const files = [...fonts.matchAll(/url\("([^"]+)"\)/g)].map(([, file = ""]) => resolve(file));
  expect(files).toHaveLength(3);
  expect(files.reduce((sum, file) => sum + statSync(file).size, 0)).toBeLessThan(80_000);
});
