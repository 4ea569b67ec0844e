import { useEffect, useState } from "react";
import { useI18n } from "#app/i18n/index.ts";
import { Button, ButtonLink, Flash, PageHeader } from "#app/ui/index.ts";

interface RecoveryCodesProps {
  email: string;
  codes: readonly string[];
  /** the second step has just been turned on */
  isNew?: boolean;
}

/** Recovery codes, the one time that they are shown: to be copied, printed or written down. */
export function RecoveryCodes({ email, codes, isNew = false }: RecoveryCodesProps) {
  const { m } = useI18n();
  const t = m.twoFactor.codes;
  return (
    <>
      <title>{m.common.pageTitle(t.title)}</title>
      {isNew && <Flash tone="good">{t.isOn}</Flash>}
      <PageHeader title={t.title} period={email} />
      <div className="mt-8 max-w-xl">
        <p className="mb-6">{t.text}</p>
        <ul
          aria-label={t.list}
          className="grid grid-cols-2 gap-x-8 gap-y-2 border-ink border-y-2 py-4 font-mono text-lg"
        >
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <div className="mt-6 flex flex-wrap gap-3">
          <ButtonLink to="/account">{t.kept}</ButtonLink>
          <CopyAndPrint codes={codes} />
        </div>
      </div>
    </>
  );
}

/** Where scripts run; without them both are in the browser's menu. */
function CopyAndPrint({ codes }: Pick<RecoveryCodesProps, "codes">) {
  const { m } = useI18n();
  const [can, setCan] = useState({ print: false, copy: false });
  const [copied, setCopied] = useState(false);
  // Not known to the server; the clipboard is only there over an encrypted connection.
  useEffect(() => setCan({ print: true, copy: "clipboard" in navigator }), []);
  return (
    <>
      {can.copy && (
        <Button onClick={() => navigator.clipboard.writeText(codes.join("\n")).then(() => setCopied(true))}>
          {m.common.copy}
        </Button>
      )}
      {can.print && <Button onClick={() => window.print()}>{m.twoFactor.codes.print}</Button>}
      <p role="status" className="self-center text-muted text-sm print:hidden">
        {copied && m.common.copied}
      </p>
    </>
  );
}
