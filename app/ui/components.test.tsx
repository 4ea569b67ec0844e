import { describe, expect, it } from "vitest";
import { changeFrom } from "./change.ts";
import {
  DataTable,
  EmptyState,
  ErrorPage,
  Kpi,
  PageHeader,
  Pager,
  PeriodPicker,
  SubmitButton,
} from "./index.ts";
import { elements, renderOnServer, tableTexts } from "./testing/render.tsx";

const text = (html: string) => html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");

describe("Kpi", () => {
  it("says a change with sign and word, and links to its rows", async () => {
    const html = await renderOnServer(
      <Kpi
        label="Leads"
        value="812"
        href="/rows"
        comparisons={[
          { label: "May 2026", change: changeFrom(702, 812) },
          { label: "June 2025", change: changeFrom(0, 812) },
        ]}
      />,
    );
    expect(text(html)).toContain("up 15.7% on May 2026");
    expect(text(html)).toContain("no base: June 2025");
    expect(elements(html, "a")[0]).toMatchObject({
      href: "/rows",
      "aria-label": "Leads: 812. Show the rows.",
    });
    expect(elements(html, "svg")).toHaveLength(1);
  });

  it("says it in Portuguese", async () => {
    const html = await renderOnServer(
      <Kpi
        label="Leads"
        value="812"
        comparisons={[{ label: "maio de 2026", change: changeFrom(1000, 812) }]}
      />,
      "pt-BR",
    );
    expect(text(html)).toContain("queda de 18,8% ante maio de 2026");
  });

  it("never shows the unmeasured as a figure", async () => {
    const html = await renderOnServer(
      <Kpi label="Followers" value={null} comparisons={[{ label: "May", change: changeFrom(3, null) }]} />,
    );
    expect(text(html).trim()).toBe("Followers not measured");
  });
});

describe("DataTable", () => {
  const columns = [
    { key: "name", header: "Name", rowHeader: true, cell: (row: { name: string }) => row.name },
    { key: "value", header: "Value", figure: true, sortable: "desc" as const, cell: () => "1" },
    { key: "stage", header: "Stage", sortable: "asc" as const, cell: () => "New" },
  ];
  const table = {
    caption: "Leads",
    columns,
    rowKey: ({ name }: { name: string }) => name,
    sort: { key: "value", direction: "desc" as const },
    sortHref: (key: string, direction: string) => `?sort=${key}&dir=${direction}`,
    empty: <EmptyState title="No leads">Take a filter away.</EmptyState>,
  };

  it("announces the sorted column, and turns it round", async () => {
    const html = await renderOnServer(<DataTable {...table} rows={[{ name: "A" }]} />);
    expect(elements(html, "th").map((head) => head["aria-sort"])).toEqual([
      undefined,
      "descending",
      undefined,
      undefined,
    ]);
    expect(elements(html, "a").map(({ href }) => href)).toEqual([
      "/o/demo?sort=value&dir=asc",
      "/o/demo?sort=stage&dir=asc",
    ]);
    expect(tableTexts(html)[1]).toEqual(["A", "1", "New"]);
  });

  it("names its rows and takes the keyboard", async () => {
    const html = await renderOnServer(<DataTable {...table} rows={[{ name: "A" }]} />);
    expect(html).toContain('<th scope="row"');
    expect(html).toContain('tabindex="0"');
  });

  it("says why it is empty instead of showing heads over nothing", async () => {
    const html = await renderOnServer(<DataTable {...table} rows={[]} />);
    expect(html).not.toContain("<table");
    expect(text(html)).toContain("No leads Take a filter away.");
  });
});

describe("Pager", () => {
  it("has real links", async () => {
    const html = await renderOnServer(<Pager previous="?before=a" next="?after=b" />);
    expect(elements(html, "a").map(({ href, rel }) => [href, rel])).toEqual([
      ["/o/demo?before=a", "prev"],
      ["/o/demo?after=b", "next"],
    ]);
  });

  it("is not there for a single page", async () => {
    expect(await renderOnServer(<Pager />)).toBe("");
  });
});

describe("PeriodPicker", () => {
  const presets = [
    { label: "June", from: "2026-06-01", to: "2026-06-30" },
    { label: "May", from: "2026-05-01", to: "2026-05-31" },
  ];

  it("keeps the other parameters, in links and in the form", async () => {
    const html = await renderOnServer(
      <PeriodPicker
        from="2026-06-01"
        to="2026-06-30"
        presets={presets}
        keep={[
          ["by", "source"],
          ["by", "x"],
        ]}
      />,
    );
    expect(elements(html, "a")[1]?.href).toBe("/o/demo?by=source&by=x&from=2026-05-01&to=2026-05-31");
    const hidden = elements(html, "input").filter(({ type }) => type === "hidden");
    expect(hidden.map(({ name, value }) => [name, value])).toEqual([
      ["by", "source"],
      ["by", "x"],
    ]);
    expect(elements(html, "form")[0]?.method).toBe("get");
  });

  it("marks the preset that is shown, or opens the form for any other period", async () => {
    const preset = await renderOnServer(<PeriodPicker from="2026-06-01" to="2026-06-30" presets={presets} />);
    expect(elements(preset, "a").map((link) => link["aria-current"])).toEqual(["true", undefined]);
    expect(preset).not.toContain("<details open");
    const other = await renderOnServer(<PeriodPicker from="2026-06-02" to="2026-06-30" presets={presets} />);
    expect(other).toContain("<details open");
  });

  it("shows a period that is open at one end, and lets it stay so", async () => {
    const html = await renderOnServer(<PeriodPicker from="2026-06-01" to="" presets={presets} />);
    expect(html).toContain("<details open");
    const dates = elements(html, "input").filter(({ type }) => type === "date");
    expect(dates.map(({ value }) => value)).toEqual(["2026-06-01", ""]);
    for (const date of dates) expect(date).not.toHaveProperty("required");
  });

  it("says beside what was asked for what is wrong with it", async () => {
    const html = await renderOnServer(
      <PeriodPicker from="2026-06-02" to="2026-06-01" presets={presets} problem="Backwards." />,
    );
    const [from, to] = elements(html, "input");
    expect([from?.value, to?.value]).toEqual(["2026-06-02", "2026-06-01"]);
    expect(to?.["aria-invalid"]).toBe("true");
    expect(html).toContain(`<p id="${to?.["aria-describedby"]}" role="alert"`);
    expect(html).toContain("Backwards.");
  });
});

describe("pages", () => {
  it("have one h1", async () => {
    const html = await renderOnServer(<PageHeader title="Leads" period="June" asOf="As of now" />);
    expect(elements(html, "h1")).toHaveLength(1);
    expect(text(html)).toContain("June");
  });

  it.each([
    [400, "does not make sense"],
    [401, "session has ended"],
    [403, "Not yours to open"],
    [404, "nothing here"],
    [409, "faster"],
    [500, "broke"],
    [503, "Out of reach"],
  ])("of error %i are the house's own", async (status, words) => {
    expect(text(await renderOnServer(<ErrorPage status={status} />))).toContain(words);
  });

  it("give a request id for what broke here, and only then", async () => {
    expect(await renderOnServer(<ErrorPage status={500} requestId="abc" />)).toContain("abc");
    expect(await renderOnServer(<ErrorPage status={404} requestId="abc" />)).not.toContain("abc");
  });

  it("have a button that is ready until something is sent", async () => {
    const html = await renderOnServer(<SubmitButton>Save</SubmitButton>);
    expect(elements(html, "button")[0]?.type).toBe("submit");
    expect(html).not.toContain("aria-disabled=");
  });
});
