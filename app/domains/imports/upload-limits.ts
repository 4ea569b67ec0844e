/** Bytes of a file that is uploaded; the command line takes larger ones. */
export const largestUpload = 50 * 1024 * 1024;

/** How long an uploaded file is kept, in days. */
export const uploadDays = 7;
