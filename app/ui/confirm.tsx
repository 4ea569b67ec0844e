import { type ReactNode, useId, useRef } from "react";
import { Form } from "react-router";
import { useI18n } from "#app/i18n/index.ts";
import { buttonClass } from "./button.tsx";
import { Link } from "./link.tsx";
import { SubmitButton } from "./submit-button.tsx";

export interface ConfirmProps {
  title: string;
  /** what will happen, and whether it can be taken back */
  text: ReactNode;
  /** the verb: "Delete this lead" */
  confirmLabel: string;
  /** where the form posts */
  action: string;
  /** hidden fields of the form */
  fields?: Record<string, string>;
  cancelHref: string;
  /** what else is to be answered */
  question?: ReactNode;
  /** of what can be taken back without a loss; else it is a danger */
  harmless?: boolean;
}

/** The page that asks before something is destroyed. */
export function ConfirmPage({ title, text, cancelHref, ...form }: ConfirmProps) {
  const { m } = useI18n();
  return (
    <div className={`max-w-xl border-t-4 pt-4 ${edgeOf(form)}`}>
      <h1 className="figure text-5xl leading-none">{title}</h1>
      <div className="mt-4">{text}</div>
      <ConfirmForm {...form}>
        <Link to={cancelHref} className={buttonClass("quiet")}>
          {m.common.cancel}
        </Link>
      </ConfirmForm>
    </div>
  );
}

/** A link to the confirmation page at `href`; with JavaScript the same question in a dialog, in place. */
export function ConfirmLink({
  href,
  children,
  ...confirm
}: Omit<ConfirmProps, "cancelHref"> & { href: string; children: ReactNode }) {
  const { m } = useI18n();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const { title, text, ...form } = confirm;
  return (
    <>
      <Link
        to={href}
        className={buttonClass(form.harmless ? "quiet" : "danger")}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey || !dialog.current?.showModal) return;
          event.preventDefault();
          dialog.current.showModal();
        }}
      >
        {children}
      </Link>
      <dialog
        ref={dialog}
        aria-labelledby={titleId}
        className={`m-auto max-w-lg border-t-4 bg-paper p-6 text-ink backdrop:bg-scrim ${edgeOf(form)}`}
      >
        <h2 id={titleId} className="figure text-4xl leading-none">
          {title}
        </h2>
        <div className="mt-3">{text}</div>
        <ConfirmForm {...form}>
          <button type="button" className={buttonClass("quiet")} onClick={() => dialog.current?.close()}>
            {m.common.cancel}
          </button>
        </ConfirmForm>
      </dialog>
    </>
  );
}

const edgeOf = ({ harmless = false }: Pick<ConfirmProps, "harmless">) =>
  harmless ? "border-ink" : "border-bad";

function ConfirmForm({
  action,
  fields = {},
  confirmLabel,
  harmless = false,
  question,
  children,
}: Pick<ConfirmProps, "action" | "fields" | "confirmLabel" | "harmless" | "question"> & {
  children: ReactNode;
}) {
  return (
    <Form method="post" action={action} className="mt-6 flex flex-wrap gap-3">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {question && <div className="mb-2 w-full">{question}</div>}
      <SubmitButton look={harmless ? "primary" : "danger"} action={action}>
        {confirmLabel}
      </SubmitButton>
      {children}
    </Form>
  );
}
