import { Form } from "react-router";
import { useI18n } from "./i18n/index.ts";
import type { KeptForm } from "./server/kept-form.ts";
import { signInPath } from "./server/sign-in-path.ts";
import { Button, ButtonLink } from "./ui/button.tsx";
import { Flash } from "./ui/flash.tsx";
import { KeptInputs } from "./ui/kept-inputs.tsx";

/**
 * The form of somebody whose session has ended, to be sent once more. As a document, because who signs in meanwhile may be somebody
 * else: nothing of the page that was open is right any more.
 */
export function SendAgain({ action, pairs, incomplete }: KeptForm) {
  const { m } = useI18n();
  const t = m.errors.sendAgain;
  return (
    <Form method="post" action={action} reloadDocument className="mt-6">
      <KeptInputs pairs={pairs} />
      {incomplete && <Flash tone="warn">{t.incomplete}</Flash>}
      <p className="flex flex-wrap gap-3">
        <ButtonLink to={signInPath(undefined)} target="_blank" rel="noopener">
          {t.signIn}
        </ButtonLink>
        <Button type="submit">{t.submit}</Button>
      </p>
    </Form>
  );
}
