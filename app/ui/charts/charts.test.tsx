import { describe, expect, it } from "vitest";
import { i18nFor } from "#app/i18n/index.ts";
import type { Measured } from "../change.ts";
import { elements, renderOnServer, tableTexts } from "../testing/render.tsx";
import { BarChart, FunnelChart, HorizontalBars, LineChart, monthCategories, Sparkline } from "./index.ts";

const { f } = i18nFor("en");
const months = ["2026-03", "2026-04", "2026-05", "2026-06"];
const categories = monthCategories(months, f);
const hrefs = months.map((month) => `/o/demo/leads?month=${month}`);
const entered = (values: Measured[]) => [{ key: "entered", label: "Entered", values, hrefs }];
const common = { caption: "Leads by month", categoryLabel: "Month", categories, format: f.number };

/** The picture without the links over it. */
function picture(html: string): string {
  const firstMark = html.indexOf("data-mark=");
  return html.slice(html.indexOf('<g role="img"'), html.lastIndexOf("<", firstMark));
}

describe.each([
  ["BarChart", BarChart],
  ["LineChart", LineChart],
])("%s", (_, Chart) => {
  it("is a figure whose picture has a name and a description", async () => {
    const html = await renderOnServer(<Chart {...common} series={entered([5, 0, null, 1200])} />);
    const [image] = elements(html, "g");
    expect(image?.role).toBe("img");
    expect(html).toContain(`<span id="${image?.["aria-labelledby"]}" class="block">Leads by month</span>`);
    expect(html).toMatch(new RegExp(`<p id="${image?.["aria-describedby"]}"[^>]*>Entered: lowest 0`));
    expect(html).toContain("lowest 0 (April 2026), highest 1,200 (June 2026)");
  });

  it("has the same data as a table, unmeasured said so, each value a link", async () => {
    const html = await renderOnServer(<Chart {...common} series={entered([5, 0, null, 1200])} />);
    expect(tableTexts(html)).toEqual([
      ["Month", "Entered"],
      ["March 2026", "5"],
      ["April 2026", "0"],
      ["May 2026", "not measured"],
      ["June 2026", "1,200"],
    ]);
    const inTable = elements(html.slice(html.indexOf("<table")), "a").map(({ href }) => href);
    expect(inTable).toEqual([hrefs[0], hrefs[1], hrefs[3]]);
  });

  it("has marks that are links with names, outside the picture", async () => {
    const html = await renderOnServer(<Chart {...common} series={entered([5, 0, null, 1200])} />);
    expect(picture(html)).not.toContain("<a ");
    const marks = elements(html, "a").filter(({ class: name }) => name === "mark");
    expect(marks.map(({ href }) => href)).toEqual(hrefs);
    expect(marks.map((mark) => mark["aria-label"])).toEqual([
      "March 2026: 5",
      "April 2026: 0",
      "May 2026: not measured",
      "June 2026: 1,200",
    ]);
    expect(html).toContain("<title>June 2026: 1,200</title>");
  });

  it("says the earlier period's value too, in mark and table", async () => {
    const previous = { label: "Before", values: [1, 2, null, 4] };
    const html = await renderOnServer(
      <Chart {...common} series={entered([5, 6, 7, 8])} previous={previous} />,
    );
    expect(html).toContain("March 2026: 5 (Before: 1)");
    expect(tableTexts(html)[3]).toEqual(["May 2026", "7", "not measured"]);
  });

  it("never writes a style attribute, which the Content-Security-Policy would block", async () => {
    expect(await renderOnServer(<Chart {...common} series={entered([5, 6, 7, 8])} />)).not.toContain(
      "style=",
    );
  });

  it.each([[[]], [[7]], [[0]], [[null]], [Array.from({ length: 24 }, (_, index) => index * 3)]])(
    "draws %j without a number that is none",
    async (values) => {
      const html = await renderOnServer(
        <Chart
          {...common}
          categories={values.map((_, index) => ({ key: String(index), label: String(index) }))}
          series={[{ key: "entered", label: "Entered", values }]}
        />,
      );
      expect(html).not.toMatch(/NaN|Infinity|undefined/);
      expect(html.includes("Nothing to show")).toBe(values.length === 0);
      expect(elements(html, "a")).toEqual([]);
    },
  );

  it("names months in the reader's language", async () => {
    const pt = i18nFor("pt-BR").f;
    const html = await renderOnServer(
      <Chart {...common} categories={monthCategories(months, pt)} series={entered([1, 2, 3, 4])} />,
      "pt-BR",
    );
    expect(html).toContain(">mar</text>");
    expect(html).toContain("março de 2026");
    expect(html).toContain("mínimo 1");
  });
});

