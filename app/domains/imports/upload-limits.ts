/** Bytes. */
export const megabyte = 1024 * 1024;

/** Bytes of a file that is uploaded; the command line takes larger ones. */
export const largestUpload = 50 * megabyte;

/** Columns of a file that is uploaded: each of them is a choice for every field. */
export const mostColumns = 1_000;

/** How long an uploaded file is kept, in days. */
export const uploadDays = 7;
