export { type BulkTagInput, type BulkUntagInput, bulkTag, bulkUntag } from "./bulk-tag.server.ts";
export {
  deleteTag,
  type MergeTagsInput,
  mergeTags,
  type RenameTagInput,
  renameTag,
} from "./change-tags.server.ts";
export { type TagLeadInput, tagLead, type UntagLeadInput, untagLead } from "./tag-lead.server.ts";
