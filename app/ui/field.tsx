import type { ReactNode } from "react";
import { useI18n } from "#app/i18n/index.ts";

/** What every field takes. `conformField` makes id, name, defaultValue, errors and required from metadata. */
export interface FieldProps {
  name: string;
  label: string;
  /** of the control, and the target of the error summary's link; the name unless given */
  id?: string;
  /** what to write and why, between the label and the control */
  hint?: ReactNode;
  /** in the reader's language; the first one is shown */
  errors?: readonly string[];
  required?: boolean;
  /** says so beside the label; forms mark what may be left out, not what is needed */
  optional?: boolean;
  /** of the whole field, for its place in a grid */
  className?: string;
}

interface ControlProps {
  id: string;
  name: string;
  required?: boolean;
  "aria-invalid"?: true;
  "aria-describedby"?: string;
}

/**
 * Label, hint, error, control: the frame of every field. All words stand above the control and all of it at the bottom of its place, so that the
 * boxes of a row are in line whatever is said of one of them.
 */
export function Field(props: FieldProps & { children: (control: ControlProps) => ReactNode }) {
  const { name, label, id = name, hint, errors = [], required, optional, className = "", children } = props;
  const { m } = useI18n();
  const [error] = errors;
  const hintId = hint ? `${id}-hint` : undefined;
  const errorId = error === undefined ? undefined : `${id}-error`;
  const describedBy = [hintId, errorId].filter((part) => part !== undefined).join(" ");
  return (
    <div className={`flex min-w-0 flex-col justify-end ${className}`}>
      <div>
        <label htmlFor={id} className="mb-1 block font-semibold text-[0.9375rem]">
          {label}
          {optional && <span className="ml-2 font-normal text-muted text-sm">{m.common.optional}</span>}
        </label>
        {hint && (
          <p id={hintId} className="-mt-0.5 mb-1.5 max-w-prose text-muted text-sm">
            {hint}
          </p>
        )}
        {error !== undefined && (
          <p id={errorId} className="-mt-0.5 mb-1.5 font-medium text-bad text-sm">
            <span className="sr-only">{m.common.form.error} </span>
            {error}
          </p>
        )}
      </div>
      {children({
        id,
        name,
        ...(required ? { required } : {}),
        ...(error === undefined ? {} : { "aria-invalid": true }),
        ...(describedBy === "" ? {} : { "aria-describedby": describedBy }),
      })}
    </div>
  );
}
