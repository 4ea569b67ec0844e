import { describe, expect, it } from "vitest";
import {
  conformErrors,
  conformField,
  DateField,
  ErrorSummary,
  MoneyField,
  SelectField,
  TextField,
} from "./index.ts";
import { elements, renderOnServer } from "./testing/render.tsx";

const text = (html: string) => html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");

describe("fields", () => {
  it("tie label, hint and error to their control", async () => {
    const html = await renderOnServer(
      <TextField name="email" id="f-email" label="E-mail" hint="Yours" errors={["Wrong", "More"]} required />,
    );
    expect(elements(html, "label")[0]?.for).toBe("f-email");
    expect(elements(html, "input")[0]).toMatchObject({
      id: "f-email",
      name: "email",
      "aria-invalid": "true",
      "aria-describedby": "f-email-hint f-email-error",
    });
    expect(html).toContain('id="f-email-hint"');
    expect(html).toMatch(/id="f-email-error".*Wrong/);
    expect(html).not.toContain("More");
  });

  it("describe nothing where there is nothing to say", async () => {
    const [input] = elements(await renderOnServer(<DateField name="on" label="On" />), "input");
    expect(input).toMatchObject({ id: "on", type: "date" });
    expect(input).not.toHaveProperty("aria-invalid");
    expect(input).not.toHaveProperty("aria-describedby");
  });

  it("write money as the reader would, unless something was typed before", async () => {
    const stored = await renderOnServer(
      <MoneyField name="value" label="Valor" currency="BRL" minor={123_456} />,
      "pt-BR",
    );
    expect(elements(stored, "input")[0]?.value).toBe("1234,56");
    expect(stored).toContain("R$");
    const typed = await renderOnServer(
      <MoneyField name="value" label="Value" currency="BRL" minor={123_456} defaultValue="12x" />,
    );
    expect(elements(typed, "input")[0]?.value).toBe("12x");
  });

  it("keep the chosen option", async () => {
    const html = await renderOnServer(
      <SelectField
        name="source"
        label="Source"
        blank="Any"
        defaultValue="b"
        options={["a", "b"].map((value) => ({ value, label: value }))}
      />,
    );
    expect(html).toContain('<option value="b" selected="">b</option>');
  });

  it("take Conform's metadata", () => {
    const email = { id: "f-email", name: "email", initialValue: "x@", errors: ["email"], required: true };
    const say = (key: string) => `[${key}]`;
    expect(conformField(email, say)).toEqual({
      id: "f-email",
      name: "email",
      defaultValue: "x@",
      errors: ["[email]"],
      required: true,
    });
    expect(conformErrors({ errors: ["all"] }, { email }, say)).toEqual([
      { message: "[all]" },
      { fieldId: "f-email", message: "[email]" },
    ]);
  });

  it("are summed up in links to them", async () => {
    const html = await renderOnServer(
      <ErrorSummary errors={[{ fieldId: "f-email", label: "E-mail", message: "Wrong" }]} />,
    );
    expect(html).toContain('role="alert"');
    expect(elements(html, "a")[0]?.href).toBe("#f-email");
    expect(text(html)).toContain("E-mail: Wrong");
    expect(await renderOnServer(<ErrorSummary errors={[]} />)).toBe("");
  });
});