describe("BarChart", () => {
  it("draws no bar for what was not measured, and a stroke for a zero", async () => {
    const html = picture(await renderOnServer(<BarChart {...common} series={entered([5, 0, null, 10])} />));
    expect(elements(html, "rect").map(({ height }) => Number(height))).toEqual([100, 1.5, 200]);
  });

  it.each([
    ["2026-03", { x: "0", "text-anchor": "start" }],
    ["2026-04", { x: "37.5%", "text-anchor": "middle" }],
    ["2026-06", { x: "100%", "text-anchor": "end" }],
  ])("writes the value over the bar of %s, within the plot", async (current, place) => {
    const html = picture(
      await renderOnServer(<BarChart {...common} series={entered([1, 2, 3, 4])} current={current} />),
    );
    expect(elements(html, "text").filter(({ class: name }) => name?.includes("halo"))).toMatchObject([place]);
  });

  it("marks what is current, and only that", async () => {
    const html = picture(
      await renderOnServer(<BarChart {...common} series={entered([1, 2, 3, 4])} current="2026-06" />),
    );
    expect(elements(html, "rect").map(({ class: name }) => name)).toEqual([
      "fill-chart-1",
      "fill-chart-1",
      "fill-chart-1",
      "fill-accent",
    ]);
  });

  it("tells the segments of a stack apart by name and colour", async () => {
    const series = ["North", "South"].map((label) => ({ key: label, label, values: [1, 2, 3, 4], hrefs }));
    const html = await renderOnServer(<BarChart {...common} series={series} />);
    expect(html).toContain('aria-label="March 2026, South: 1"');
    expect(picture(html)).toContain("fill-chart-2");
    expect(tableTexts(html)[0]).toEqual(["Month", "North", "South"]);
  });
});

describe("LineChart", () => {
  it("breaks the line where a value is missing", async () => {
    const html = picture(await renderOnServer(<LineChart {...common} series={entered([5, null, 3, 4])} />));
    const [path] = elements(html, "path");
    expect(path?.d?.match(/M/g)).toHaveLength(2);
    expect(elements(html, "circle")).toHaveLength(3);
  });
});

describe("FunnelChart", () => {
  const stages = [
    { key: "new", label: "New", value: 200, href: "/new" },
    { key: "won", label: "Won", value: 50, href: "/won" },
  ];

  it("shows step and total conversion, in picture and table", async () => {
    const html = await renderOnServer(
      <FunnelChart caption="Funnel" stages={stages} format={f.number} valueLabel="Leads" />,
    );
    expect(tableTexts(html)).toEqual([
      ["Stage", "Leads", "Of the previous stage", "Of all"],
      ["New", "200", "–", "100.0%"],
      ["Won", "50", "25.0%", "25.0%"],
    ]);
    expect(picture(html)).toContain("25.0% of the previous stage");
    const [first, last] = elements(picture(html), "rect");
    expect([first?.width, last?.width]).toEqual(["100%", "25%"]);
  });

  it("has no conversion where nothing entered", async () => {
    const html = await renderOnServer(
      <FunnelChart
        caption="Funnel"
        stages={stages.map((stage) => ({ ...stage, value: 0 }))}
        format={f.number}
      />,
    );
    expect(tableTexts(html)[2]).toEqual(["Won", "0", "–", "–"]);
    expect(html).not.toMatch(/NaN|Infinity/);
  });
});

describe("HorizontalBars", () => {
  it("draws lengths in proportion, with note and earlier value", async () => {
    const html = await renderOnServer(
      <HorizontalBars
        caption="By source"
        categoryLabel="Source"
        valueLabel="Leads"
        previousLabel="Before"
        noteLabel="Won"
        bars={[
          {
            key: "a",
            label: "Search",
            value: 40,
            previous: 80,
            note: { text: "10%", href: "/a?won" },
            href: "/a",
          },
          { key: "b", label: "Social", value: 20, previous: null, note: { text: "5%" }, href: "/b" },
        ]}
        format={f.number}
      />,
    );
    const widths = elements(picture(html), "rect").filter(({ class: name }) => name === "fill-chart-1");
    expect(widths.map(({ width }) => width)).toEqual(["50%", "25%"]);
    expect(tableTexts(html)[2]).toEqual(["Social", "20", "not measured", "5%"]);
    expect(html).toContain('aria-label="Search: 40, 10% (Before: 80)"');
    const links = elements(html, "a").map(({ href, "aria-label": name }) => [href, name]);
    // A mark for the value and one for the note, then both in the table.
    expect(links.filter(([href]) => href === "/a?won")).toEqual([
      ["/a?won", "Search, Won: 10%"],
      ["/a?won", "Search, Won: 10%"],
    ]);
    expect(links.filter(([href]) => href === "/b")).toHaveLength(2);
  });
});

describe("Sparkline", () => {
  it("is one picture that says where it begins and ends", async () => {
    const html = await renderOnServer(
      <Sparkline label="Leads" values={[3, null, 9]} from="April 2026" to="June 2026" format={f.number} />,
    );
    const [image] = elements(html, "svg");
    expect(image?.role).toBe("img");
    expect(image?.["aria-label"]).toBe("Leads: from 3 (April 2026) to 9 (June 2026)");
    expect(elements(html, "rect")).toHaveLength(2);
  });
});
