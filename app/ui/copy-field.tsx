import { useEffect, useId, useState } from "react";
import { useI18n } from "#app/i18n/index.ts";
import { Button } from "./button.tsx";

/** A text that is there to be copied: selected as a whole when it is entered, and copied by a button where scripts run. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const { m } = useI18n();
  const id = useId();
  const [canCopy, setCanCopy] = useState(false);
  const [copied, setCopied] = useState<string>();
  // Not known to the server, and only there over an encrypted connection.
  useEffect(() => setCanCopy("clipboard" in navigator), []);
  return (
    <div>
      <label htmlFor={id} className="mb-1 block font-semibold text-[0.9375rem]">
        {label}
      </label>
      <div className="flex flex-wrap gap-2.5">
        <input
          id={id}
          readOnly
          value={value}
          className="control min-w-0 grow basis-64"
          onFocus={(event) => event.currentTarget.select()}
        />
        {canCopy && (
          <Button onClick={() => navigator.clipboard.writeText(value).then(() => setCopied(value))}>
            {m.common.copy}
          </Button>
        )}
      </div>
      <p role="status" className="mt-1 text-muted text-sm">
        {copied === value && m.common.copied}
      </p>
    </div>
  );
}
