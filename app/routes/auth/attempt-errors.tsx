import { useI18n } from "#app/i18n/index.ts";
import { ErrorSummary, type ErrorSummaryProps, Flash } from "#app/ui/index.ts";

/** What is wrong with what was tried; or, where it was tried too often, how long to wait. */
export function AttemptErrors({
  errors,
  retryMinutes = 0,
}: ErrorSummaryProps & { retryMinutes?: number | undefined }) {
  const { m } = useI18n();
  if (retryMinutes > 0) return <Flash tone="bad">{m.auth.tooManyAttempts(retryMinutes)}</Flash>;
  return <ErrorSummary errors={errors} />;
}
