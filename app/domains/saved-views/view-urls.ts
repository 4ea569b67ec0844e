import { leadsUrl } from "../leads/lead-filter.ts";

/** Where the list's filter and order are saved as a view. */
export const newViewUrl = (slug: string, search: string) =>
  `${leadsUrl(slug)}/views/new${search && `?${search}`}`;

/** Where a view is renamed. */
export const viewUrl = (slug: string, viewId: string) => `${leadsUrl(slug)}/views/${viewId}`;

/** The list as a view has it. */
export const viewedUrl = (slug: string, { search }: { search: string }) =>
  `${leadsUrl(slug)}${search && `?${search}`}`;
