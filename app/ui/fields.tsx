import type { InputHTMLAttributes, SelectHTMLAttributes, TextareaHTMLAttributes } from "react";
import { useI18n } from "#app/i18n/index.ts";
import { Field, type FieldProps } from "./field.tsx";

type Rest<Attributes> = Omit<Attributes, keyof FieldProps | "children">;

/** One line of text; `type` for e-mail, tel, password, search, number. */
export function TextField({ className, ...props }: FieldProps & Rest<InputHTMLAttributes<HTMLInputElement>>) {
  const [field, rest] = split(props);
  return (
    <Field {...field} className={className}>
      {(control) => <input type="text" className="control" {...rest} {...control} />}
    </Field>
  );
}

/** A local date, "YYYY-MM-DD", in the browser's own picker. */
export function DateField({ className, ...props }: FieldProps & Rest<InputHTMLAttributes<HTMLInputElement>>) {
  const [field, rest] = split(props);
  return (
    <Field {...field} className={className}>
      {(control) => <input className="control" {...rest} {...control} type="date" />}
    </Field>
  );
}

/** An amount as a person writes it; read it with `parseMoney`. The default value is minor units. */
export function MoneyField({
  className,
  currency,
  minor,
  ...props
}: FieldProps &
  Rest<InputHTMLAttributes<HTMLInputElement>> & {
    currency: string;
    /** the stored amount; a `defaultValue` (what was typed before) goes before it */
    minor?: number | null;
  }) {
  const { f } = useI18n();
  const [field, rest] = split(props);
  const stored = minor === null || minor === undefined ? undefined : f.moneyInput(minor, currency);
  return (
    <Field {...field} className={className}>
      {(control) => (
        <div className="flex">
          <span
            aria-hidden="true"
            className="-mr-px flex min-w-11 items-center justify-center border border-edge bg-sunk px-2.5 text-muted"
          >
            {f.currencySymbol(currency)}
          </span>
          <input
            type="text"
            inputMode="decimal"
            autoComplete="off"
            className="control text-right"
            {...rest}
            defaultValue={rest.defaultValue ?? stored}
            {...control}
          />
        </div>
      )}
    </Field>
  );
}

/** Several lines of text. */
export function TextareaField({
  className,
  ...props
}: FieldProps & Rest<TextareaHTMLAttributes<HTMLTextAreaElement>>) {
  const [field, rest] = split(props);
  return (
    <Field {...field} className={className}>
      {(control) => <textarea rows={4} className="control" {...rest} {...control} />}
    </Field>
  );
}

export interface Option {
  value: string;
  label: string;
}

/** One of several, in the browser's own select. `blank` is the label of the empty choice. */
export function SelectField({
  className,
  options,
  blank,
  ...props
}: FieldProps &
  Rest<SelectHTMLAttributes<HTMLSelectElement>> & { options: readonly Option[]; blank?: string }) {
  const [field, rest] = split(props);
  return (
    <Field {...field} className={className}>
      {(control) => (
        <select className="control" {...rest} {...control}>
          {blank !== undefined && <option value="">{blank}</option>}
          {options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export interface ChoicesFieldProps {
  name: string;
  legend: string;
  options: readonly Option[];
  selected: readonly string[];
  /** checkboxes take several, radio buttons one */
  type?: "checkbox" | "radio";
  className?: string;
}

/** A small set of choices, all in sight. Repeats `name` in the search for each that is taken. */
export function ChoicesField({
  name,
  legend,
  options,
  selected,
  type = "checkbox",
  className = "",
}: ChoicesFieldProps) {
  return (
    <fieldset className={className}>
      <legend className="mb-1 font-semibold text-[0.9375rem]">{legend}</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-1">
        {options.map(({ value, label }) => (
          <label key={value} className="flex min-h-8 items-center gap-2">
            <input
              type={type}
              name={name}
              value={value}
              defaultChecked={selected.includes(value)}
              className="size-4"
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function split<Props extends FieldProps>({
  name,
  label,
  id,
  hint,
  errors,
  required,
  optional,
  ...rest
}: Props) {
  return [{ name, label, id, hint, errors, required, optional }, rest] as const;
}
