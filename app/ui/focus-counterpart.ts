const controls = "main :is(a[href], button, input, select, textarea, summary)";

/** The control of the page that is what another one was that is gone: made anew with its form, or moved elsewhere. */
export function counterpartOf(gone: Element | undefined): HTMLElement | undefined {
  if (!gone) return undefined;
  const like = identityOf(gone);
  return [...document.querySelectorAll<HTMLElement>(controls)].find(
    (each) => identityOf(each) === like && each.offsetParent !== null,
  );
}

/** A field is known by its name, of several choices by its value; a link or a button by its words. */
function identityOf(element: Element): string {
  const attribute = (name: string) => element.getAttribute(name) ?? "";
  const isChoice = /^(checkbox|radio)$/.test(attribute("type"));
  return JSON.stringify([
    element.tagName,
    attribute("id"),
    attribute("name"),
    isChoice ? attribute("value") : "",
    attribute("aria-label"),
    element.matches("a, button, summary") ? element.textContent : "",
  ]);
}
