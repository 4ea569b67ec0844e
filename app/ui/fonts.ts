import figure from "@fontsource/sofia-sans-extra-condensed/files/sofia-sans-extra-condensed-latin-700-normal.woff2?url";
import text from "@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2?url";

/** For the root's `links`: the two files that every page needs before its first paint. */
export const fontPreloads = [text, figure].map((href) => ({
  rel: "preload" as const,
  href,
  as: "font" as const,
  type: "font/woff2" as const,
  crossOrigin: "anonymous" as const,
}));
