import { leadUrl } from "../leads/lead-filter.ts";

/** The address of an organization's tags. */
export const tagsUrl = (slug: string) => `/o/${slug}/settings/tags`;

/** The address of one tag, where it is renamed. */
export const tagUrl = (slug: string, tagId: string) => `${tagsUrl(slug)}/${tagId}`;

/** Where a lead is marked with tags. */
export const leadTagsUrl = (slug: string, leadId: string) => `${leadUrl(slug, leadId)}/tags`;
