import type { ButtonHTMLAttributes, ReactNode } from "react";
import type { LinkProps } from "react-router";
import { Link } from "./link.tsx";

export type ButtonLook = "primary" | "quiet" | "danger";

const looks: Record<ButtonLook, string> = {
  primary: "border-ink bg-ink text-paper hover:border-accent hover:bg-accent hover:text-on-accent",
  quiet: "border-edge bg-transparent text-ink hover:border-ink hover:bg-raised",
  danger: "border-bad bg-transparent text-bad hover:bg-bad hover:text-paper",
};

/** Of a button, or of a link that looks like one; print.css leaves them out. */
export function buttonClass(look: ButtonLook): string {
  return `button inline-flex min-h-10 items-center justify-center gap-2 rounded-sm border px-4 py-1.5 font-semibold text-[0.9375rem] leading-6 aria-disabled:cursor-progress aria-disabled:opacity-70 ${looks[look]}`;
}

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: ButtonLook;
  children: ReactNode;
}

/** A plain button. For the one that sends a form with pending state see SubmitButton. */
export function Button({ look = "quiet", type = "button", className = "", ...rest }: ButtonProps) {
  return <button type={type} className={`${buttonClass(look)} ${className}`} {...rest} />;
}

/** A link that is an action of the page. */
export function ButtonLink({ look = "primary", className = "", ...rest }: LinkProps & { look?: ButtonLook }) {
  return <Link className={`${buttonClass(look)} ${className}`} {...rest} />;
}
